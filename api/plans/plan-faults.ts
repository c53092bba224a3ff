// What a plan that is put forward should not have: teams that fall apart, areas without a team, broken rules of its own.
import { connectedParts } from "../../engine/graph.ts";
import type { AcceptedFaults, Plan } from "../contract/plans.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Transaction } from "../db/database.ts";
import { type DivisionGeometry, readDivisionGeometry } from "../runs/division-arrays.ts";
import { bareProblem } from "../runs/problem.ts";
import type { Violation } from "../violations.ts";
import { readBrokenRules } from "./broken-rules.ts";
import { targetShares } from "./plan-balance.ts";

export interface PlanFaults {
  readonly told: Omit<AcceptedFaults, "by" | "at">;
  /** One for each team that falls apart, one for the areas without a team, and those of broken rules. */
  readonly violations: readonly Violation[];
}

/** No count is told; that a team is beyond its tolerance follows from them. */
export async function readPlanFaults(transaction: Transaction, municipality: string, plan: Plan): Promise<PlanFaults> {
  const geometry = await readDivisionGeometry(transaction, municipality, plan.divisionId);
  const partsOfTeams = partsOf(plan, geometry);
  const apart = plan.teams.flatMap(({ teamId }, teamIndex) => {
    const parts = partsOfTeams[teamIndex]!.length;
    return parts > 1 ? [{ teamId, parts }] : [];
  });
  const unassigned = plan.teamIndexes.flatMap((teamIndex, areaIndex) => (teamIndex < 0 ? [areaIndex] : []));
  const violations: Violation[] = plan.teams.flatMap((team, teamIndex) => {
    const [, ...lesser] = partsOfTeams[teamIndex]!;
    return lesser.length === 0 ? [] : [{ field: "", message: apartSentence(team, lesser, geometry) }];
  });
  if (unassigned.length > 0) violations.push({ field: "", message: unassignedSentence(unassigned, geometry) });
  const broken = await readBrokenRules(transaction, municipality, plan, geometry);
  return {
    told: { apart, unassignedCount: unassigned.length, brokenRules: [...new Set(broken.map(({ rule }) => rule))] },
    violations: [...violations, ...broken.map(({ message }) => ({ field: "", message }))],
  };
}

/** Areas of each connected part of each team, the largest part first. */
function partsOf(plan: Plan, geometry: DivisionGeometry): number[][][] {
  const { adjacencyOffset, adjacencyTarget } = bareProblem({ ...geometry, measures: [] }, [], targetShares(plan));
  const { partOf } = connectedParts(adjacencyOffset, adjacencyTarget, plan.teamIndexes);
  const areas = [...plan.teamIndexes.keys()];
  return plan.teams.map((_team, teamIndex) => {
    const own = areas.filter((areaIndex) => plan.teamIndexes[areaIndex] === teamIndex);
    const parts = [...Map.groupBy(own, (areaIndex) => partOf[areaIndex]!).values()];
    return parts.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  });
}

const mostNamed = 3;

function namesOf(areaIndexes: readonly number[], { codes, names }: DivisionGeometry): Sentence {
  const named = areaIndexes.slice(0, mostNamed).map((areaIndex) => `${codes[areaIndex]} ${names[areaIndex]}`);
  const more = areaIndexes.length - named.length;
  return {
    sv: named.join(", ") + (more > 0 ? ` och ${more} till` : ""),
    en: named.join(", ") + (more > 0 ? ` and ${more} more` : ""),
  };
}

function apartSentence(
  { letter, name }: Plan["teams"][number],
  lesser: readonly (readonly number[])[],
  geometry: DivisionGeometry,
): Sentence {
  const named = lesser.slice(0, mostNamed).map((part) => namesOf(part, geometry));
  const count = lesser.length + 1;
  return {
    sv: `Team ${letter} ${name} består av ${count} delar. Skilt från resten: ${named.map(({ sv }) => sv).join("; ")}.`,
    en: `Team ${letter} ${name} is in ${count} parts. Apart from the rest: ${named.map(({ en }) => en).join("; ")}.`,
  };
}

function unassignedSentence(unassigned: readonly number[], geometry: DivisionGeometry): Sentence {
  const { sv, en } = namesOf(unassigned, geometry);
  const isOne = unassigned.length === 1;
  return {
    sv: `${unassigned.length} ${isOne ? "område har" : "områden har"} inget team: ${sv}. Det går inte att fastställa förslaget förrän alla har ett.`,
    en: `${unassigned.length} ${isOne ? "area has" : "areas have"} no team: ${en}. The plan cannot be adopted until all have one.`,
  };
}
