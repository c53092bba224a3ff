// The watch over today's division: checks made now or by the month, each as a manager, so that no exact number can be read.

import { movedAreas } from "../../engine/explain/moved-areas.ts";
import { encodeProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import { recordAct } from "../audit/record-act.ts";
import type { WatchedMonth, WatchFinding } from "../contract/forecast.ts";
import type { Plan } from "../contract/plans.ts";
import type { Database, Transaction } from "../db/database.ts";
import type { Person } from "../http/call.ts";
import { findPlan, findPresentPlanId } from "../plans/plans.store.ts";
import { type DivisionGeometry, readDivisionGeometry } from "../runs/division-arrays.ts";
import type { AnalysisPool } from "../workers/analysis-pool.ts";
import { findWeights } from "../workload/weights.store.ts";
import { type Check, type CheckInput, checkTeams, childrenMeasure, loadKinds } from "./check-teams.ts";
import { storeFinding } from "./findings.store.ts";
import { readForecastHistory } from "./history.store.ts";
import { readLoadLimits } from "./limits.store.ts";

export interface TeamWatch {
  /** Checks one division and stores what is found as the month's. Answers when it is stored. */
  check(person: Person, divisionId: string, now: Date): Promise<WatchedMonth>;
}

/** The search for a boundary move ends by itself sooner in municipalities of the usual size. */
const boundaryTimeLimitMs = 20_000;
const leastSteps = 100_000;
const stepsPerArea = 1_000;
const boundarySeed = 1;

export function createTeamWatch(database: Database, analyses: AnalysisPool): TeamWatch {
  return {
    async check(person, divisionId, now) {
      const manager = { ...person, role: "manager" } as const;
      const input = await database.transaction(manager, (transaction) =>
        readInput(transaction, person.municipalityCode, divisionId),
      );
      const found = { month: monthOf(now), checkedAt: now.toISOString(), ...(await findingOf(analyses, input)) };
      await database.transaction(manager, async (transaction) => {
        await storeFinding(transaction, person.municipalityCode, divisionId, found);
        await recordAct(transaction, "watch.checked", "division", divisionId, { month: found.month });
      });
      return found;
    },
  };
}

/** "2026-11", by the municipality's own clock. */
export function monthOf(now: Date): string {
  const format = new Intl.DateTimeFormat("sv-SE", { year: "numeric", month: "2-digit", timeZone: "Europe/Stockholm" });
  return format.format(now);
}

async function readInput(transaction: Transaction, municipality: string, divisionId: string): Promise<CheckInput> {
  const planId = await findPresentPlanId(transaction, municipality, divisionId);
  return {
    plan: planId === null ? null : await findPlan(transaction, municipality, planId, { drafts: false }),
    history: await readForecastHistory(transaction, municipality, divisionId),
    weights: (await findWeights(transaction, municipality, null))!,
    limits: await readLoadLimits(transaction, municipality),
    geometry: await readDivisionGeometry(transaction, municipality, divisionId),
  };
}

async function findingOf(analyses: AnalysisPool, input: CheckInput): Promise<Pick<WatchedMonth, "finding" | "lack">> {
  const check = checkTeams(input);
  if (typeof check === "string") return { finding: null, lack: check };
  const boundary = await boundaryOf(analyses, check, input.plan!, input.geometry);
  return { finding: { ...check.finding, boundary }, lack: null };
}

async function boundaryOf(
  analyses: AnalysisPool,
  { boundaryProblem }: Check,
  plan: Plan,
  geometry: DivisionGeometry,
): Promise<WatchFinding["boundary"]> {
  if (boundaryProblem === null) return null;
  const { outcome } = analyses.analyse(
    {
      kind: "mend",
      problem: encodeProblem(boundaryProblem),
      seed: boundarySeed,
      timeLimitMs: boundaryTimeLimitMs,
      stepsPerSearch: Math.max(leastSteps, stepsPerArea * boundaryProblem.areaCount),
      plan: Int32Array.from(plan.teamIndexes),
      count: 1,
    },
    boundaryProblem.areaCount,
    {},
  );
  const ended = await outcome;
  if (ended.kind === "failed") return { move: null, reasons: [calculationDied] };
  const [solution] = ended.findings.solutions;
  if (!solution) return { move: null, reasons: ended.issues.map(({ message }) => message) };
  const moved = movedAreas(boundaryProblem, solution.assignment);
  const scores = evaluatePlan(boundaryProblem, solution.assignment);
  const deviationsOf = (measure: number) => scores.teams.map((team) => team.measures[measure]!.deviationFraction);
  return {
    move: {
      areas: moved.map(({ areaIndex, fromTeam, toTeam }) => ({
        areaIndex,
        code: geometry.codes[areaIndex]!,
        fromTeamId: plan.teams[fromTeam]!.teamId,
        toTeamId: plan.teams[toTeam]!.teamId,
        children: boundaryProblem.measures[childrenMeasure * boundaryProblem.areaCount + areaIndex]!,
      })),
      movedChildren: scores.movedWeight,
      movedAtLeast: solution.movedAtLeast,
      proven: solution.proven,
      deviations: loadKinds.map((kind, measure) => ({
        kind,
        largest: Math.max(...deviationsOf(measure).map(Math.abs)),
        teams: deviationsOf(measure),
      })),
    },
    reasons: [],
  };
}

const calculationDied = {
  sv: "Beräkningen avbröts av ett fel.",
  en: "The calculation was ended by a fault.",
};
