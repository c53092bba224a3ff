// The rules as they are being typed, and the run they become.
import type { NewRun } from "../../api/contract/runs.ts";
import type { Team } from "../../api/contract/teams.ts";

export interface MeasureRule {
  readonly measureKey: string;
  /** As typed: per cent. */
  readonly tolerancePercent: string;
}
export interface TeamRule {
  readonly teamId: string;
  readonly included: boolean;
  readonly investigation: string;
  readonly firstLine: string;
}
export interface Lock {
  readonly areaCode: string;
  readonly teamId: string;
}
export interface RulesDraft {
  readonly divisionId: string;
  readonly teams: readonly TeamRule[];
  readonly measures: readonly MeasureRule[];
  readonly targets: "positions" | "equal";
  readonly keepCatchments: boolean;
  readonly baselinePlanId: string | null;
  readonly locks: readonly Lock[];
  /** Position in goalWeights. */
  readonly compactness: number;
  readonly borderLength: number;
  readonly leastChange: number;
  readonly seconds: string;
  readonly seed: string;
}

/** Weight of a goal at each step of its slider: not at all, a little, much, most. */
const goalWeights = [0, 0.5, 1, 3] as const;

export function firstDraft(
  divisionId: string,
  teams: readonly Team[],
  measureKey: string | null,
  planId: string | null,
): RulesDraft {
  return {
    divisionId,
    teams: teams.map((team) => ({
      teamId: team.id,
      included: true,
      investigation: String(team.investigationPositions),
      firstLine: String(team.firstLinePositions),
    })),
    measures: measureKey === null ? [] : [{ measureKey, tolerancePercent: "1" }],
    targets: "positions",
    keepCatchments: false,
    baselinePlanId: planId,
    locks: [],
    compactness: 2,
    borderLength: 2,
    leastChange: 0,
    seconds: "10",
    seed: "1",
  };
}

/** Reads a typed number with a decimal comma or point; NaN for anything else. */
export function readNumber(text: string): number {
  return /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.trim().replace(",", ".")) : Number.NaN;
}

/** Keys (in the locales, under run.fault) of what must be mended before the run can start. */
export function faultsOf(draft: RulesDraft): readonly string[] {
  const included = draft.teams.filter((team) => team.included);
  const positions = included.map((team) => readNumber(team.investigation) + readNumber(team.firstLine));
  const seed = readNumber(draft.seed);
  const seconds = readNumber(draft.seconds);
  return [
    ...(included.length < 2 ? ["teams"] : []),
    ...(positions.some(Number.isNaN) ? ["positions"] : []),
    ...(draft.targets === "positions" && positions.some((own) => own === 0) ? ["noPositions"] : []),
    ...(draft.measures.length === 0 ? ["measures"] : []),
    ...(draft.measures.some(({ tolerancePercent }) => !(readNumber(tolerancePercent) <= 100)) ? ["tolerance"] : []),
    ...(!(seconds >= 0.1 && seconds <= 600) ? ["seconds"] : []),
    ...(!(Number.isInteger(seed) && seed <= 4294967295) ? ["seed"] : []),
  ];
}

/** The request of a draft without faults. */
export function runOf(draft: RulesDraft): NewRun {
  const included = draft.teams.filter((team) => team.included);
  const teamIds = new Set(included.map((team) => team.teamId));
  return {
    divisionId: draft.divisionId,
    teams: included.map((team) => ({
      teamId: team.teamId,
      investigationPositions: readNumber(team.investigation),
      firstLinePositions: readNumber(team.firstLine),
    })),
    rules: {
      balancedMeasures: draft.measures.map(({ measureKey, tolerancePercent }) => ({
        measureKey,
        toleranceFraction: readNumber(tolerancePercent) / 100,
      })),
      targets: draft.targets,
      locks: draft.locks.filter((lock) => teamIds.has(lock.teamId)),
      keepCatchmentsOfPrioritySchools: draft.keepCatchments,
      baselinePlanId: draft.baselinePlanId,
      goals: {
        compactness: goalWeights[draft.compactness]!,
        borderLength: goalWeights[draft.borderLength]!,
        leastChange: draft.baselinePlanId === null ? 0 : goalWeights[draft.leastChange]!,
      },
    },
    seed: readNumber(draft.seed),
    secondsLimit: readNumber(draft.seconds),
  };
}
