// The rules a plan is held to when it is explained, proven or mended: its run's, the latest saved ones, or the usual ones.

import type { PlanRules } from "../contract/explanations.ts";
import type { Plan } from "../contract/plans.ts";
import { Rules, type RunTeam } from "../contract/rules.ts";
import type { Transaction } from "../db/database.ts";
import { listRuleSets } from "../rules/rule-sets.store.ts";
import { findRun } from "../runs/runs.store.ts";
import { listExactMeasures } from "../statistics/exact-measures.store.ts";

/** As the map page shows plans that nobody has given other rules. */
const usualTolerance = 0.01;

/**
 * A plan that came from a run keeps that run's rules, as long as it has the same teams. Null where there is nothing to
 * balance: the division has no counts.
 */
export async function readPlanRules(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
): Promise<PlanRules | null> {
  const teams = plan.teams.map(
    ({ teamId, investigationPositions, firstLinePositions }): RunTeam => ({
      teamId,
      investigationPositions,
      firstLinePositions,
    }),
  );
  const isFor = (others: readonly Pick<RunTeam, "teamId">[]): boolean =>
    others.length === teams.length && teams.every(({ teamId }) => others.some((other) => other.teamId === teamId));
  const run = plan.runId ? await findRun(transaction, municipality, plan.runId) : null;
  if (run && isFor(run.teams)) {
    const name = run.ruleSet ? ` (${run.ruleSet.name}, version ${run.ruleSet.version})` : "";
    return {
      source: "run",
      ruleSet: run.ruleSet,
      teams,
      rules: run.rules,
      sentence: {
        sv: `Villkoren är de som körningen bakom förslaget hade${name}.`,
        en: `The rules are those of the run behind the plan${name}.`,
      },
    };
  }
  const saved = (await listRuleSets(transaction, municipality, plan.divisionId)).find((own) => isFor(own.teams));
  if (saved) {
    const { id, version, name, rules } = saved;
    return {
      source: "rule-set",
      ruleSet: { id, version, name },
      teams: saved.teams,
      rules,
      sentence: {
        sv: `Villkoren är de senast sparade för teamen: ${name}, version ${version}.`,
        en: `The rules are those saved last for the teams: ${name}, version ${version}.`,
      },
    };
  }
  const measures = await listExactMeasures(transaction, municipality, plan.divisionId);
  const measure = measures.find(({ kind }) => kind === "population") ?? measures[0];
  if (!measure) return null;
  return {
    source: "usual",
    ruleSet: null,
    teams,
    rules: Rules.parse({ balancedMeasures: [{ measureKey: measure.key, toleranceFraction: usualTolerance }] }),
    sentence: {
      sv: `Inga villkor är sparade för teamen; här räknas ${measure.nameSv} inom ±1 % av målen efter tjänster.`,
      en: `No rules are saved for the teams; here ${measure.nameEn} is counted within ±1% of the targets by positions.`,
    },
  };
}
