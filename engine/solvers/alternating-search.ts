// The walk of a run where keep-together groups lie in pieces: ways between the pieces are tried, the best one is gone on with.
import type { DistrictingProblem } from "../problem.ts";
import { Random } from "../random.ts";
import { makeSearchProblem, type SearchProblem } from "../search-problem.ts";
import { isBetter } from "./elite-pool.ts";
import { EvolutionarySearch } from "./evolutionary-search.ts";
import type { SolverProgress } from "./solve.ts";

/** A turn's steps: so many per node, at least so many, and more from turn to turn. */
const turnPerNode = 1000;
const leastTurn = 20_000;
const turnGrowth = 1.05;
/** So many ways in a row without any plan and the search gives up; fewer where each takes long to find. */
const vainAtMost = 20;
const areasAtMost = 100_000;

type Grade = { readonly excess: number; readonly energy: number };
const nothing: Grade = { excess: Number.POSITIVE_INFINITY, energy: Number.POSITIVE_INFINITY };

/** One way of holding groups together, searched from turn to turn. */
class Contender {
  grade = nothing;
  private readonly walk: Generator<SolverProgress, void>;
  private steps = 0;

  constructor(search: SearchProblem, seed: number) {
    this.walk = new EvolutionarySearch(search, seed, Number.POSITIVE_INFINITY).search();
  }

  /** Goes on, and tells the steps it took; undefined when there is nothing more to search for. */
  next(): { progress: SolverProgress; steps: number } | undefined {
    const { done, value: progress } = this.walk.next();
    if (done) return undefined;
    const steps = progress.steps - this.steps;
    this.steps = progress.steps;
    if (progress.scores) this.grade = { excess: progress.scores.excessFraction, energy: progress.scores.objective };
    return { progress, steps };
  }
}

/**
 * The best way so far and a new one drawn at random take turns. The drawing may come to every way that some plan needs, so
 * with enough steps no plan is out of reach; how soon it is found is not promised.
 */
export class AlternatingSearch {
  steps = 0;
  bestAssignment: Int32Array | undefined;
  private grade = nothing;
  private readonly problem: DistrictingProblem;
  private readonly random: Random;
  private readonly seed: number;
  private readonly stepLimit: number;
  private readonly shortest: SearchProblem | undefined;

  /** `shortest` is the search problem with the shortest ways, where there is one. */
  constructor(problem: DistrictingProblem, shortest: SearchProblem | undefined, seed: number, stepLimit: number) {
    this.problem = problem;
    this.shortest = shortest;
    this.random = new Random(seed);
    this.seed = seed;
    this.stepLimit = stepLimit;
  }

  /** Goes on until the step limit or a plan that cannot be bettered; returns when many ways in a row gave no plan. */
  *search(): Generator<SolverProgress, void> {
    let champion = this.shortest && new Contender(this.shortest, this.seed);
    let turn = Math.max(leastTurn, turnPerNode * (this.shortest?.nodeCount ?? this.problem.areaCount));
    const patience = Math.min(vainAtMost, Math.floor(areasAtMost / this.problem.areaCount));
    for (let vain = 0; !this.finished() && vain <= patience; turn *= turnGrowth) {
      if (champion && !(yield* this.takeTurn(champion, turn))) champion = undefined;
      const search = this.finished() ? undefined : makeSearchProblem(this.problem, this.random);
      const challenger = search && new Contender(search, this.seed);
      if (
        challenger &&
        (yield* this.takeTurn(challenger, turn)) &&
        isBetter(challenger.grade, champion?.grade ?? nothing)
      )
        champion = challenger;
      vain = champion ? 0 : vain + 1;
    }
  }

  /** False when the contender has nothing more to search for. */
  private *takeTurn(contender: Contender, turn: number): Generator<SolverProgress, boolean> {
    const end = this.steps + turn;
    while (this.steps < end && !this.finished()) {
      const next = contender.next();
      if (!next) return false;
      this.steps += next.steps;
      yield this.progress(next.progress, contender.grade);
    }
    return true;
  }

  private finished(): boolean {
    if (!this.bestAssignment) return false;
    const perfect = this.grade.excess === 0 && this.grade.energy <= 0;
    return this.steps >= this.stepLimit || perfect || this.problem.teamCount === 1;
  }

  private progress({ assignment }: SolverProgress, grade: Grade): SolverProgress {
    const improved = isBetter(grade, this.grade);
    if (improved) {
      this.grade = grade;
      this.bestAssignment = assignment;
    }
    const { energy: objective, excess: excessFraction } = this.grade;
    return {
      steps: this.steps,
      assignment: this.bestAssignment,
      feasible: excessFraction === 0,
      improved,
      scores: this.bestAssignment ? { objective, excessFraction } : undefined,
    };
  }
}
