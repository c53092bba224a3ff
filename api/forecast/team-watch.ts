// The watch over today's division: checks made now or by the month, each as a manager, so that no exact number can be read.
import { moveFlows, stayed } from "../../engine/explain/move-flows.ts";
import { movedAreas } from "../../engine/explain/moved-areas.ts";
import { type DistrictingProblem, encodeProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import { recordAct } from "../audit/record-act.ts";
import type { WatchedMonth, WatchFinding } from "../contract/forecast.ts";
import type { Plan } from "../contract/plans.ts";
import type { Database, Transaction } from "../db/database.ts";
import type { Person } from "../http/call.ts";
import { findPlan, findPresentPlanId } from "../plans/plans.store.ts";
import { type DivisionGeometry, readDivisionGeometry } from "../runs/division-arrays.ts";
import type { AnalysisPool } from "../workers/analysis-pool.ts";
import type { FoundSolution } from "../workers/analysis-protocol.ts";
import { readFlow } from "../workload/flow.store.ts";
import { findWeights } from "../workload/weights.store.ts";
import { type Check, type CheckInput, checkTeams, loadKinds } from "./check-teams.ts";
import { storeFinding } from "./findings.store.ts";
import { readForecastHistory } from "./history.store.ts";
import { readLoadLimits } from "./limits.store.ts";
import { latestMonth, monthlyInflow } from "./monthly-inflow.ts";
import { readRulesInForce } from "./rules-in-force.store.ts";

export interface TeamWatch {
  /** Checks one division and stores what is found as the month's. Answers when it is stored. */
  check(person: Person, divisionId: string, now: Date): Promise<WatchedMonth>;
}

/**
 * The search for a boundary move ends by its steps and the solver's iterations, which are the same on every machine; the
 * time is a last guard, and where it strikes the finding says so.
 */
const boundaryTimeLimitMs = 180_000;
const boundarySolverIterations = 20_000;
const leastSteps = 100_000;
const stepsPerArea = 1_000;
const boundarySeed = 1;

export function createTeamWatch(database: Database, analyses: AnalysisPool): TeamWatch {
  return {
    async check(person, divisionId, now) {
      const manager = { ...person, role: "manager" } as const;
      const input = await database.transaction(manager, (transaction) =>
        readInput(transaction, person.municipalityCode, divisionId, monthOf(now)),
      );
      const { flowUntil } = input;
      const found = { month: monthOf(now), checkedAt: now.toISOString(), ...(await findingOf(analyses, input)) };
      await database.transaction(manager, async (transaction) => {
        await storeFinding(transaction, person.municipalityCode, divisionId, found, flowUntil);
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

async function readInput(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  thisMonth: string,
): Promise<CheckInput & { readonly flowUntil: string | null }> {
  const planId = await findPresentPlanId(transaction, municipality, divisionId);
  const plan = planId === null ? null : await findPlan(transaction, municipality, planId, { drafts: false });
  const { rows: flow } = await readFlow(transaction, municipality);
  return {
    plan,
    flowUntil: latestMonth(flow),
    inflow: plan ? monthlyInflow(flow, plan, thisMonth) : { months: [], received: [], roundedCounts: [] },
    rules: plan && (await readRulesInForce(transaction, municipality, plan)),
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
  { boundary }: Check,
  plan: Plan,
  geometry: DivisionGeometry,
): Promise<WatchFinding["boundary"]> {
  if (boundary === null) return null;
  const { problem, rules, marginsOf } = boundary;
  const { outcome } = analyses.analyse(
    {
      kind: "mend",
      problem: encodeProblem(problem),
      seed: boundarySeed,
      timeLimitMs: boundaryTimeLimitMs,
      stepsPerSearch: Math.max(leastSteps, stepsPerArea * problem.areaCount),
      solverIterations: boundarySolverIterations,
      plan: Int32Array.from(plan.teamIndexes),
      neededMovesOnly: true,
      count: 1,
    },
    problem.areaCount,
    {},
  );
  const ended = await outcome;
  if (ended.kind === "failed") return { move: null, reasons: [calculationDied], rules };
  const { outOfTime } = ended;
  const [solution] = ended.findings.solutions;
  if (!solution) return { move: null, reasons: ended.issues.map(({ message }) => message), rules, outOfTime };
  return { move: moveOf(problem, marginsOf, solution, plan, geometry), reasons: [], rules, outOfTime };
}

type BoundaryMove = NonNullable<NonNullable<WatchFinding["boundary"]>["move"]>;

function moveOf(
  problem: DistrictingProblem,
  marginsOf: NonNullable<Check["boundary"]>["marginsOf"],
  { assignment, movedAtLeast, proven }: FoundSolution,
  plan: Plan,
  geometry: DivisionGeometry,
): BoundaryMove {
  const moved = movedAreas(problem, assignment);
  const scores = evaluatePlan(problem, assignment);
  const margins = marginsOf(assignment);
  const deviationsOf = (measure: number) => scores.teams.map((team) => team.measures[measure]!.deviationFraction);
  const teamId = (team: number) => plan.teams[team]!.teamId;
  return {
    areas: moved.map(({ areaIndex, fromTeam, toTeam, weight }) => ({
      areaIndex,
      code: geometry.codes[areaIndex]!,
      fromTeamId: teamId(fromTeam),
      toTeamId: teamId(toTeam),
      children: weight,
    })),
    flows: moveFlows(problem, assignment).map(({ fromTeam, toTeam, areaIndexes, weight, without }) => ({
      fromTeamId: teamId(fromTeam),
      toTeamId: teamId(toTeam),
      areaCount: areaIndexes.length,
      children: weight,
      without: without && {
        rule: without.rule === "balance" || without.rule === "connected" ? without.rule : "other",
        teamId: without.team === null ? null : teamId(without.team),
        kind: without.measure === null ? null : loadKinds[without.measure]!,
        deviation: without.deviationFraction,
        margin:
          without.measure === null || without.team === null
            ? null
            : marginsOf(stayed(problem, assignment, areaIndexes))[without.measure]![without.team]!,
      },
    })),
    movedChildren: scores.movedWeight,
    movedAtLeast,
    proven,
    deviations: loadKinds.map((kind, measure) => ({
      kind,
      largest: Math.max(...deviationsOf(measure).map(Math.abs)),
      teams: deviationsOf(measure),
      margins: [...margins[measure]!],
    })),
  };
}

const calculationDied = {
  sv: "Beräkningen avbröts av ett fel.",
  en: "The calculation was ended by a fault.",
};
