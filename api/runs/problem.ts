// From a division, teams and rules in the users' words to the engine's arrays, and back to names in its sentences.
import { buildGraph } from "../../engine/graph.ts";
import type { Names } from "../../engine/issue.ts";
import { type DistrictingProblem, noObjective } from "../../engine/problem.ts";
import { strictestFraction } from "../../engine/tolerance.ts";
import { validateProblem } from "../../engine/validate-problem.ts";
import type { PlanTeam } from "../contract/plans.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Rules } from "../contract/rules.ts";
import { AppError } from "../errors.ts";
import { lowerFirst } from "../record/swedish-text.ts";
import type { MeasureValues } from "../statistics/measures.ts";
import type { Violation } from "../violations.ts";
import { type AreaGroups, groupAreas } from "./area-groups.ts";
import type { DivisionArrays } from "./division-arrays.ts";

export type RunTeamInput = Pick<PlanTeam, "teamId" | "letter" | "investigationPositions" | "firstLinePositions">;

/** How much balance within the tolerance counts beside the goals, one per cent of deviation being one. */
const balanceGoalWeight = 0.1;

export interface RunProblemInput {
  readonly division: DivisionArrays;
  readonly teams: readonly RunTeamInput[];
  readonly rules: Rules;
  /** Team id by area_index of the baseline plan; null where there is none. */
  readonly baseline: readonly (string | null)[] | null;
  /** Area codes of each priority school's catchment. */
  readonly prioritySchools: readonly { readonly name: string; readonly areaCodes: readonly string[] }[];
}

export interface RunProblem {
  readonly problem: DistrictingProblem;
  readonly names: Names;
  /** Why no plan can keep the rules, as far as it is seen without a search; empty where nothing stands against one. */
  readonly reasons: readonly Sentence[];
  /** What the planner should know, for example areas whose counts are unknown. */
  readonly remarks: readonly Sentence[];
}

/** `rules.impossible` (422) with the engine's reasons, where it is seen at once that no plan can exist. */
export function impossible({ reasons }: RunProblem): AppError {
  return new AppError("rules.impossible", { violations: reasons.map((message) => ({ field: "rules", message })) });
}

/** The problem of a run. Throws `reference.unknown` (422) naming every area, team and measure that does not exist. */
export function makeRunProblem(input: RunProblemInput): RunProblem {
  const { division, teams, rules } = input;
  const references = resolveReferences(input);
  const { remarks, group, nameOfGroup } = groupsOf(input, references.areaIndexByCode);
  const bare = bareProblem(division, references.measures, teamShares(teams, rules));
  const problem: DistrictingProblem = {
    ...bare,
    toleranceFraction: tolerances(bare, rules),
    balanceWeight: Float64Array.from(rules.balancedMeasures, (measure) => measure.weight),
    lockedTeam: references.lockedTeam,
    group,
    baselineTeam: baselineTeams(input),
    forbiddenPairs: references.apart,
    ...(rules.movedAtMost === null ? {} : { movedWeightLimit: rules.movedAtMost }),
    objective: {
      ...noObjective,
      balance: balanceGoalWeight,
      momentOfInertia: rules.goals.compactness,
      borderLength: rules.goals.borderLength,
      change: rules.goals.leastChange,
    },
  };
  const names = { ...namesOf(division, teams, references.measures), group: nameOfGroup };
  const issues = validateProblem(problem, names);
  return {
    problem,
    names,
    reasons: issues.filter(({ severity }) => severity === "error").map(({ message }) => message),
    remarks: [
      ...issues.filter(({ severity }) => severity !== "error").map(({ message }) => message),
      ...remarks,
      ...references.measures.flatMap((measure) => unknownRemark(measure)),
    ],
  };
}

/** Of each balanced measure, as one fraction of the target. */
function tolerances({ teamCount, targetShare, measures, areaCount }: DistrictingProblem, rules: Rules): Float64Array {
  return Float64Array.from(rules.balancedMeasures, (rule, measure) => {
    const total = measures.subarray(measure * areaCount, (measure + 1) * areaCount).reduce((sum, own) => sum + own, 0);
    const shares = targetShare.subarray(measure * teamCount, (measure + 1) * teamCount);
    return strictestFraction(
      rule,
      shares.reduce((most, share) => Math.max(most, share * total), 0),
    );
  });
}

/** Names of areas ("0101 Haga"), team letters and measures ("barn 0–17 år") as they stand inside the engine's sentences. */
function namesOf(
  division: Pick<DivisionArrays, "codes" | "names">,
  teams: readonly Pick<PlanTeam, "letter">[],
  measures: readonly { readonly key: string; readonly nameSv: string }[],
): Names {
  return {
    area: (areaIndex) => `${division.codes[areaIndex]} ${division.names[areaIndex]}`,
    team: (teamIndex) => teams[teamIndex]?.letter ?? String(teamIndex + 1),
    measure: (measureIndex) => lowerFirst(measures[measureIndex]?.nameSv ?? String(measureIndex + 1)),
  };
}

/**
 * A problem with nothing locked, grouped or aimed at, in which every plan is within its tolerance. `shares`: each team's of
 * every total.
 */
export function bareProblem(
  division: DivisionArrays,
  measures: readonly MeasureValues[],
  shares: readonly number[],
): DistrictingProblem {
  const areaCount = division.codes.length;
  const { edgeA, edgeB, borderLengthM } = division;
  const graph = buildGraph(
    areaCount,
    Int32Array.from(edgeA.flatMap((areaIndex, edge) => [areaIndex, edgeB[edge]!])),
    Float64Array.from(borderLengthM),
  );
  return {
    areaCount,
    teamCount: shares.length,
    measureCount: measures.length,
    measures: Float64Array.from(measures.flatMap((measure) => measure.values.map((value) => value ?? 0))),
    toleranceFraction: new Float64Array(measures.length).fill(1),
    balanceWeight: new Float64Array(measures.length).fill(1),
    targetShare: Float64Array.from(measures.flatMap(() => shares)),
    ...graph,
    xM: Float64Array.from(division.xM),
    yM: Float64Array.from(division.yM),
    areaM2: Float64Array.from(division.areaM2),
    perimeterM: Float64Array.from(division.perimeterM),
    lockedTeam: new Int32Array(areaCount).fill(-1),
    group: new Int32Array(areaCount).fill(-1),
    baselineTeam: new Int32Array(areaCount).fill(-1),
    homeArea: new Int32Array(shares.length).fill(-1),
    compactnessMeasure: 0,
    objective: noObjective,
  };
}

/** What a team's target is made of. */
type TeamOfTargets = Pick<PlanTeam, "teamId" | "investigationPositions" | "firstLinePositions">;

/** What the teams' shares follow from, beside their positions; `told`: the shares are what they are, to the bit. */
export interface Targets {
  readonly targets: Rules["targets"] | "told";
  readonly shares: Rules["shares"];
}

/** The targets of rules that say nothing else. */
export const targetsByPositions: Targets = { targets: "positions", shares: [] };

/** Each team's share of every total: by positions, by hand, as they are told, or equal where nobody has any. */
export function teamShares(teams: readonly TeamOfTargets[], { targets, shares }: Targets): number[] {
  const shareOf = new Map(shares.map(({ teamId, share }) => [teamId, share]));
  const parts = teams.map(({ teamId, investigationPositions, firstLinePositions }) =>
    targets === "shares" || targets === "told"
      ? (shareOf.get(teamId) ?? 0)
      : investigationPositions + firstLinePositions,
  );
  if (targets === "told") return parts;
  const sum = parts.reduce((total, each) => total + each, 0);
  if (targets === "equal" || sum === 0) return teams.map(() => 1 / teams.length);
  return parts.map((each) => each / sum);
}

interface References {
  readonly areaIndexByCode: ReadonlyMap<string, number>;
  readonly measures: readonly MeasureValues[];
  readonly lockedTeam: Int32Array;
  /** Areas that must not share a team, two and two. */
  readonly apart: Int32Array;
}

function resolveReferences({ division, teams, rules }: RunProblemInput): References {
  const violations: Violation[] = [];
  const areaIndexByCode = new Map(division.codes.map((code, areaIndex) => [code, areaIndex]));
  const teamIndexById = new Map(teams.map((team, teamIndex) => [team.teamId, teamIndex]));
  const lockedTeam = new Int32Array(division.codes.length).fill(-1);
  for (const [position, lock] of rules.locks.entries()) {
    const areaIndex = areaIndexByCode.get(lock.areaCode);
    const teamIndex = teamIndexById.get(lock.teamId);
    if (areaIndex === undefined) violations.push({ field: `rules.locks.${position}.areaCode`, message: unknownArea });
    if (teamIndex === undefined) violations.push({ field: `rules.locks.${position}.teamId`, message: unknownTeam });
    if (areaIndex === undefined || teamIndex === undefined) continue;
    if (lockedTeam[areaIndex]! >= 0 && lockedTeam[areaIndex] !== teamIndex) {
      violations.push({ field: `rules.locks.${position}`, message: lockedTwice });
    }
    lockedTeam[areaIndex] = teamIndex;
  }
  for (const [position, { areaCodes }] of rules.keepTogether.entries()) {
    for (const [place, code] of areaCodes.entries()) {
      if (areaIndexByCode.has(code)) continue;
      violations.push({ field: `rules.keepTogether.${position}.areaCodes.${place}`, message: unknownArea });
    }
  }
  const apart = rules.keepApart.flatMap(({ areaCodes }, position) =>
    areaCodes.flatMap((code, place) => {
      const areaIndex = areaIndexByCode.get(code);
      if (areaIndex === undefined) {
        violations.push({ field: `rules.keepApart.${position}.areaCodes.${place}`, message: unknownArea });
      }
      return areaIndex ?? [];
    }),
  );
  if (rules.targets === "shares") {
    for (const teamId of teamIndexById.keys()) {
      if (rules.shares.some((own) => own.teamId === teamId)) continue;
      violations.push({ field: "rules.shares", message: shareMissing });
    }
  }
  const measures = rules.balancedMeasures.flatMap(({ measureKey }, position) => {
    const found = division.measures.find((measure) => measure.key === measureKey);
    if (!found) {
      violations.push({ field: `rules.balancedMeasures.${position}.measureKey`, message: unknownMeasure });
    }
    return found ?? [];
  });
  if (violations.length > 0) throw new AppError("reference.unknown", { violations });
  return { areaIndexByCode, measures, lockedTeam, apart: Int32Array.from(apart) };
}

const unknownArea: Sentence = { sv: "Området finns inte i indelningen.", en: "The division has no such area." };
const unknownTeam: Sentence = { sv: "Teamet ingår inte i körningen.", en: "The team is not part of the run." };
const shareMissing: Sentence = {
  sv: "Ett av teamen saknar andel av helheten.",
  en: "One of the teams has no share of the whole.",
};
const lockedTwice: Sentence = { sv: "Området är låst till två team.", en: "The area is locked to two teams." };
const unknownMeasure: Sentence = {
  sv: "Måttet saknar uppgifter i indelningen.",
  en: "The measure has no counts in the division.",
};

/** What the rules keep together, with a remark where there is no catchment to keep. */
function groupsOf(
  { division, rules, prioritySchools }: RunProblemInput,
  areaIndexByCode: ReadonlyMap<string, number>,
): AreaGroups & { remarks: Sentence[] } {
  const schools = rules.keepCatchmentsOfPrioritySchools ? prioritySchools : [];
  const catchments = schools.map(({ name, areaCodes }) => ({ name: `${name}, upptagningsområde`, areaCodes }));
  const groups = groupAreas(division.codes.length, [...rules.keepTogether, ...catchments], areaIndexByCode);
  const noCatchments = rules.keepCatchmentsOfPrioritySchools && schools.length === 0;
  return { ...groups, remarks: noCatchments ? [noPrioritySchools] : [] };
}

const noPrioritySchools: Sentence = {
  sv: "Ingen prioriterad skola har ett upptagningsområde i indelningen, så villkoret gör ingen skillnad.",
  en: "No priority school has a catchment in the division, so that rule makes no difference.",
};

function baselineTeams({ division, teams, baseline }: RunProblemInput): Int32Array {
  return baseline ? assignmentOf(teams, baseline) : new Int32Array(division.codes.length).fill(-1);
}

/** Team ids by area as positions in the run's teams; −1 where there is none or it is not of the run. */
export function assignmentOf(
  teams: readonly Pick<PlanTeam, "teamId">[],
  teamIds: readonly (string | null)[],
): Int32Array {
  const teamIndexById = new Map(teams.map((team, teamIndex) => [team.teamId, teamIndex]));
  return Int32Array.from(teamIds, (teamId) => (teamId === null ? -1 : (teamIndexById.get(teamId) ?? -1)));
}

function unknownRemark({ values, nameSv, nameEn }: MeasureValues): Sentence[] {
  const unknown = values.filter((value) => value === null).length;
  if (unknown === 0) return [];
  return [
    {
      sv: `${nameSv}: ${unknown} ${unknown === 1 ? "område saknar" : "områden saknar"} uppgift och har räknats som 0.`,
      en: `${nameEn}: ${unknown} ${unknown === 1 ? "area has" : "areas have"} no known count and counted as 0.`,
    },
  ];
}
