// Two planners changed the same saved rules: what each changed, and a choice that loses nothing, as where two drew in one plan.
import { useTranslation } from "react-i18next";
import type { RuleSet } from "../../api/contract/rules.ts";
import { Dialog } from "../components/dialog.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { compareRules, type RulePart } from "./rules-difference.ts";
import type { RulesDraft } from "./rules-draft.ts";

const choices = ["mine", "theirs", "both", "later"] as const;
export type RulesChoice = (typeof choices)[number];

export function RuleSetConflict({
  draft,
  base,
  theirs,
  isFaulty,
  isBusy,
  error,
  onChoose,
}: {
  draft: RulesDraft;
  /** The saved version that the draft was read from. */
  base: RuleSet;
  theirs: RuleSet;
  /** What is typed cannot be saved as it stands. */
  isFaulty: boolean;
  isBusy: boolean;
  error: unknown;
  onChoose: (choice: RulesChoice) => void;
}) {
  const { t } = useTranslation();
  const who = theirs.author ?? t("planLife.somebody");
  const { own, theirs: other } = compareRules(draft, base, theirs);
  const listed = (parts: readonly RulePart[]) =>
    parts.length === 0
      ? t("proposals.rulesConflict.nothing")
      : parts.map((part) => t(`proposals.rulePart.${part}`)).join(", ");
  const offered = isFaulty ? choices.filter((choice) => choice !== "mine" && choice !== "both") : choices;
  return (
    <Dialog title={t("conflict.title", { name: base.name })} wide onClose={() => onChoose("later")}>
      <p>
        {t("proposals.rulesConflict.lead", { who, when: formatInstant(theirs.createdAt), version: theirs.version })}
      </p>
      <ul>
        {!isFaulty && <li>{t("proposals.rulesConflict.own", { parts: listed(own) })}</li>}
        <li>{t("proposals.rulesConflict.theirs", { who, parts: listed(other) })}</li>
      </ul>
      <ProblemNotice error={error} />
      <ul className="conflict-choices">
        {offered.map((choice, place) => (
          <li key={choice}>
            <button
              type="button"
              className={`button ${place === 0 ? "button-primary" : ""}`}
              aria-describedby={`rules-conflict-${choice}`}
              disabled={isBusy}
              onClick={() => onChoose(choice)}
            >
              {t(`conflict.choice.${choice}`)}
            </button>
            <span id={`rules-conflict-${choice}`} className="small">
              {t(`proposals.rulesConflict.outcome.${choice}`, {
                who,
                version: theirs.version,
                next: theirs.version + 1,
              })}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
