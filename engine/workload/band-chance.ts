// The chance that teams stay within a band about equal load per position, drawn by lot from what is known of each.
import { Random } from "../random.ts";

/** Load of a team in a year: what it is expected to be, and the variance that other teams do not share. */
export interface UncertainLoad {
  readonly expected: number;
  readonly ownVariance: number;
}

export interface BandChance {
  /** Chance (0…1) that every team is within the band. */
  readonly all: number;
  readonly each: readonly number[];
}

/** Half a per cent is the most that a chance drawn so many times errs, two times in three. */
const draws = 10_000;
const seed = 20_261_122;

/**
 * Loads are drawn from normal distributions (sums of many cases); what moves all teams alike leaves their balance as it is
 * and is not drawn. The same input gives the same chances.
 * @param positions of each team; a team without any is within the band only where it has no load.
 * @param bandFraction half the band's width: load per position within ± so much of the mean.
 */
export function bandChance(
  teams: readonly UncertainLoad[],
  positions: readonly number[],
  bandFraction: number,
): BandChance {
  const random = new Random(seed);
  const inside = new Float64Array(teams.length);
  const deviations = teams.map(({ ownVariance }) => Math.sqrt(ownVariance));
  const loads = new Float64Array(teams.length);
  let all = 0;
  for (let draw = 0; draw < draws; draw++) {
    for (const [team, { expected }] of teams.entries()) {
      loads[team] = Math.max(0, expected + deviations[team]! * normal(random));
    }
    let isWhole = true;
    for (const [team, deviation] of deviationFractions(loads, positions).entries()) {
      if (Math.abs(deviation) <= bandFraction) inside[team]! += 1;
      else isWhole = false;
    }
    if (isWhole) all++;
  }
  return { all: all / draws, each: Array.from(inside, (count) => count / draws) };
}

/**
 * Between which chances it lies that several things are all so, where nothing is said of how they depend on each other:
 * at least 1 − Σ(1 − p), at most the smallest p (Fréchet 1935, Fundamenta Mathematicae 25, 379–387; the lower one is
 * Bonferroni's inequality). Both are reached by some dependence.
 */
export function jointChance(chances: readonly number[]): { readonly atLeast: number; readonly atMost: number } {
  const missing = chances.reduce((sum, chance) => sum + (1 - chance), 0);
  const atMost = Math.min(1, ...chances);
  // A sum's last bits are none.
  return { atLeast: Math.min(atMost, Math.max(0, 1 - missing)), atMost };
}

/** Load per position of each team against all teams' together: 0.1 is a tenth above; unbounded where nobody works. */
export function deviationFractions(loads: ArrayLike<number>, positions: ArrayLike<number>): number[] {
  let [load, worked] = [0, 0];
  for (let team = 0; team < loads.length; team++) {
    load += loads[team]!;
    worked += positions[team]!;
  }
  return Array.from({ length: loads.length }, (_, team) => {
    const share = worked > 0 ? (load * positions[team]!) / worked : 0;
    if (share === 0) return loads[team]! > 0 ? Number.POSITIVE_INFINITY : 0;
    return loads[team]! / share - 1;
  });
}

/** A load with the variance that its deviation is judged by. */
interface NoisyLoad {
  readonly expected: number;
  readonly noiseVariance: number;
}

/** A normal variable is farther out than so many standard deviations one time in twenty. */
export const likelyDeviations = 1.96;

/**
 * How far chance and what is not known of the loads take each `deviationFractions`, 19 times of 20: the noise floor beside
 * it, on every page. To the first order (delta method), and counting in that the team is part of the mean; 0 where the deviation is
 * unbounded or nothing is loaded.
 */
export function deviationMargins(teams: readonly NoisyLoad[], positions: ArrayLike<number>): number[] {
  const total = teams.reduce((sum, { expected }) => sum + expected, 0);
  const variance = teams.reduce((sum, { noiseVariance }) => sum + noiseVariance, 0);
  const worked = Array.from(positions).reduce((sum, own) => sum + own, 0);
  return teams.map(({ expected, noiseVariance }, team) => {
    const own = positions[team]!;
    if (own === 0 || total === 0) return 0;
    const share = expected / total;
    const noise = (1 - share) ** 2 * noiseVariance + share ** 2 * (variance - noiseVariance);
    return (likelyDeviations * worked * Math.sqrt(Math.max(0, noise))) / (own * total);
  });
}

/** Box and Muller 1958. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.nextFraction()));
  return radius * Math.cos(2 * Math.PI * random.nextFraction());
}
