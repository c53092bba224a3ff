// Turns an instance and what was asked of it into the engine's problem, in the instance's own unit of length.
import { buildGraph } from "../../engine/graph.ts";
import type { Names } from "../../engine/issue.ts";
import { type DistrictingProblem, noObjective, type ObjectiveWeights } from "../../engine/problem.ts";
import type { Sentence } from "../contract/primitives.ts";
import { type Instance, nodeName, nodeNumbers } from "./instance-file.ts";

/** What may be made small, as the weights of the engine's goals. */
export const objectiveWeights = {
  "cut-edges": { cutEdges: 1 },
  "border-length": { borderLength: 1 },
  hess: { hess: 1 },
  moi: { momentOfInertia: 1 },
  balance: { balance: 1 },
} as const satisfies Record<string, Partial<ObjectiveWeights>>;

export type ObjectiveName = keyof typeof objectiveWeights;

export interface InstanceChoices {
  readonly objective: ObjectiveName;
  /** The node field that is balanced and that weighs compactness and change. */
  readonly weightField: string;
  /** Instead of the file's own. */
  readonly toleranceFraction?: number | undefined;
  /** The node field with a group that is kept together; without it groups are not used. */
  readonly groupField?: string | undefined;
  /** Whether nodes with `locked` are locked to their team. */
  readonly useLocks: boolean;
  /** The node field with today's team. */
  readonly baselineField?: string | undefined;
}

export type InstanceProblem =
  | { readonly ok: true; readonly problem: DistrictingProblem }
  | { readonly ok: false; readonly faults: readonly Sentence[] };

/**
 * Expects no more teams than nodes. Team numbers, groups and locks are checked here, all else by the engine's `validateProblem`. `locked: true` locks a node
 * to the team in the baseline field (`current` where none is named); a number locks it to that team.
 */
export function makeInstanceProblem(instance: Instance, choices: InstanceChoices): InstanceProblem {
  const { teamCount, nodes } = instance;
  const toleranceFraction = choices.toleranceFraction ?? instance.toleranceFraction;
  const faults: Sentence[] = [];
  const numbers = (field: string, missing?: number): Float64Array => {
    const { values, faults: found } = nodeNumbers(instance, field, missing);
    faults.push(...found);
    return values;
  };
  const wholeNumbers = (field: string, below: number): Int32Array => {
    if (!nodes.some((node) => node[field] !== undefined)) faults.push(noSuchField(field));
    const values = numbers(field, -1);
    values.forEach((value, node) => {
      if (!Number.isInteger(value) || value < -1 || value >= below)
        faults.push(wrongWholeNumber(instance, node, field));
    });
    return Int32Array.from(values);
  };
  if (toleranceFraction === undefined) {
    faults.push({
      sv: "Filen har ingen tolerans. Ange en med --tolerance.",
      en: "The file has no tolerance. Give one with --tolerance.",
    });
  }
  const baselineTeam = choices.baselineField === undefined ? undefined : wholeNumbers(choices.baselineField, teamCount);
  const lockedTeam = choices.useLocks ? locks(instance, choices.baselineField ?? "current", faults) : undefined;
  const group = choices.groupField === undefined ? undefined : wholeNumbers(choices.groupField, 2 ** 31);
  const measures = numbers(choices.weightField);
  const free = (): Int32Array => new Int32Array(nodes.length).fill(-1);
  const problem: DistrictingProblem = {
    areaCount: nodes.length,
    teamCount,
    measureCount: 1,
    measures,
    toleranceFraction: Float64Array.of(toleranceFraction ?? 0),
    balanceWeight: Float64Array.of(1),
    targetShare: new Float64Array(teamCount).fill(1 / teamCount),
    ...buildGraph(nodes.length, instance.links, instance.linkLength),
    xM: numbers("x"),
    yM: numbers("y"),
    areaM2: numbers("area", 0),
    perimeterM: numbers("perimeter", 0),
    lockedTeam: lockedTeam ?? free(),
    group: group ?? free(),
    baselineTeam: baselineTeam ?? free(),
    homeArea: new Int32Array(teamCount).fill(-1),
    compactnessMeasure: 0,
    objective: { ...noObjective, ...objectiveWeights[choices.objective] },
  };
  return faults.length > 0 ? { ok: false, faults: faults.slice(0, 20) } : { ok: true, problem };
}

/** Names for the engine's sentences: nodes by number and id, teams by number from 0, the measure by its field. */
export function instanceNames(instance: Instance, weightField: string): Names {
  return {
    area: (area) => nodeName(instance.nodes, area).sv.replace(/^Nod /, ""),
    team: (team) => String(team),
    measure: () => weightField,
  };
}

function locks(instance: Instance, teamField: string, faults: Sentence[]): Int32Array {
  const { nodes, teamCount } = instance;
  return Int32Array.from(nodes, (fields, node) => {
    const { locked } = fields;
    if (locked === undefined || locked === null || locked === false) return -1;
    const team = locked === true ? fields[teamField] : locked;
    if (typeof team === "number" && Number.isInteger(team) && team >= 0 && team < teamCount) return team;
    const name = nodeName(nodes, node);
    faults.push({
      sv: `${name.sv} är låst men har inget giltigt team i fältet ${teamField}.`,
      en: `${name.en} is locked but has no valid team in the field ${teamField}.`,
    });
    return -1;
  });
}

function noSuchField(field: string): Sentence {
  return { sv: `Ingen nod har fältet ${field}.`, en: `No node has the field ${field}.` };
}

function wrongWholeNumber(instance: Instance, node: number, field: string): Sentence {
  const name = nodeName(instance.nodes, node);
  return {
    sv: `${name.sv}: fältet ${field} har ett nummer utanför det tillåtna.`,
    en: `${name.en}: the field ${field} has a number outside what is allowed.`,
  };
}
