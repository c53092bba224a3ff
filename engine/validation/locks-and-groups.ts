// Checks that locks and keep-together groups do not contradict each other and can be connected.
import { groupMembers, groupUnits } from "../contraction.ts";
import { connectedParts } from "../graph.ts";
import { listing, type Names } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { ProblemIssue } from "../validate-problem.ts";
import { fewestLocksBetween } from "./locks-between.ts";

/** More groups that cannot be connected are not told one by one. */
const toldAtMost = 10;

export function checkLocksAndGroups(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const apart = checkGroupsLockedApart(problem, names);
  if (apart.length > 0) return apart;
  const units = groupUnits(problem);
  const lockOfArea = units.nodeOfArea.map((unit) => units.lockedTeam[unit]!);
  const missing = checkEnoughUnits(problem, units.lockedTeam);
  if (missing.length > 0) return missing;
  const grounds = new TeamGrounds(problem, lockOfArea);
  return [...checkLocksConnectable(problem, grounds, names), ...checkGroupsConnectable(problem, grounds, names)];
}

function checkGroupsLockedApart(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const issues: ProblemIssue[] = [];
  for (const members of groupMembers(problem).values()) {
    const locked = members.filter((area) => problem.lockedTeam[area]! >= 0);
    const teamIndexes = [...new Set(locked.map((area) => problem.lockedTeam[area]!))].sort((a, b) => a - b);
    if (teamIndexes.length < 2) continue;
    const areas = listing(locked, names.area);
    const teams = listing(teamIndexes, names.team);
    issues.push({
      severity: "error",
      code: "group-locked-apart",
      message: {
        sv: `Områdena ${areas.sv} ska hållas ihop men är låsta till olika team: ${teams.sv}.`,
        en: `Areas ${areas.en} are to be kept together but are locked to different teams: ${teams.en}.`,
      },
      areaIndexes: locked,
      teamIndexes,
    });
  }
  return issues;
}

/** Every team without a lock needs a free unit (area or group) of its own. */
function checkEnoughUnits(problem: DistrictingProblem, lockOfUnit: Int32Array): ProblemIssue[] {
  const served = new Set(lockOfUnit.filter((team) => team >= 0));
  const teams = problem.teamCount - served.size;
  const units = lockOfUnit.reduce((count, team) => count + (team < 0 ? 1 : 0), 0);
  if (teams <= units) return [];
  return [
    {
      severity: "error",
      code: "more-teams-than-units",
      message: {
        sv: `${teams} team saknar låsta områden, men bara ${units} fria områden eller grupper finns kvar åt dem.`,
        en: `${teams} teams have no locked areas, but only ${units} free areas or groups are left for them.`,
      },
      numbers: { teams, units },
    },
  ];
}

/** A team's locked areas must reach each other through areas that are free or its own. */
function checkLocksConnectable(problem: DistrictingProblem, grounds: TeamGrounds, names: Names): ProblemIssue[] {
  const issues: ProblemIssue[] = [];
  const lockedAreas: number[][] = Array.from({ length: problem.teamCount }, () => []);
  for (let area = 0; area < problem.areaCount; area++) {
    if (grounds.lockOfArea[area]! >= 0) lockedAreas[grounds.lockOfArea[area]!]!.push(area);
  }
  for (const [team, areas] of lockedAreas.entries()) {
    if (areas.length < 2) continue;
    const pieces = grounds.piecesWithin(team, areas);
    if (pieces.length < 2) continue;
    const areaIndexes = pieces.map((piece) => piece[0]!);
    const list = listing(areaIndexes, names.area);
    const way = whatLiesBetween(problem, areaIndexes, (area) => [-1, team].includes(grounds.lockOfArea[area]!), names);
    const grouped = areas.some((area) => problem.lockedTeam[area]! < 0);
    issues.push({
      severity: "error",
      code: "locks-not-connectable",
      message: {
        sv: `Områdena ${list.sv} är låsta till team ${names.team(team)}${grouped ? ", eller ska hållas ihop med låsta områden," : ""} men kan inte bindas samman: ${way.sv}.`,
        en: `Areas ${list.en} are locked to team ${names.team(team)}${grouped ? ", or to be kept together with locked areas," : ""} but cannot be connected: ${way.en}.`,
      },
      areaIndexes,
      teamIndexes: [team],
      numbers: { pieces: pieces.length, ...way.numbers },
    });
  }
  return issues;
}

/** How much the locks would have to give for the first two pieces to be connected; no release of locks joins separate parts. */
function whatLiesBetween(
  problem: DistrictingProblem,
  [start, ...goals]: readonly number[],
  mayPass: (area: number) => boolean,
  names: Names,
): { sv: string; en: string; numbers: Record<string, number> } {
  const locks = fewestLocksBetween(problem, start!, goals, mayPass);
  if (!locks) return { sv: "grannskapet har ingen väg mellan dem", en: "no neighbours join them", numbers: {} };
  const list = listing(locks, names.area);
  return {
    sv: `på den lättaste vägen ligger låset på område ${list.sv}`,
    en: `on the easiest way lies the lock of area ${list.en}`,
    numbers: { locksBetween: locks.length },
  };
}

function checkGroupsConnectable(problem: DistrictingProblem, grounds: TeamGrounds, names: Names): ProblemIssue[] {
  const issues: ProblemIssue[] = [];
  let notConnectable = 0;
  const pieceOf = connectedParts(problem.adjacencyOffset, problem.adjacencyTarget, problem.group).partOf;
  for (const [group, members] of groupMembers(problem)) {
    const pieceStarts = firstOfEach(members, pieceOf);
    if (pieceStarts.length < 2) continue;
    const lock = grounds.lockOfArea[members[0]!]!;
    // A free group may take any one team's ground; it is enough that one team, or none's ground alone, connects it.
    const teams = lock >= 0 ? [lock] : [...Array(problem.teamCount).keys()];
    const connectable = teams.some((team) => grounds.piecesWithin(team, members).length === 1);
    // What is locked is told with the team's other locks.
    if (!connectable && (lock >= 0 || ++notConnectable > toldAtMost)) continue;
    const list = listing(pieceStarts, names.area);
    const way = connectable
      ? { sv: "", en: "", numbers: {} }
      : whatLiesBetween(problem, pieceStarts, (area) => grounds.lockOfArea[area]! < 0, names);
    issues.push({
      severity: connectable ? "warning" : "error",
      code: connectable ? "group-in-pieces" : "group-not-connectable",
      message: connectable
        ? {
            sv: `Områden som ska hållas ihop ligger i ${pieceStarts.length} delar (vid ${list.sv}); områden emellan följer med.`,
            en: `Areas to be kept together lie in ${pieceStarts.length} pieces (at ${list.en}); areas in between come along.`,
          }
        : {
            sv: `Områden som ska hållas ihop kan inte bindas samman (delarna vid ${list.sv}): ${way.sv}.`,
            en: `Areas to be kept together cannot be connected (the pieces at ${list.en}): ${way.en}.`,
          },
      areaIndexes: pieceStarts,
      numbers: { group, pieces: pieceStarts.length, ...way.numbers },
    });
  }
  return issues;
}

/** The ground that each team may use, free areas and those locked to it, in connected parts; found once per team. */
class TeamGrounds {
  readonly lockOfArea: Int32Array;
  private readonly problem: DistrictingProblem;
  private readonly partOfArea: (Int32Array | undefined)[];

  constructor(problem: DistrictingProblem, lockOfArea: Int32Array) {
    this.problem = problem;
    this.lockOfArea = lockOfArea;
    this.partOfArea = Array.from({ length: problem.teamCount });
  }

  /** The given areas by connected part of a team's ground. */
  piecesWithin(team: number, areas: readonly number[]): number[][] {
    let partOf = this.partOfArea[team];
    if (!partOf) {
      const usable = this.lockOfArea.map((lock) => (lock < 0 || lock === team ? 0 : -1));
      partOf = connectedParts(this.problem.adjacencyOffset, this.problem.adjacencyTarget, usable).partOf;
      this.partOfArea[team] = partOf;
    }
    return [...Map.groupBy(areas, (area) => partOf[area]!).values()];
  }
}

function firstOfEach(areas: readonly number[], labels: Int32Array): number[] {
  const seen = new Set<number>();
  return areas.filter((area) => !seen.has(labels[area]!) && seen.add(labels[area]!));
}
