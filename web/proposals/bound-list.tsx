// How good it is: what was reached, what is proven, and the gap, goal by goal as sentences; and of which goals nothing is.
import { useTranslation } from "react-i18next";
import type { Rules } from "../../api/contract/rules.ts";
import type { Bound } from "../../api/contract/runs.ts";
import { balancePointsLeft } from "../../engine/explain/bound-sentences.ts";
import { inLanguage } from "../i18n.ts";

/** Above this gap a bound on borders says more of the proof than of the plan. */
const wideGap = 0.05;

/** `isUnderWay`: more is proven still. */
export function BoundList({
  bounds,
  rules,
  isUnderWay,
}: {
  bounds: readonly Bound[];
  rules: Pick<Rules, "goals" | "movedAtMost">;
  isUnderWay: boolean;
}) {
  const { t } = useTranslation();
  if (bounds.length === 0) return null;
  const others = otherGoals(rules).filter(({ goal }) => bounds.every((own) => own.goal !== goal));
  const named = (isWeighed: boolean) =>
    others.filter((own) => own.isWeighed === isWeighed).map(({ goal }) => t(`proposals.boundGoal.${goal}`));
  const [open, unasked] = [named(true), named(false)];
  return (
    <section className="stack-tight" aria-labelledby="bounds-heading" data-testid="bounds">
      <h3 id="bounds-heading">{t("proposals.howGood")}</h3>
      <ul className="plain-rows">
        {bounds.map(({ goal, sentence, reached, bound, gapFraction }) => (
          <li key={goal} data-goal={goal}>
            <p>{inLanguage(sentence)}</p>
            {gapFraction === 0 && <p className="small soft">{t("proposals.noGap")}</p>}
            {goal === "balance" && reached !== null && gapFraction !== 0 && (
              <p className="small soft">
                {t("proposals.gap", { gap: inLanguage(balancePointsLeft({ reached, bound })) })}
              </p>
            )}
            {goal === "borderLength" && gapFraction !== null && gapFraction > wideGap && (
              <p className="small soft">{t("proposals.borderGap")}</p>
            )}
          </li>
        ))}
      </ul>
      <p className="small soft">{t("proposals.eachGoal")}</p>
      {open.length > 0 && (
        <p className="small soft" data-testid="bounds-open">
          {t(isUnderWay ? "proposals.boundsToCome" : "proposals.notProven", { goals: open.join(", ") })}
        </p>
      )}
      {unasked.length > 0 && <p className="small soft">{t("proposals.notAsked", { goals: unasked.join(", ") })}</p>}
    </section>
  );
}

/** The goals beside balance, and whether the rules aim at or limit them. */
function otherGoals({ goals, movedAtMost }: Pick<Rules, "goals" | "movedAtMost">) {
  return [
    { goal: "change", isWeighed: goals.leastChange > 0 || movedAtMost !== null },
    { goal: "borderLength", isWeighed: goals.borderLength > 0 },
    { goal: "compactness", isWeighed: goals.compactness > 0 },
  ] as const;
}
