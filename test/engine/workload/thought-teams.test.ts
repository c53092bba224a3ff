// A team that is thought of: it gets its part in one piece, few others are moved, and the same question has the same answer.
import { expect, it } from "vitest";
import { buildGraph, connectedParts } from "../../../engine/graph.ts";
import { relabelToBaseline } from "../../../engine/least-change/relabel-teams.ts";
import { evaluatePlan } from "../../../engine/scores.ts";
import { thoughtTeamsProblem } from "../../../engine/workload/thought-teams.ts";
import { solveSteps } from "../../support/solving.ts";

const [width, height] = [20, 18];
const areaCount = width * height;
const areas = Array.from({ length: areaCount }, (_, area) => ({ x: area % width, y: Math.floor(area / width) }));
const links = areas.flatMap(({ x, y }, area) => [
  ...(x < width - 1 ? [area, area + 1] : []),
  ...(y < height - 1 ? [area, area + width] : []),
]);
const graph = buildGraph(areaCount, Int32Array.from(links), new Float64Array(links.length / 2).fill(100));
const children = areas.map(({ x, y }) => 20 + ((x * 37 + y * 61) % 90));
const investigation = children.map((count, area) => count * (0.5 + ((area * 29) % 17) / 17));
const quadrants = areas.map(({ x, y }) => (x < 10 ? 0 : 1) + (y < 9 ? 0 : 2));
const everyChild = children.reduce((sum, own) => sum + own, 0);

function propose(positions: { investigation: number[]; firstLine: number[] }, baselineTeam: readonly number[]) {
  const problem = thoughtTeamsProblem({
    ...{ investigation, children, positions, baselineTeam, graph },
    bandFraction: 0.05,
    xM: areas.map(({ x }) => 100 * x),
    yM: areas.map(({ y }) => 100 * y),
  });
  const found = solveSteps(problem, 300_000);
  const teamIndexes = relabelToBaseline(problem, found.assignment);
  return { problem, found, teamIndexes };
}
const each = (count: number, positions: number) => new Array<number>(count).fill(positions);

it("gives one team more its part in one piece, within the band in both kinds of work, and moves few others", () => {
  const { problem, found, teamIndexes } = propose({ investigation: each(5, 6), firstLine: each(5, 2) }, quadrants);
  expect(found.status).toBe("feasible");
  expect(evaluatePlan(problem, teamIndexes).feasible).toBe(true);
  expect(connectedParts(graph.adjacencyOffset, graph.adjacencyTarget, teamIndexes).partCount).toBe(5);
  const childrenOf = (test: (area: number) => boolean) =>
    children.reduce((sum, own, area) => sum + (test(area) ? own : 0), 0) / everyChild;
  expect(childrenOf((area) => teamIndexes[area] === 4)).toBeGreaterThan(0.19);
  expect(childrenOf((area) => teamIndexes[area] === 4)).toBeLessThan(0.21);
  // No division with five such teams can move less than 95 % of the new team's own part.
  expect(childrenOf((area) => teamIndexes[area] !== quadrants[area])).toBeLessThan(0.2);
});

it("lets the others take over a team's areas, and follows the positions", () => {
  // The fourth is left out, and the third is to have twice as many positions as the others.
  const left = quadrants.map((team) => (team === 3 ? -1 : team));
  const { found, problem, teamIndexes } = propose({ investigation: [6, 6, 12], firstLine: [2, 2, 4] }, left);
  expect(found.status).toBe("feasible");
  const { teams } = evaluatePlan(problem, teamIndexes);
  expect(teams[2]!.measures[0]!.sum / everyChild).toBeGreaterThan(0.47);
  const moved = children.reduce(
    (sum, own, area) => sum + (left[area]! >= 0 && left[area] !== teamIndexes[area] ? own : 0),
    0,
  );
  expect(moved / everyChild).toBe(0);
});

it("answers the same the next time, and leaves out work that some team has no positions for", () => {
  const positions = { investigation: [6, 6, 6, 6, 0], firstLine: each(5, 2) };
  const [one, other] = [propose(positions, quadrants), propose(positions, quadrants)];
  expect(one.problem.measureCount).toBe(1);
  expect(one.teamIndexes).toEqual(other.teamIndexes);
  expect(() => propose({ investigation: [6], firstLine: [] }, quadrants)).toThrow("Positions of 1 and 0 teams");
});
