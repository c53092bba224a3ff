// What is locked in the draft that is to be mended: by number for the engine, and said before anything is searched for.
import { listing } from "../../engine/issue.ts";
import { checkDrawnLocks, type DrawnLocks, lockDrawing } from "../../engine/least-change/drawn-locks.ts";
import { validateProblem } from "../../engine/validate-problem.ts";
import type { PlanLocks } from "../contract/plan-locks.ts";
import type { PlanTeam } from "../contract/plans.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { RunProblem } from "./problem.ts";

/** By number, as far as the run has the areas and teams. */
export function drawnLocksOf(
  { areaCodes, teamIds }: PlanLocks,
  codes: readonly string[],
  teams: readonly Pick<PlanTeam, "teamId">[],
): DrawnLocks {
  const [lockedAreas, lockedTeams] = [new Set(areaCodes), new Set(teamIds)];
  return {
    areas: [...codes.keys()].filter((area) => lockedAreas.has(codes[area]!)),
    teams: [...teams.keys()].filter((team) => lockedTeams.has(teams[team]!.teamId)),
  };
}

/** With what the locks make impossible among its reasons, and what is kept among its remarks. */
export function withDrawnLocks(runProblem: RunProblem, draft: Int32Array, locks: DrawnLocks): RunProblem {
  if (locks.areas.length + locks.teams.length === 0) return runProblem;
  const { problem, names } = runProblem;
  const barred = checkDrawnLocks(problem, draft, locks, names);
  const isTold = barred.length + runProblem.reasons.length > 0;
  const issues = isTold
    ? barred
    : validateProblem(lockDrawing(problem, draft, locks), names).filter(({ severity }) => severity === "error");
  return {
    ...runProblem,
    reasons: [...runProblem.reasons, ...issues.map(({ message }) => message)],
    remarks: [...runProblem.remarks, keptLocks(locks, names)],
  };
}

function keptLocks({ areas, teams }: DrawnLocks, names: RunProblem["names"]): Sentence {
  const [teamList, areaList] = [listing(teams, names.team), listing(areas, names.area)];
  const sv = [...(teams.length > 0 ? [`team ${teamList.sv}`] : []), ...(areas.length > 0 ? [areaList.sv] : [])];
  const en = [...(teams.length > 0 ? [`team ${teamList.en}`] : []), ...(areas.length > 0 ? [areaList.en] : [])];
  return {
    sv: `Låst i utkastet och lämnat som det är: ${sv.join("; ")}.`,
    en: `Locked in the draft and left as it is: ${en.join("; ")}.`,
  };
}
