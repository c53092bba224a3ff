// A plan's forecast: sums of teams, units told together, what is missing, and a back-test that can be worked out.
import { describe, expect, it } from "vitest";
import { backTestCases, backTestChildren, summariseBackTest } from "../../../engine/workload/back-test.ts";
import { deviationMargins } from "../../../engine/workload/band-chance.ts";
import { untoldWork, watchTeams } from "../../../engine/workload/band-history.ts";
import { childrenIn, type ForecastHistory } from "../../../engine/workload/forecast-history.ts";
import { areaLoads, fitForecast, forecastTeam, weightsFor } from "../../../engine/workload/forecast-teams.ts";
import { balanceLoads } from "../../../engine/workload/load-balance.ts";
import { seenCases } from "../../../engine/workload/seen-cases.ts";
import { partWithheld } from "../../../engine/workload/withheld-classes.ts";

const classes = [
  { from: 0, to: 5 },
  { from: 6, to: 12 },
  { from: 13, to: 17 },
];
const areaCount = 24;
const years = [2020, 2021, 2022, 2023, 2024, 2025];
const everyArea = Array.from({ length: areaCount }, (_, area) => area);
/** Each area has as many children of every age each year, area by area more, and a tenth of them are cases. */
const perAge = (area: number) => 5 + area;
function steady(change: Partial<ForecastHistory> = {}): ForecastHistory {
  const people = classes.map(({ from, to }) => everyArea.map((area) => (to - from + 1) * perAge(area)));
  const all = everyArea.reduce((sum, area) => sum + perAge(area), 0);
  const counts = everyArea.map((area) => Math.round(1.8 * perAge(area)));
  return {
    toldWith: everyArea,
    children: {
      years,
      classes,
      people: years.map(() => people),
      totals: years.map(() => Array<number>(18).fill(all)),
    },
    cases: { years, counts: years.map(() => counts) },
    caseTypes: {
      firstYear: 2023,
      lastYear: 2025,
      types: [
        { key: "clients-utredning", counts: counts.map((count) => 2 * count) },
        { key: "clients-ansokan", counts },
      ],
    },
    countVariance: 0,
    ...change,
  };
}
const keyed = { perCase: [{ caseType: "clients-utredning", weight: 20 }], otherCase: 5, perChild: 0.5 };
const halves = [0, 1].map((half) => everyArea.map((area) => (area % 2 === half ? 1 : 0)));
function fitted(history: ForecastHistory) {
  const model = fitForecast(history);
  if (typeof model === "string") throw new Error(model);
  return model;
}

describe("a plan's forecast", () => {
  it("stays as it is where nothing changes, and weighs each type as it is told to", () => {
    const history = steady();
    const model = fitted(history);
    const weights = weightsFor(history, keyed);
    expect(weights).toEqual({ perCase: [20, 5], perUntypedCase: 5, perChild: 0.5 });
    const now = forecastTeam(
      model,
      weights,
      everyArea.map(() => 1),
      0,
    );
    const children = 18 * everyArea.reduce((sum, area) => sum + perAge(area), 0);
    expect(now.children.expected).toBeCloseTo(children, 6);
    const told = history.cases.counts[0]!.reduce<number>((sum, count) => sum + count!, 0);
    expect(now.cases.mean / told).toBeCloseTo(1, 2);
    // Two of three cases weigh 20 and one 5.
    expect(now.load.investigation.expected / now.cases.mean).toBeCloseTo(15, 1);
    expect(now.load.firstLine.expected).toBeCloseTo(0.5 * children, 6);
    const later = forecastTeam(
      model,
      weights,
      everyArea.map(() => 1),
      3,
    );
    expect(later.year).toBe(2028);
    expect(later.children.expected).toBeCloseTo(children, 6);
    expect(later.cases.mean / told).toBeCloseTo(1, 1);
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(later.cases.likely80)).toBeGreaterThan(width(now.cases.likely80));
    expect(width(later.cases.likely95)).toBeGreaterThan(width(later.cases.likely80));
    const { investigation, firstLine } = later.load;
    // Children who never vary make a load that is certain.
    expect(firstLine.chanceOfMoreThan(firstLine.expected - 1)).toBe(1);
    expect(firstLine.chanceOfMoreThan(firstLine.expected)).toBe(0);
    expect(investigation.chanceOfMoreThan(0)).toBeGreaterThan(0.999);
    expect(investigation.chanceOfMoreThan(2 * investigation.expected)).toBeLessThan(0.01);
  });

  it("passes the ends of the first line's intervals once in ten and once in forty", () => {
    const { children } = steady();
    const people = children.people.map((byClass, year) =>
      byClass.map((byArea) => byArea.map((count, area) => count! + ((year * 7 + area * 5) % 9))),
    );
    const model = fitted(steady({ children: { ...children, people } }));
    const { firstLine } = forecastTeam(model, weightsFor(steady(), keyed), halves[0]!, 2).load;
    expect(firstLine.likely80!.high).toBeGreaterThan(firstLine.expected);
    expect(firstLine.chanceOfMoreThan(firstLine.expected)).toBeCloseTo(0.5, 12);
    expect(firstLine.chanceOfMoreThan(firstLine.likely80!.high)).toBeCloseTo(0.1, 9);
    expect(firstLine.chanceOfMoreThan(firstLine.likely95!.low)).toBeCloseTo(0.975, 9);
  });

  it("says nothing of how sure the first line is where one year of children is known", () => {
    const { children } = steady();
    const totals = children.totals!.slice(-1);
    const one = steady({ children: { ...children, years: [2025], people: children.people.slice(-1), totals } });
    const model = fitted(one);
    const { children: coming, load, cases } = forecastTeam(model, weightsFor(one, keyed), halves[0]!, 2);
    expect(coming).toMatchObject({ variance: null, likely80: null, likely95: null });
    expect(coming.expected).toBe(
      children.people[0]!.flatMap((own) => own.filter((_, area) => halves[0]![area])).reduce(
        (sum, count) => sum! + count!,
        0,
      ),
    );
    expect(load.firstLine).toMatchObject({ ownVariance: null, likely80: null, likely95: null });
    // Neither nought nor a hundred per cent, whatever the capacity.
    for (const share of [0.5, 2]) expect(load.firstLine.chanceOfMoreThan(share * load.firstLine.expected)).toBeNull();
    // The cases have a history of their own, and what is told of the year itself is as it was.
    expect(cases.likely80.high).toBeGreaterThan(cases.likely80.low);
    expect(forecastTeam(model, weightsFor(one, keyed), halves[0]!, 0).children.variance).toBe(0);
    expect(load.firstLine.noiseVariance).toBeGreaterThan(0);
  });

  it("has teams whose loads are the sums of their areas'", () => {
    const history = steady();
    const model = fitted(history);
    const weights = weightsFor(history, keyed);
    const areas = areaLoads(model, weights);
    for (const members of halves) {
      const { load } = forecastTeam(model, weights, members, 0);
      const sum = areas.investigation.reduce((total, own, area) => total + own * members[area]!, 0);
      expect(load.investigation.expected).toBeCloseTo(sum, 6);
    }
  });

  it("knows of areas that are told together only what they have together", () => {
    const toldWith = everyArea.map((area) => area - (area % 2));
    // All cases on the even areas or parted evenly: the same sum of the two is the same to the forecast.
    const uneven = steady({ toldWith });
    const counts = uneven.cases.counts.map((own) =>
      own.map((count, area) => (area % 2 === 0 ? count! + own[area + 1]! : 0)),
    );
    const other = { ...uneven, cases: { years, counts } };
    const weights = weightsFor(uneven, keyed);
    for (const members of halves) {
      const [one, two] = [uneven, other].map((history) => forecastTeam(fitted(history), weights, members, 1));
      expect(one!.cases.mean).toBeCloseTo(two!.cases.mean, 9);
    }
  });

  it("gives an area with an unknown count the municipality's rate", () => {
    const unknown = steady();
    const counts = unknown.cases.counts.map((own) => own.map((count, area) => (area === 3 ? null : count)));
    const model = fitted({ ...unknown, cases: { years, counts } });
    expect(model.cases.rates[3]).toBeCloseTo(0.1, 2);
  });

  it("says what is missing", () => {
    const history = steady();
    const none = { ...history.children, years: [], people: [], totals: null };
    expect(fitForecast({ ...history, children: none })).toBe("no-children");
    expect(fitForecast({ ...history, cases: { years: [], counts: [] } })).toBe("no-cases");
    const one = { years: [2025], counts: [history.cases.counts[0]!] };
    expect(fitForecast({ ...history, cases: one })).toBe("too-few-years");
    const untold = history.cases.counts.map((own) => own.map(() => null));
    expect(fitForecast({ ...history, cases: { years, counts: untold } })).toBe("too-few-years");
  });

  it("does with children of one year alone, and with classes alone", () => {
    const history = steady();
    const one = { ...history.children, years: [2024], people: history.children.people.slice(0, 1), totals: null };
    const model = fitted({ ...history, children: one });
    expect(model.children.ahead(3)).toEqual(childrenIn(history, 2020));
    expect(model.lastYear).toBe(2025);
    const withoutTotals = fitted({ ...history, children: { ...history.children, totals: null } });
    expect(withoutTotals.children.ahead(2)[0]).toBeCloseTo(18 * perAge(0), 6);
  });
});

describe("the back-test", () => {
  it("holds the last two years back and has nothing to miss where nothing changes", () => {
    const history = steady();
    const cases = backTestCases(history, halves);
    expect(cases.map(({ group, year, yearsAhead }) => [group, year, yearsAhead])).toEqual([
      ...[0, 1].map((group) => [group, 2024, 1]),
      ...[0, 1].map((group) => [group, 2025, 1]),
      ...[0, 1].map((group) => [group, 2025, 2]),
    ]);
    const summary = summariseBackTest(cases)!;
    expect(summary).toMatchObject({ count: 6, errorOfSameAsLast: 0, inside80: 1, inside95: 1 });
    expect(summary.error).toBeLessThan(0.02);
    expect(summariseBackTest(backTestChildren(history, halves))!.error).toBeLessThan(1e-9);
  });

  it("never sees what it is to foretell", () => {
    const history = steady();
    const doubled = history.cases.counts.map((own, at) => (at === 5 ? own.map((count) => 2 * count!) : own));
    const [before, after] = [history, { ...history, cases: { years, counts: doubled } }].map((one) =>
      backTestCases(one, halves).map(({ expected }) => expected),
    );
    expect(after).toEqual(before);
    expect(summariseBackTest(backTestCases({ ...history, cases: { years, counts: doubled } }, halves))!.inside95).toBe(
      1 / 3,
    );
  });

  it("beats the year before where classes of children grow out of it", () => {
    const history = steady();
    // A large class turns 18 in 2024, which the municipality's single years tell beforehand.
    const totals = years.map((_year, at) => Array.from({ length: 18 }, (_, age) => (age === 14 + at ? 400 : 100)));
    const people = totals.map((own) =>
      classes.map(({ from, to }) => {
        const sum = own.slice(from, to + 1).reduce((total, count) => total + count, 0);
        return everyArea.map(() => sum / areaCount);
      }),
    );
    const summary = summariseBackTest(
      backTestChildren({ ...history, children: { ...history.children, people, totals } }, halves),
    );
    expect(summary!.error).toBeLessThan(summary!.errorOfSameAsLast / 2);
  });

  it("is empty where too few years are left to foretell from", () => {
    const history = steady();
    const cut = { years: years.slice(3), counts: history.cases.counts.slice(3) };
    expect(backTestCases({ ...history, cases: cut }, halves).map(({ year, yearsAhead }) => [year, yearsAhead])).toEqual(
      [
        [2025, 1],
        [2025, 1],
      ],
    );
    const two = { years: years.slice(4), counts: history.cases.counts.slice(4) };
    expect(summariseBackTest(backTestCases({ ...history, cases: two }, halves))).toBeNull();
  });
});

it("tells a team that always has a third too much from one that has its share", () => {
  const history = steady();
  const weights = weightsFor(history, keyed);
  const staffed = halves.map((members, half) => ({ members, positions: half === 0 ? 4 : 8 }));
  const [first, second] = watchTeams(fitted(history), weights, staffed, "investigation", 0.05);
  expect(first!.signal).toEqual({ side: "above", since: 2020 });
  expect(second!.signal).toMatchObject({ side: "below" });
  expect(first!.years).toHaveLength(6);
  const even = halves.map((members) => ({ members, positions: 6 }));
  for (const { signal } of watchTeams(fitted(history), weights, even, "firstLine", 0.05)) expect(signal).toBeNull();
  const [idle] = watchTeams(fitted(history), weights, [{ ...even[0]!, positions: 0 }, even[1]!], "investigation", 0.05);
  expect(idle).toEqual({ years: [], signal: null });
});

it("says the same of every team's first line however often it is asked, and what its children make", () => {
  const history = steady();
  const weights = weightsFor(history, keyed);
  const quarters = [0, 1, 2, 3].map((quarter) => Uint8Array.from(everyArea, (area) => Number(area % 4 === quarter)));
  const staffed = quarters.map((members) => ({ members, positions: 3 }));
  const children = childrenIn(history, 2025);
  const own = quarters.map((members) => children.reduce((sum, count, area) => sum + count * members[area]!, 0));
  const all = own.reduce((sum, count) => sum + count, 0);
  // So often that the engine has compiled what it runs.
  for (let time = 0; time < 300; time++) {
    const watched = watchTeams(fitted(history), weights, staffed, "firstLine", 0.05);
    for (const [team, { years: seen }] of watched.entries()) {
      for (const { deviationFraction } of seen) expect(deviationFraction).toBeCloseTo((4 * own[team]!) / all - 1, 9);
    }
  }
});

it("calls neither better where the numbers' own spread explains the difference", () => {
  const span = { low: 0, high: 200 };
  const held = (misses: readonly (readonly [number, number])[]) =>
    misses.map(([own, other], group) => ({
      ...{ group, year: 2025, yearsAhead: 1, likely80: span, likely95: span, told: 100 },
      ...{ expected: 100 + own, sameAsLast: 100 - other },
    }));
  const verdict = (...misses: readonly (readonly [number, number])[]) => summariseBackTest(held(misses))!.verdict;
  // 5.75 % against 6 %: a bare comparison would say that it beats.
  expect(verdict([2, 10], [10, 2], [5, 6], [6, 6])).toBe("alike");
  expect(verdict([2, 10], [3, 12], [1, 8], [2, 9])).toBe("better");
  expect(verdict([10, 2], [12, 3], [8, 1], [9, 2])).toBe("worse");
  expect(verdict([1, 10])).toBe("alike");
});

describe("what is not told", () => {
  const weights = weightsFor(steady(), keyed);
  const even = halves.map((members) => ({ members, positions: 6 }));
  /** Every third area of the first half is never told; areas have alike many children, so that the halves are alike. */
  const people = classes.map(({ from, to }) => everyArea.map(() => 40 * (to - from + 1)));
  const counts = everyArea.map(() => 72);
  const alike = steady({
    children: { years, classes, people: years.map(() => people), totals: null },
    cases: { years, counts: years.map(() => counts) },
  });
  const untold = (area: number) => halves[0]![area] === 1 && area % 3 === 0;
  const withUnknown = {
    ...alike,
    cases: { years, counts: years.map(() => counts.map((count, area) => (untold(area) ? null : count))) },
  };

  it("is expected of the area, and makes no team look as if it had little to do", () => {
    const model = fitted(withUnknown);
    const children = childrenIn(withUnknown, 2025);
    const seen = seenCases(model, halves[0]!, children, 2025);
    expect(seen.untoldAreas).toBe(everyArea.filter(untold).length);
    expect(seen.untoldAreas).toBe(4);
    expect(seen.cases / (12 * 72)).toBeCloseTo(1, 2);
    expect(seenCases(model, halves[1]!, children, 2025)).toEqual({ cases: 12 * 72, untoldAreas: 0, variance: 0 });
    for (const watched of watchTeams(model, weights, even, "investigation", 0.05)) {
      expect(watched.signal).toBeNull();
      for (const { deviationFraction } of watched.years) expect(Math.abs(deviationFraction)).toBeLessThan(0.01);
    }
  });

  it("is as uncertain as the rates of areas that differ", () => {
    const differing = withUnknown.cases.counts.map((own) =>
      own.map((count, area) => (count === null ? null : count + 30 * (area % 4))),
    );
    const history = { ...withUnknown, cases: { years, counts: differing }, countVariance: 4 };
    const model = fitted(history);
    const children = childrenIn(history, 2025);
    const own = seenCases(model, halves[0]!, children, 2025);
    // The rounding alone would be 4 for each of the eight told areas.
    expect(own.variance).toBeGreaterThan(32 + 4 * 20 ** 2);
    expect(seenCases(model, halves[1]!, children, 2025).variance).toBe(48);
    expect(() => seenCases(model, halves[0]!, children, 2019)).toThrow("No cases of 2019.");
  });

  it("has the noise floor beside what children make expected, also in a year that is known", () => {
    const bare = even.map(({ members }) => forecastTeam(fitted(alike), weights, members, 0).load.firstLine);
    expect(bare[0]!.ownVariance).toBe(0);
    // 12 areas of 18 × 40 children: half of 1.96 · √(2 · 8640) / 8640.
    for (const margin of deviationMargins(bare, [6, 6])) expect(margin).toBeCloseTo(0.01491, 5);
    // Two rounded counts an area of the first half, each with the variance 4, and none of the other.
    const rounded = {
      ...alike,
      children: { ...alike.children, rounded: years.map(() => halves[0]!.map((isMember) => 2 * isMember)) },
    };
    const teams = even.map(({ members }) => forecastTeam(fitted(rounded), weights, members, 0).load.firstLine);
    expect(teams.map(({ noiseVariance }) => noiseVariance)).toEqual([0.25 * (8640 + 96), 0.25 * 8640]);
    // The same ± in what is expected now, in the years watched, and in load table and overview, also of unequal teams.
    const positions = [4, 8];
    const uneven = even.map(({ members }, half) => ({ members, positions: positions[half]! }));
    const expected = deviationMargins(teams, positions);
    const watched = watchTeams(fitted(rounded), weights, uneven, "firstLine", 0.05);
    const shown = balanceLoads(
      { perCase: [], perChild: weights.perChild },
      positions.map((firstLine, half) => ({
        expectedCases: [],
        children: 8640,
        positions: { investigation: 0, firstLine },
        roundedCaseCounts: 0,
        roundedChildCounts: half === 0 ? 24 : 0,
        unknownCaseAreas: 0,
        unknownChildAreas: 0,
      })),
      { years: 1, typesTogether: true },
    );
    for (const [half, margin] of expected.entries()) {
      expect(1.96 * watched[half]!.years.at(-1)!.chanceFraction).toBeCloseTo(margin, 12);
      expect(shown.teams[half]!.firstLine.chanceMargin! / shown.firstLinePerPosition!).toBeCloseTo(margin, 12);
    }
  });

  it("of children leaves rates as they are, and says nothing of a team of which not all is known", () => {
    const partly = {
      ...alike,
      children: {
        ...alike.children,
        people: years.map(() => people.map((own) => own.map((count, area) => (untold(area) ? null : count)))),
      },
    };
    const model = fitted(partly);
    // The told areas have the rate that they have where all is told, though four areas' cases have no children beside them.
    expect([...model.cases.rates]).toEqual(everyArea.map(() => expect.closeTo(fitted(alike).cases.rates[0]!, 9)));
    const [own, others] = halves.map((members) => forecastTeam(model, weights, members, 1));
    expect([own!.untoldAreas, others!.untoldAreas]).toEqual([4, 0]);
    expect(own!.children.expected).toBeLessThan(others!.children.expected);
    // A third fewer children are told of the first half, which is not said to have less to do.
    // Nor are the others, beside a mean that is too low, said to have more.
    for (const watched of watchTeams(model, weights, even, "firstLine", 0.05))
      expect(watched).toEqual({ years: [], signal: null });
    expect(halves.map((members) => untoldWork(model, members, "firstLine", 2025))).toEqual([4, 0]);
    expect(halves.map((members) => untoldWork(model, members, "investigation", 2025))).toEqual([0, 0]);
    // Its cases are all told.
    expect(watchTeams(model, weights, even, "investigation", 0.05)[0]!.years).toHaveLength(6);
    const neither = { ...partly, cases: withUnknown.cases };
    expect(untoldWork(fitted(neither), halves[0]!, "investigation", 2025)).toBe(4);
    expect(watchTeams(fitted(neither), weights, even, "investigation", 0.05)[0]!.years).toEqual([]);
  });

  it("of a class is what the whole leaves, parted as in the areas that are told", () => {
    const told = [
      [60, 30, 20, null, 10],
      [70, 50, null, null, null],
      [50, 10, null, null, null],
    ];
    const { people: parted, partedAreas } = partWithheld(told, classes, [180, 90, 80, null, 5]);
    // 120 and 60 are told of the two upper classes.
    expect(parted).toEqual([
      [60, 30, 20, null, 10],
      [70, 50, 40, null, 0],
      [50, 10, 20, null, 0],
    ]);
    expect(partedAreas).toEqual([2, 4]);
    // Seven ages and five, where no area tells.
    const nobody = partWithheld([[12], [null], [null]], classes, [36]);
    expect(nobody.people).toEqual([[12], [14], [10]]);
    expect(told[1]![2]).toBeNull();
  });
});
