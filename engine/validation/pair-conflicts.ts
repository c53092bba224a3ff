// Which areas cannot all be given teams because too many of them must not share one: colouring the graph of forbidden pairs.
import type { Contraction } from "../contraction.ts";
import type { DistrictingProblem } from "../problem.ts";

/** Units looked at in all; beyond it nothing is known. About half a second. */
const visitsAtMost = 20_000_000;
/** A search goes so deep at most. */
const coreAtMost = 2000;

/**
 * Units (areas or keep-together groups) of which no plan can give every one a team without two that must not share one
 * doing so: too many are forbidden to share with one another for the number of teams, or for what locks leave of it. None
 * of them can be left out, where the work of finding that out allows it. Undefined where there are none or where it is not
 * known. Expects pairs of different units, no two of them locked to one team.
 */
export function crowdedUnits(problem: DistrictingProblem, units: Contraction): number[] | undefined {
  const pairs = problem.forbiddenPairs ?? new Int32Array(0);
  const rivals = new Map<number, Set<number>>();
  for (let end = 0; end < pairs.length; end++) {
    const unit = units.nodeOfArea[pairs[end]!]!;
    const other = units.nodeOfArea[pairs[end % 2 === 0 ? end + 1 : end - 1]!]!;
    const known = rivals.get(unit);
    if (known) known.add(other);
    else rivals.set(unit, new Set([other]));
  }
  const colouring = new PairColouring(rivals, units.lockedTeam, problem.teamCount);
  let crowded = [...rivals.keys()].sort((a, b) => a - b);
  if (colouring.canPart(crowded) !== false) return undefined;
  for (const unit of crowded) {
    const fewer = crowded.filter((other) => other !== unit);
    if (colouring.canPart(fewer) === false) crowded = fewer;
  }
  return crowded;
}

/** Exact search for teams of units, the one with the fewest teams left first (Brélaz 1979), within a limit of work. */
class PairColouring {
  private readonly rivals: ReadonlyMap<number, ReadonlySet<number>>;
  private readonly lockedTeam: Int32Array;
  private readonly teamCount: number;
  /** Teams with a lock differ from the others; those without are alike until one of them is used. */
  private readonly lockedTeams: ReadonlySet<number>;
  private visitsLeft = visitsAtMost;

  constructor(rivals: ReadonlyMap<number, ReadonlySet<number>>, lockedTeam: Int32Array, teamCount: number) {
    this.rivals = rivals;
    this.lockedTeam = lockedTeam;
    this.teamCount = teamCount;
    this.lockedTeams = new Set(lockedTeam);
  }

  /** Whether all of the units can have teams that no two rivals share; undefined where it takes too much work. */
  canPart(units: readonly number[]): boolean | undefined {
    const core = this.coreOf(units);
    if (core.length > coreAtMost) return undefined;
    const teamOf = new Map(core.map((unit) => [unit, this.lockedTeam[unit]!]));
    return this.place(core, teamOf);
  }

  /** Without the units that have fewer rivals than there are teams: they find one whatever the others have. */
  private coreOf(units: readonly number[]): number[] {
    const left = new Set(units);
    const degree = new Map(
      units.map((unit) => [unit, [...this.rivals.get(unit)!].filter((own) => left.has(own)).length]),
    );
    const easy = units.filter((unit) => this.isEasy(unit, degree));
    for (const unit of easy) {
      left.delete(unit);
      for (const rival of this.rivals.get(unit)!) {
        if (!left.has(rival)) continue;
        const wasEasy = this.isEasy(rival, degree);
        degree.set(rival, degree.get(rival)! - 1);
        if (!wasEasy && this.isEasy(rival, degree)) easy.push(rival);
      }
    }
    this.visitsLeft -= units.length;
    return [...left];
  }

  private isEasy(unit: number, degree: ReadonlyMap<number, number>): boolean {
    return this.lockedTeam[unit]! < 0 && degree.get(unit)! < this.teamCount;
  }

  private place(core: readonly number[], teamOf: Map<number, number>): boolean | undefined {
    let chosen = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (const unit of core) {
      if (teamOf.get(unit)! >= 0) continue;
      const room = this.teamCount - this.teamsAround(unit, teamOf).size;
      if (room < fewest) [chosen, fewest] = [unit, room];
      if (room === 0) return false;
    }
    this.visitsLeft -= core.length;
    if (chosen < 0) return true;
    if (this.visitsLeft <= 0) return undefined;
    const taken = this.teamsAround(chosen, teamOf);
    const used = new Set(teamOf.values());
    let isNewTried = false;
    for (let team = 0; team < this.teamCount; team++) {
      const isNew = !used.has(team) && !this.lockedTeams.has(team);
      if (taken.has(team) || (isNew && isNewTried)) continue;
      isNewTried ||= isNew;
      teamOf.set(chosen, team);
      const found = this.place(core, teamOf);
      if (found !== false) return found;
      teamOf.set(chosen, -1);
    }
    return false;
  }

  private teamsAround(unit: number, teamOf: ReadonlyMap<number, number>): Set<number> {
    const teams = new Set<number>();
    for (const rival of this.rivals.get(unit)!) {
      const team = teamOf.get(rival) ?? -1;
      if (team >= 0) teams.add(team);
    }
    return teams;
  }
}
