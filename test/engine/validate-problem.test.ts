// Bad problems: each is answered with a code, indexes and sentences, also at 100,000 areas within a second.
import { describe, expect, it } from "vitest";
import type { DistrictingProblem } from "../../engine/problem.ts";
import { type ProblemIssueCode, validateProblem } from "../../engine/validate-problem.ts";
import { latticeLinks, latticeProblem, makeProblem } from "../support/grids.ts";

const ones = (count: number): number[] => Array(count).fill(1);
const good = latticeProblem(4, 4, 2);

function withWeights(weights: number[], parts: object = {}): DistrictingProblem {
  return latticeProblem(4, 4, 2, { measures: [weights], ...parts });
}

function changed(index: number, value: number): number[] {
  return ones(16).map((one, area) => (area === index ? value : one));
}

/** A 4 × 4 lattice with the link between two columns of areas taken away, but for the given rows. */
function cutBetween(column: number, keptRows: number[] = []): readonly (readonly [number, number, number])[] {
  return latticeLinks(4, 4).filter(
    ([a, b]) => !(a % 4 === column && b === a + 1 && !keptRows.includes(Math.floor(a / 4))),
  );
}

const lockedAt = (locks: Record<number, number>): number[] => ones(16).map((_, area) => locks[area] ?? -1);

const bad: [ProblemIssueCode, string, DistrictingProblem, object?][] = [
  ["no-areas", "no areas", makeProblem({ areaCount: 0, teamCount: 2, links: [] })],
  ["no-teams", "no teams", makeProblem({ areaCount: 1, teamCount: 0, links: [] })],
  ["no-measures", "no measures", latticeProblem(2, 2, 2, { measures: [], toleranceFraction: [] })],
  ["more-teams-than-areas", "k > n", latticeProblem(2, 2, 5), { numbers: { areas: 4, teams: 5 } }],
  ["weight-not-a-number", "NaN", withWeights(changed(3, Number.NaN)), { areaIndexes: [3], measureIndex: 0 }],
  ["weight-not-a-number", "infinity", withWeights(changed(5, Number.POSITIVE_INFINITY)), { areaIndexes: [5] }],
  ["weight-negative", "a negative weight", withWeights(changed(2, -1)), { areaIndexes: [2] }],
  ["weight-too-large", "weights of 10¹⁶", withWeights(ones(16).map(() => 1e16))],
  ["measure-empty", "all zero", withWeights(ones(16).map(() => 0))],
  ["unit-too-heavy", "one giant area", withWeights(changed(9, 1e9)), { areaIndexes: [9] }],
  ["tolerance-invalid", "a negative tolerance", latticeProblem(4, 4, 2, { toleranceFraction: [-0.1] })],
  ["tolerance-invalid", "no tolerance", latticeProblem(4, 4, 2, { toleranceFraction: [Number.NaN] })],
  ["share-not-positive", "a share of 0", latticeProblem(4, 4, 2, { targetShare: [[0, 1]] }), { teamIndexes: [0] }],
  ["shares-not-one", "shares of 0.9", latticeProblem(4, 4, 2, { targetShare: [[0.4, 0.5]] })],
  ["coordinate-not-a-number", "no position", { ...good, xM: new Float64Array(16).fill(Number.NaN) }],
  ["border-length-invalid", "a negative border", { ...good, borderLengthM: good.borderLengthM.map(() => -1) }],
  ["goal-weight-invalid", "a negative goal", latticeProblem(4, 4, 2, { objective: { cutEdges: -1 } })],
  ["index-out-of-range", "a lock to team 9", latticeProblem(4, 4, 2, { lockedTeam: lockedAt({ 0: 9 }) })],
  ["index-out-of-range", "no compactness measure", { ...good, compactnessMeasure: 1 }],
  ["index-out-of-range", "a forbidden pair with area 99", { ...good, forbiddenPairs: Int32Array.of(0, 99) }],
  ["moved-limit-invalid", "a negative limit on moves", { ...good, movedWeightLimit: -1 }],
  [
    "forbidden-pair-in-group",
    "a forbidden pair that is to be kept together",
    { ...good, group: good.group.map((_, i) => (i < 2 ? 3 : -1)), forbiddenPairs: Int32Array.of(0, 1) },
    { areaIndexes: [0, 1] },
  ],
  [
    "forbidden-pair-locked-together",
    "a forbidden pair locked to one team",
    { ...good, lockedTeam: Int32Array.from(lockedAt({ 2: 1, 7: 1 })), forbiddenPairs: Int32Array.of(7, 2) },
    { areaIndexes: [7, 2], teamIndexes: [1] },
  ],
  [
    "forbidden-pairs-too-many",
    "three areas that must not share two teams",
    { ...good, forbiddenPairs: Int32Array.of(0, 9, 9, 3, 5, 6, 3, 0) },
    { areaIndexes: [0, 3, 9], numbers: { areas: 3, teams: 2 } },
  ],
  [
    "forbidden-pairs-too-many",
    "a ring of five areas and two teams",
    { ...good, forbiddenPairs: Int32Array.of(0, 2, 2, 4, 4, 6, 6, 8, 8, 0, 8, 15) },
    { areaIndexes: [0, 2, 4, 6, 8] },
  ],
  [
    "forbidden-pairs-too-many",
    "an area beside a lock of each team",
    { ...good, lockedTeam: Int32Array.from(lockedAt({ 0: 0, 3: 1 })), forbiddenPairs: Int32Array.of(5, 0, 5, 3) },
    { areaIndexes: [0, 3, 5] },
  ],
  [
    "forbidden-pairs-too-many",
    "a group and two areas that must not share two teams",
    {
      ...good,
      group: good.group.map((_, area) => (area < 2 ? 0 : -1)),
      forbiddenPairs: Int32Array.of(0, 8, 1, 10, 8, 10),
    },
    { areaIndexes: [0, 1, 8, 10] },
  ],
  [
    "moved-limit-too-low",
    "locks that move more than may be moved",
    {
      ...good,
      toleranceFraction: Float64Array.of(0.5),
      lockedTeam: Int32Array.from(lockedAt({ 0: 1, 1: 1 })),
      baselineTeam: new Int32Array(16).map((_, i) => (i < 8 ? 0 : 1)),
      movedWeightLimit: 1,
    },
    { numbers: { least: 2, limit: 1 } },
  ],
  ["adjacency-malformed", "a neighbour 99", { ...good, adjacencyTarget: good.adjacencyTarget.map(() => 99) }],
  ["neighbour-of-itself", "a self loop", latticeProblem(4, 4, 2, { links: [...latticeLinks(4, 4), [6, 6, 1]] })],
  ["neighbour-twice", "a double link", latticeProblem(4, 4, 2, { links: [...latticeLinks(4, 4), [0, 1, 1]] })],
  ["neighbour-one-way", "a one-way link", oneWay()],
  ["neighbour-one-way", "unequal lengths", { ...good, borderLengthM: good.borderLengthM.map((_, e) => e) }],
  [
    "too-many-parts",
    "three parts for two teams",
    latticeProblem(4, 4, 2, { links: cutBetween(0).filter(([a, b]) => !(a % 4 === 2 && b === a + 1)) }),
    { numbers: { parts: 3, teams: 2, sizeOfPart1: 8, sizeOfPart2: 4, sizeOfPart3: 4 }, areaIndexes: [0, 3] },
  ],
  ["parts-not-servable", "parts of 1/4 and 3/4 for two teams", latticeProblem(4, 4, 2, { links: cutBetween(0) })],
  [
    "group-locked-apart",
    "a group locked to two teams",
    latticeProblem(4, 4, 2, { group: ones(16).map((_, i) => (i < 3 ? 0 : -1)), lockedTeam: lockedAt({ 0: 0, 2: 1 }) }),
    { areaIndexes: [0, 2], teamIndexes: [0, 1] },
  ],
  [
    "locks-not-connectable",
    "locks behind the other team's",
    latticeProblem(4, 4, 2, { lockedTeam: lockedAt({ 0: 0, 15: 0, 1: 1, 4: 1 }) }),
    { areaIndexes: [0, 15], teamIndexes: [0], numbers: { pieces: 2, locksBetween: 1 } },
  ],
  [
    "locks-shut-out",
    "a team shut up in a corner",
    latticeProblem(4, 4, 2, { lockedTeam: lockedAt({ 0: 0, 2: 1, 5: 1, 8: 1 }) }),
    {
      teamIndexes: [0],
      areaIndexes: [2, 5, 8],
      numbers: { deviationFraction: expect.closeTo(1 - 3 / 8, 12), toleranceFraction: 0.01 },
    },
  ],
  [
    "locks-shut-in",
    "a corner that only one team can take, and is too much for it",
    latticeProblem(4, 4, 3, {
      lockedTeam: lockedAt({ 3: 0, 6: 0, 9: 0, 12: 0, 11: 1, 14: 2 }),
      targetShare: [[0.25, 0.375, 0.375]],
      toleranceFraction: [0.6],
    }),
    {
      teamIndexes: [0],
      areaIndexes: [0, 1, 2, 4, 5, 8],
      numbers: { deviationFraction: expect.closeTo(1.5, 12), toleranceFraction: 0.6 },
    },
  ],
  [
    "group-not-connectable",
    "a group in two parts",
    latticeProblem(4, 4, 2, { links: cutBetween(1), group: ones(16).map((_, i) => (i === 0 || i === 3 ? 4 : -1)) }),
    { areaIndexes: [0, 3], numbers: { group: 4, pieces: 2 } },
  ],
  [
    "group-not-connectable",
    "a group on both sides of two teams' locks",
    latticeProblem(4, 4, 2, {
      lockedTeam: lockedAt({ 1: 0, 5: 0, 9: 0, 13: 0, 2: 1, 6: 1, 10: 1, 14: 1 }),
      group: ones(16).map((_, i) => (i === 4 || i === 7 ? 4 : -1)),
    }),
    { areaIndexes: [4, 7], numbers: { locksBetween: 2 } },
  ],
  [
    "unit-too-heavy",
    "a group over a team's bound",
    latticeProblem(4, 4, 2, { group: ones(16).map((_, i) => (i < 9 ? 1 : -1)) }),
    { areaIndexes: [0, 1, 2, 3, 4, 5, 6, 7, 8], numbers: { deviationFraction: 0.125, toleranceFraction: 0.01 } },
  ],
  [
    "locks-too-heavy",
    "locks over a team's bound",
    latticeProblem(4, 4, 2, { lockedTeam: ones(16).map((_, i) => (i < 10 ? 1 : -1)) }),
    { teamIndexes: [1], numbers: { deviationFraction: 0.25, toleranceFraction: 0.01 } },
  ],
  [
    "more-teams-than-units",
    "fewer groups than teams",
    latticeProblem(4, 4, 3, { group: ones(16).map((_, i) => (i < 8 ? 0 : 1)) }),
    { numbers: { teams: 3, units: 2 } },
  ],
  [
    "tolerance-too-tight",
    "an odd number in two equal teams",
    withWeights(changed(0, 2)),
    { numbers: { deviationFraction: expect.closeTo(1 / 17, 12), toleranceFraction: 0.01 } },
  ],
  [
    "tolerance-too-tight",
    "equal areas whose number near enough to three shares adds up to too many",
    latticeProblem(1, 11, 4, { toleranceFraction: [0.1] }),
    { numbers: { deviationFraction: expect.closeTo(1 - 2 / 2.75, 8), toleranceFraction: 0.1 } },
  ],
  [
    "cut-area-too-heavy",
    "arms too light for a team, which meet in one area",
    // A star with three arms of 3, 4 and 7 about area 0; each of two teams is to have 9.
    makeProblem({
      areaCount: 6,
      teamCount: 2,
      links: [
        [0, 1, 1],
        [0, 2, 1],
        [2, 3, 1],
        [0, 4, 1],
        [4, 5, 1],
      ],
      measures: [[4, 3, 2, 2, 4, 3]],
      toleranceFraction: [0.1],
    }),
    {
      areaIndexes: [0, 1, 2, 3, 4, 5],
      measureIndex: 0,
      numbers: { deviationFraction: expect.closeTo(2 / 9, 12), toleranceFraction: 0.1 },
    },
  ],
  [
    "tolerance-too-tight",
    "a second measure that cannot be shared, though the first one deviates more",
    latticeProblem(1, 4, 2, {
      measures: [
        [7, 7, 7, 2],
        [3, 3, 3, 2],
      ],
      toleranceFraction: [0.5, 0.01],
    }),
    { measureIndex: 1, numbers: { deviationFraction: expect.closeTo(1 / 11, 12), toleranceFraction: 0.01 } },
  ],
  [
    "moved-limit-too-low",
    "a limit on moves below what the balance takes",
    {
      ...latticeProblem(1, 8, 2, { baselineTeam: [0, 0, 0, 0, 0, 0, 0, 0], toleranceFraction: [0] }),
      movedWeightLimit: 1,
    },
    { measureIndex: 0, numbers: { least: 4, limit: 1 } },
  ],
  [
    "cut-area-too-heavy",
    "a star, of which all but two leaves must be one team",
    makeProblem({
      areaCount: 7,
      teamCount: 3,
      links: [1, 2, 3, 4, 5, 6].map((leaf) => [0, leaf, 1] as const),
      toleranceFraction: [0.3],
    }),
    { numbers: { deviationFraction: expect.closeTo(5 / (7 / 3) - 1, 12), toleranceFraction: 0.3 } },
  ],
  [
    "tolerance-too-tight",
    "three large areas for two teams, which no sum shares evenly",
    latticeProblem(1, 5, 2, { measures: [[30, 30, 30, 1, 2]], toleranceFraction: [0.1] }),
    { numbers: { deviationFraction: expect.closeTo(60 / 46.5 - 1, 12), toleranceFraction: 0.1 } },
  ],
];

function oneWay(): DistrictingProblem {
  const adjacencyTarget = good.adjacencyTarget.slice();
  // Area 0 names 5 instead of 1.
  adjacencyTarget[0] = 5;
  return { ...good, adjacencyTarget };
}

describe("validateProblem", () => {
  for (const [code, what, problem, details] of bad) {
    it(`answers ${what} with ${code}`, () => {
      const issues = validateProblem(problem);
      const issue = issues.find((candidate) => candidate.code === code);
      expect(issue, JSON.stringify(issues)).toMatchObject({ severity: "error", ...details });
      expect(issue!.message.sv).toMatch(/^[A-ZÅÄÖ0-9].*\.$/);
      expect(issue!.message.en).toMatch(/^[A-Z0-9].*\.$/);
    });
  }

  it("has nothing against a good problem, nor against weights of 10⁹", () => {
    expect(validateProblem(good)).toEqual([]);
    expect(validateProblem(withWeights(ones(16).map(() => 1e9)))).toEqual([]);
  });

  it("allows parts that have room for their own teams, with a warning", () => {
    const issues = validateProblem(latticeProblem(4, 4, 2, { links: cutBetween(1) }));
    expect(issues).toMatchObject([{ code: "several-parts", severity: "warning", areaIndexes: [2] }]);
  });

  it("allows locks that can reach each other round the other team's", () => {
    const lockedTeam = lockedAt({ 0: 0, 15: 0, 5: 1, 6: 1 });
    expect(validateProblem(latticeProblem(4, 4, 2, { lockedTeam }))).toEqual([]);
  });

  it("speaks with the host's names", () => {
    const names = { area: (i: number) => `2281${i}`, team: (t: number) => "ABC"[t]!, measure: () => "barn 0–19" };
    const [issue] = validateProblem(withWeights(changed(3, Number.NaN)), names);
    expect(issue!.message.sv).toBe("Mått barn 0–19 saknar giltigt tal i område 22813.");
  });

  it("answers each kind of bad problem of 100,000 areas within a second", () => {
    const areaCount = 100000;
    const lattice = latticeProblem(250, 400, 20);
    const strips = latticeLinks(250, 400).filter(([a, b]) => !(b === a + 1 && (a % 400) % 20 === 19));
    const unevenHalves = latticeLinks(250, 400).filter(([a, b]) => !(b === a + 1 && a % 400 === 189));
    const apart = new Int32Array(areaCount).fill(-1);
    apart[0] = 3;
    apart[areaCount - 1] = 3;
    // Team 4 is locked to a whole column between them.
    for (let row = 0; row < 250; row++) apart[row * 400 + 200] = 4;
    const manyGroups = Int32Array.from({ length: areaCount }, (_, i) => i % 40000);
    const giant = lattice.measures.slice();
    giant[77] = 1e9;
    const cases: [ProblemIssueCode, DistrictingProblem][] = [
      ["weight-not-a-number", { ...lattice, measures: new Float64Array(areaCount).fill(Number.NaN) }],
      ["unit-too-heavy", { ...lattice, measures: giant }],
      ["too-many-parts", latticeProblem(250, 400, 19, { links: strips })],
      ["parts-not-servable", latticeProblem(250, 400, 20, { links: unevenHalves })],
      ["locks-not-connectable", { ...lattice, lockedTeam: apart }],
      ["group-in-pieces", { ...lattice, group: manyGroups }],
    ];
    for (const [code, problem] of cases) {
      // The processor's time, since other suites may run beside this one.
      const start = process.cpuUsage();
      const issues = validateProblem(problem);
      const elapsedMs = process.cpuUsage(start).user / 1000;
      expect(issues.map((issue) => issue.code).slice(0, 3)).toContain(code);
      expect(elapsedMs, code).toBeLessThan(1000);
    }
  });
});
