// A problem made once more from its rules and the areas in it, so that rules and problem are held together.
import { type DistrictingProblem, encodeProblem } from "../../engine/problem.ts";
import type { Rules } from "../contract/rules.ts";
import type { DivisionArrays } from "../runs/division-arrays.ts";
import { makeRunProblem, type RunTeamInput } from "../runs/problem.ts";
import type { MeasureValues } from "../statistics/measures.ts";
import type { Bundle } from "./bundle.ts";

export interface Rebuilt {
  readonly teams: readonly RunTeamInput[];
  readonly rules: Rules;
}

/** The encoded problem that rules give for the areas, counts and today's teams of `stored`. */
export function rebuiltProblem(
  { teams, rules }: Rebuilt,
  { division, measures }: Pick<Bundle, "division" | "measures">,
  stored: DistrictingProblem,
): ArrayBuffer {
  const codes = division.areas.map(({ code }) => code);
  const { problem } = makeRunProblem({
    division: arraysOf(
      stored,
      division,
      rules.balancedMeasures.map(({ measureKey }) => valuesOf(measureKey, measures)),
    ),
    teams,
    rules,
    baseline: Array.from(stored.baselineTeam, (team) => teams[team]?.teamId ?? null),
    prioritySchools: groupsOf(stored).map((areaIndexes) => ({
      name: "",
      areaCodes: areaIndexes.map((areaIndex) => codes[areaIndex]!),
    })),
  });
  return encodeProblem(problem);
}

function valuesOf(key: string, measures: Bundle["measures"]) {
  const named = measures.find((measure) => measure.key === key);
  return { key, nameSv: named?.nameSv ?? key, nameEn: named?.nameEn ?? key };
}

function arraysOf(
  stored: DistrictingProblem,
  { id, areas }: Bundle["division"],
  measures: readonly { readonly key: string; readonly nameSv: string; readonly nameEn: string }[],
): DivisionArrays {
  const [edgeA, edgeB, borderLengthM]: [number[], number[], number[]] = [[], [], []];
  for (let area = 0; area < stored.areaCount; area++) {
    for (let e = stored.adjacencyOffset[area]!; e < stored.adjacencyOffset[area + 1]!; e++) {
      if (stored.adjacencyTarget[e]! < area) continue;
      edgeA.push(area);
      edgeB.push(stored.adjacencyTarget[e]!);
      borderLengthM.push(stored.borderLengthM[e]!);
    }
  }
  const exact = {
    period: null,
    missingReasons: areas.map(() => null),
    estimated: false,
    unplaced: [],
    total: null,
    mean: null,
    meanAreaCount: 0,
    unknownCount: 0,
    protection: null,
  };
  return {
    divisionId: id,
    codes: areas.map(({ code }) => code),
    names: areas.map(({ name }) => name),
    xM: Array.from(stored.xM),
    yM: Array.from(stored.yM),
    areaM2: Array.from(stored.areaM2),
    perimeterM: Array.from(stored.perimeterM),
    edgeA,
    edgeB,
    borderLengthM,
    measures: measures.map((measure, index): MeasureValues => {
      const from = index * stored.areaCount;
      return { ...measure, ...exact, values: Array.from(stored.measures.subarray(from, from + stored.areaCount)) };
    }),
  };
}

/** The areas that stay together: the catchments of that day are told by nothing else. */
function groupsOf({ group }: DistrictingProblem): number[][] {
  const groups = new Map<number, number[]>();
  for (const [areaIndex, number] of group.entries()) {
    if (number >= 0) groups.set(number, [...(groups.get(number) ?? []), areaIndex]);
  }
  return [...groups.values()];
}
