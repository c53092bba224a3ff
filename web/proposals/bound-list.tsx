// How good it is: what was reached, what is proven, and the gap, as sentences.
import { useTranslation } from "react-i18next";
import type { Bound } from "../../api/contract/runs.ts";
import { balancePointsLeft } from "../../engine/explain/bound-sentences.ts";
import { inLanguage } from "../i18n.ts";

export function BoundList({ bounds }: { bounds: readonly Bound[] }) {
  const { t } = useTranslation();
  if (bounds.length === 0) return null;
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
          </li>
        ))}
      </ul>
      <p className="small soft">{t("proposals.notProven")}</p>
    </section>
  );
}
