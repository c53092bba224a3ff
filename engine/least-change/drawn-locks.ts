// What a planner has locked in a draft, as rules of its repair: locked areas stay, locked teams neither gain nor lose.
import { groupMembers } from "../contraction.ts";
import { connectedParts } from "../graph.ts";
import { type EngineIssue, listing, type Names, percent } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { teamTargets } from "../search-problem.ts";
import { roundingSlack } from "../tallies.ts";

/** Areas and teams by number; an area that has no team in the draft cannot be locked and counts as free. */
export interface DrawnLocks {
  readonly areas: readonly number[];
  readonly teams: readonly number[];
}

export const noDrawnLocks: DrawnLocks = { areas: [], teams: [] };

export type DrawnLockCode =
  | "drawn-lock-against-rule"
  | "locked-team-empty"
  | "locked-team-in-parts"
  | "locked-team-off-target"
  | "locked-team-divides-group"
  | "drawn-lock-bars-repair"
  | "drawn-locks-bar-repair";

/** n: the team that the drawing locks each area to, −1 where it is free. */
function drawnLockOf(draft: Int32Array, { areas, teams }: DrawnLocks): Int32Array {
  const lockedAreas = new Set(areas);
  const lockedTeams = new Set(teams);
  return draft.map((team, area) => (team >= 0 && (lockedAreas.has(area) || lockedTeams.has(team)) ? team : -1));
}

/**
 * The problem with the drawing's locks beside the rules' own. That a locked team gains nothing is said by forbidden pairs:
 * no free area may share a team with the first area of such a team, which is locked there. Expects what
 * `checkDrawnLocks` has nothing against.
 */
export function lockDrawing(problem: DistrictingProblem, draft: Int32Array, locks: DrawnLocks): DistrictingProblem {
  const drawn = drawnLockOf(draft, locks);
  const lockedTeam = problem.lockedTeam.map((team, area) => (drawn[area]! >= 0 ? drawn[area]! : team));
  const free = [...lockedTeam.keys()].filter((area) => lockedTeam[area]! < 0);
  const apart = locks.teams.flatMap((team) => {
    const anchor = draft.indexOf(team);
    return anchor < 0 ? [] : free.flatMap((area) => [area, anchor]);
  });
  return { ...problem, lockedTeam, forbiddenPairs: Int32Array.from([...(problem.forbiddenPairs ?? []), ...apart]) };
}

/** Why no repair can keep the drawing's locks, each lock named, as far as it is seen without a search; O(n × teams). */
export function checkDrawnLocks(
  problem: DistrictingProblem,
  draft: Int32Array,
  locks: DrawnLocks,
  names: Names,
): EngineIssue<DrawnLockCode>[] {
  return [
    ...checkAgainstRules(problem, draft, locks, names),
    ...locks.teams.flatMap((team) => checkLockedTeam(problem, draft, team, names)),
  ];
}

function checkAgainstRules(
  problem: DistrictingProblem,
  draft: Int32Array,
  locks: DrawnLocks,
  names: Names,
): EngineIssue<DrawnLockCode>[] {
  const drawn = drawnLockOf(draft, locks);
  const closed = new Set(locks.teams);
  const areaIndexes = [...draft.keys()].filter((area) => {
    const byRule = problem.lockedTeam[area]!;
    if (byRule < 0 || byRule === draft[area]) return false;
    return drawn[area]! >= 0 || closed.has(byRule);
  });
  if (areaIndexes.length === 0) return [];
  const list = listing(areaIndexes, names.area);
  const teams = listing([...new Set(areaIndexes.map((area) => problem.lockedTeam[area]!))], names.team);
  return [
    {
      code: "drawn-lock-against-rule",
      message: {
        sv: `Villkoren låser ${list.sv} till team ${teams.sv}, men i utkastet ligger det i ett annat team och låsen i utkastet hindrar att det flyttas. Öppna låset i utkastet eller ändra villkoren.`,
        en: `The rules lock ${list.en} to team ${teams.en}, but in the draft it is in another team and the draft's locks keep it from moving. Open the lock in the draft or change the rules.`,
      },
      areaIndexes,
    },
  ];
}

function checkLockedTeam(
  problem: DistrictingProblem,
  draft: Int32Array,
  team: number,
  names: Names,
): EngineIssue<DrawnLockCode>[] {
  const name = names.team(team);
  const about = { teamIndexes: [team] };
  if (!draft.includes(team)) {
    return [
      {
        code: "locked-team-empty",
        message: {
          sv: `Team ${name} är låst i utkastet och har inget område. Öppna låset så att det kan få några.`,
          en: `Team ${name} is locked in the draft and has no area. Open the lock so that it can be given some.`,
        },
        ...about,
      },
    ];
  }
  const own = draft.map((each) => (each === team ? 0 : -1));
  const parts = new Set(
    connectedParts(problem.adjacencyOffset, problem.adjacencyTarget, own).partOf.filter((_, area) => own[area] === 0),
  ).size;
  const inParts: EngineIssue<DrawnLockCode>[] =
    parts < 2
      ? []
      : [
          {
            code: "locked-team-in-parts",
            message: {
              sv: `Team ${name} är låst i utkastet och ligger i ${parts} delar. Öppna låset så att delarna kan bindas samman.`,
              en: `Team ${name} is locked in the draft and lies in ${parts} parts. Open the lock so that they can be joined.`,
            },
            ...about,
            numbers: { parts },
          },
        ];
  return [
    ...inParts,
    ...checkLockedWeight(problem, draft, team, names),
    ...checkDividedGroups(problem, draft, team, names),
  ];
}

function checkLockedWeight(
  { areaCount, measureCount, measures, toleranceFraction, ...rest }: DistrictingProblem,
  draft: Int32Array,
  team: number,
  names: Names,
): EngineIssue<DrawnLockCode>[] {
  const target = teamTargets({ areaCount, measureCount, measures, toleranceFraction, ...rest });
  return Array.from({ length: measureCount }, (_, measure) => measure).flatMap((measureIndex) => {
    let sum = 0;
    for (let area = 0; area < areaCount; area++)
      if (draft[area] === team) sum += measures[measureIndex * areaCount + area]!;
    const tolerance = toleranceFraction[measureIndex]!;
    const deviation = sum / target[team * measureCount + measureIndex]! - 1;
    if (Math.abs(deviation) <= tolerance + roundingSlack) return [];
    const [off, allowed] = [percent(Math.abs(deviation), tolerance), percent(tolerance, Math.abs(deviation))];
    const measure = names.measure(measureIndex);
    const issue: EngineIssue<DrawnLockCode> = {
      code: "locked-team-off-target",
      message: {
        sv: `Team ${names.team(team)} är låst i utkastet och ligger ${off.sv} ${deviation > 0 ? "över" : "under"} sitt mål i mått ${measure}; toleransen är ${allowed.sv}. Öppna låset eller vidga toleransen.`,
        en: `Team ${names.team(team)} is locked in the draft and lies ${off.en} ${deviation > 0 ? "above" : "below"} its target in measure ${measure}; the tolerance is ${allowed.en}. Open the lock or widen the tolerance.`,
      },
      teamIndexes: [team],
      measureIndex,
      numbers: { deviationFraction: deviation, toleranceFraction: tolerance },
    };
    return [issue];
  });
}

function checkDividedGroups(
  problem: DistrictingProblem,
  draft: Int32Array,
  team: number,
  names: Names,
): EngineIssue<DrawnLockCode>[] {
  return [...groupMembers(problem)].flatMap(([group, members]) => {
    const inside = members.filter((area) => draft[area] === team);
    if (inside.length === 0 || inside.length === members.length) return [];
    const known = names.group?.(group);
    const list = known === undefined ? listing(members, names.area) : { sv: known, en: known };
    const issue: EngineIssue<DrawnLockCode> = {
      code: "locked-team-divides-group",
      message: {
        sv: `${list.sv} ska hållas ihop men ligger delvis i team ${names.team(team)}, som är låst i utkastet. Öppna låset eller ändra villkoret.`,
        en: `${list.en} is to be kept together but lies partly in team ${names.team(team)}, which is locked in the draft. Open the lock or change the rule.`,
      },
      areaIndexes: members,
      teamIndexes: [team],
    };
    return [issue];
  });
}

/**
 * No repair was found with the locks. One was found without each one of these (`drawn-lock-bars-repair`; all locked areas
 * are one), or without all of them together (`drawn-locks-bar-repair`).
 */
export function barringLocksIssue(
  code: "drawn-lock-bars-repair" | "drawn-locks-bar-repair",
  { areas, teams }: DrawnLocks,
  names: Names,
): EngineIssue<DrawnLockCode> {
  const [teamList, areaList] = [listing(teams, names.team), listing(areas, names.area)];
  const sv = [
    ...(teams.length > 0 ? [`låset av team ${teamList.sv}`] : []),
    ...(areas.length > 0 ? [`de låsta områdena (${areaList.sv})`] : []),
  ].join(code === "drawn-lock-bars-repair" ? " eller " : " och ");
  const en = [
    ...(teams.length > 0 ? [`the lock of team ${teamList.en}`] : []),
    ...(areas.length > 0 ? [`the locked areas (${areaList.en})`] : []),
  ].join(code === "drawn-lock-bars-repair" ? " or " : " and ");
  return {
    code,
    message: {
      sv: `Ingen lagning hittades med utkastets lås. Öppnas ${sv} går utkastet att laga.`,
      en: `No repair was found with the draft's locks. Open ${en} and the draft can be repaired.`,
    },
    areaIndexes: areas,
    teamIndexes: teams,
  };
}

/** The same issue in the host's names, where it is one of a search that the locks barred; others are left as they are. */
export function namedBarringLocks(issue: EngineIssue, names: Names): EngineIssue {
  if (issue.code !== "drawn-lock-bars-repair" && issue.code !== "drawn-locks-bar-repair") return issue;
  return barringLocksIssue(issue.code, { areas: issue.areaIndexes ?? [], teams: issue.teamIndexes ?? [] }, names);
}
