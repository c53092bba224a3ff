// Whose rules judge a plan, in words.
import type { TFunction } from "i18next";
import type { PlanJudge } from "../../api/contract/plans.ts";

/** "Jämna team, version 3"; for a run's rules with no saved name, and for none at all, what they are. */
export function judgeWords(t: TFunction, { kind, ruleSet }: PlanJudge): string {
  const name = ruleSet && t("judge.ruleSet", { name: ruleSet.name, version: ruleSet.version });
  if (kind === "usual" || kind === "file") return t(`judge.${kind}`);
  if (kind === "rule-set") return name ?? "";
  return name === null ? t("judge.run") : t("judge.runNamed", { name });
}
