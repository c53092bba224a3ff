// What moving one area does to each rule: by how much the rule is broken more (or less) after the move.
import type { RuleName } from "../rules/index.ts";
import { roundingSlack } from "../tallies.ts";
import { objectiveChanges } from "./objective-changes.ts";
import type { Move, PlanAccount } from "./plan-account.ts";

/**
 * The rule's amounts (see `rules/`) added up, after the move less before: > 0 when the move breaks it more. Balance is
 * each team's own: what the giver gains is no excuse for a taker that goes further beyond, so the worst change is told.
 */
type RuleChange = (account: PlanAccount, move: Move) => number;

/** Every rule of `rules/`; the compiler asks for a new one here. */
export const ruleChanges: Record<RuleName, RuleChange> = {
  complete({ areasOfTeam }, { from, to }) {
    const emptied = from >= 0 && areasOfTeam[from]!.length === 1 ? 1 : 0;
    const filled = areasOfTeam[to]!.length === 0 ? 1 : 0;
    return emptied - filled - Number(from < 0);
  },
  connected(account, move) {
    const gained = partsBeyondFirst(account, move.to, move) - partsBeyondFirst(account, move.to);
    if (move.from < 0) return gained;
    return gained + partsBeyondFirst(account, move.from, move) - partsBeyondFirst(account, move.from);
  },
  balance(account, move) {
    const { measureCount, toleranceFraction } = account.problem;
    const beyond = (team: number, measure: number, after?: Move): number => {
      const amount = Math.abs(account.deviation(team, measure, after)) - toleranceFraction[measure]!;
      return amount > roundingSlack ? amount : 0;
    };
    let worst = Number.NEGATIVE_INFINITY;
    for (const team of [move.from, move.to]) {
      if (team < 0) continue;
      for (let measure = 0; measure < measureCount; measure++)
        worst = Math.max(worst, beyond(team, measure, move) - beyond(team, measure));
    }
    return worst;
  },
  locks({ problem }, { area, from, to }) {
    const locked = problem.lockedTeam[area]!;
    return locked < 0 ? 0 : Number(to !== locked) - Number(from >= 0 && from !== locked);
  },
  keepTogether({ problem, assignment }, { area, to }) {
    const group = problem.group[area]!;
    if (group < 0) return 0;
    const members = [...problem.group.keys()].filter((other) => problem.group[other] === group);
    const outside = (teamOf: (member: number) => number): number => {
      const perTeam = new Int32Array(problem.teamCount);
      let placed = 0;
      for (const member of members) {
        const team = teamOf(member);
        if (team < 0) continue;
        perTeam[team]!++;
        placed++;
      }
      return placed - perTeam.reduce((a, b) => Math.max(a, b));
    };
    return outside((member) => (member === area ? to : assignment[member]!)) - outside((member) => assignment[member]!);
  },
  forbiddenPairs({ problem, assignment }, { area, from, to }) {
    const pairs = problem.forbiddenPairs ?? new Int32Array(0);
    let change = 0;
    for (let end = 0; end < pairs.length; end++) {
      if (pairs[end] !== area) continue;
      const other = assignment[pairs[end ^ 1]!]!;
      change += Number(other === to) - Number(from >= 0 && other === from);
    }
    return change;
  },
  movedWeight(account, move) {
    const { movedWeightLimit = Number.POSITIVE_INFINITY } = account.problem;
    const beyond = (moved: number): number => {
      const amount = moved - movedWeightLimit;
      return amount > roundingSlack * Math.max(1, movedWeightLimit) ? amount : 0;
    };
    return beyond(account.movedWeight + objectiveChanges.change(account, move)) - beyond(account.movedWeight);
  },
};

/** Connected parts of a team beyond the first, after a move when one is given. */
function partsBeyondFirst({ problem, areasOfTeam }: PlanAccount, team: number, move?: Move): number {
  const { adjacencyOffset, adjacencyTarget } = problem;
  const members = new Set(areasOfTeam[team]!);
  if (move?.from === team) members.delete(move.area);
  if (move?.to === team) members.add(move.area);
  let parts = 0;
  for (const start of members) {
    parts++;
    const waiting = [start];
    members.delete(start);
    for (let area = waiting.pop(); area !== undefined; area = waiting.pop()) {
      for (let link = adjacencyOffset[area]!; link < adjacencyOffset[area + 1]!; link++) {
        const next = adjacencyTarget[link]!;
        if (members.delete(next)) waiting.push(next);
      }
    }
  }
  return Math.max(0, parts - 1);
}
