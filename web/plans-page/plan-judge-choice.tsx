// Which rules judge the plan, and choosing others: a saved rule set, the run's, or none of its own; undone at once.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewPlanJudge, Plan, PlanJudge } from "../../api/contract/plans.ts";
import type { RuleSet } from "../../api/contract/rules.ts";
import { SelectField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useChoosePlanRules } from "../state/plan-life.ts";
import { useRuleSets } from "../state/proposals.ts";
import { judgeWords } from "./judge-words.ts";

interface Choice {
  readonly judge: NewPlanJudge;
  readonly name: string;
}

export function PlanJudgeChoice({ plan, judgedBy }: { plan: Plan; judgedBy: PlanJudge }) {
  const { t } = useTranslation();
  const choose = useChoosePlanRules(plan.id);
  const ruleSets = useRuleSets(plan.divisionId);
  const [wanted, setWanted] = useState<string | null>(null);
  const [before, setBefore] = useState<NewPlanJudge | null>(null);
  const isDraft = plan.status === "draft";
  const isFirst = plan.status === "adopted" && (judgedBy.kind === "usual" || judgedBy.kind === "file");
  const present = judgeOf(judgedBy);
  const saved = (ruleSets.data ?? []).filter((own) => isForTeams(own, plan));
  const choices: Choice[] = [
    ...(isDraft ? [{ judge: { kind: "usual" } as const, name: t("judge.usual") }] : []),
    ...(plan.runId ? [{ judge: { kind: "run" } as const, name: t("judge.run") }] : []),
    ...saved.map(({ id, version, name }) => ({
      judge: { kind: "rule-set", id, version } as const,
      name: t("judge.ruleSet", { name, version }),
    })),
  ];
  // An earlier version, or rules that have been put away since, can be kept but not chosen anew.
  const shown = choices.some(({ judge }) => keyOf(judge) === keyOf(present))
    ? choices
    : [{ judge: present, name: judgeWords(t, judgedBy) }, ...choices];
  const chosen = shown.find(({ judge }) => keyOf(judge) === wanted)?.judge ?? present;
  const newer = saved.find(({ id, version }) => judgedBy.ruleSet?.id === id && version > judgedBy.ruleSet.version);
  const send = (judge: NewPlanJudge, undoes: boolean) =>
    choose.mutate(
      { version: plan.version, judge },
      {
        onSuccess: () => {
          setWanted(null);
          setBefore(undoes ? null : present);
        },
      },
    );
  return (
    <section className="stack-tight inset no-print" aria-labelledby="judge-heading" data-testid="plan-judge">
      <h2 id="judge-heading">{t("judge.heading")}</h2>
      <p>{judgeWords(t, judgedBy)}</p>
      {!isDraft && !isFirst ? (
        <p className="small soft">{t(plan.status === "proposed" ? "judge.proposed" : "judge.decided")}</p>
      ) : (
        <details className="fold">
          <summary>{t("judge.change")}</summary>
          <form
            className="stack-tight"
            onSubmit={(event) => {
              event.preventDefault();
              send(chosen, false);
            }}
          >
            <SelectField
              label={t("judge.choose")}
              help={t("judge.help")}
              value={keyOf(chosen)}
              onChange={(event) => setWanted(event.target.value)}
            >
              {shown.map(({ judge, name }) => (
                <option key={keyOf(judge)} value={keyOf(judge)}>
                  {name}
                </option>
              ))}
            </SelectField>
            {isFirst && <p className="small">{t("judge.first")}</p>}
            {newer && <p className="small">{t("judge.newer", { version: newer.version })}</p>}
            {saved.length === 0 && ruleSets.isSuccess && <p className="small soft">{t("judge.noneSaved")}</p>}
            <div>
              <button type="submit" className="button" disabled={choose.isPending || keyOf(chosen) === keyOf(present)}>
                {t("judge.use")}
              </button>
            </div>
          </form>
        </details>
      )}
      <ProblemNotice error={choose.error ?? ruleSets.error} />
      <div role="status">
        {before !== null && isDraft && (
          <p className="row">
            <span>{t("judge.chosen", { rules: judgeWords(t, judgedBy) })}</span>
            <button type="button" className="button" disabled={choose.isPending} onClick={() => send(before, true)}>
              {t("judge.undo")}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

function judgeOf({ kind, ruleSet }: PlanJudge): NewPlanJudge {
  return kind === "rule-set" && ruleSet ? { kind, id: ruleSet.id, version: ruleSet.version } : { kind: kindOf(kind) };
}

/** A rule set that is not told is none. */
function kindOf(kind: PlanJudge["kind"]): "usual" | "run" | "file" {
  return kind === "rule-set" ? "usual" : kind;
}

function keyOf(judge: NewPlanJudge): string {
  return judge.kind === "rule-set" ? `${judge.id} ${judge.version}` : judge.kind;
}

function isForTeams({ teams }: RuleSet, plan: Plan): boolean {
  return (
    teams.length === plan.teams.length && plan.teams.every(({ teamId }) => teams.some((own) => own.teamId === teamId))
  );
}
