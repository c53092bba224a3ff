// The watch over monthly inflow: a worked case, what is not judged, and how seldom chance and rounding alone are called a change.
import { describe, expect, it } from "vitest";
import { roundByOffset } from "../../../engine/disclosure/keyed-rounding.ts";
import { Random } from "../../../engine/random.ts";
import { type MonthlyInflow, watchInflow } from "../../../engine/workload/inflow-watch.ts";

const positions = [6, 6, 4, 6];
const monthNames = (count: number) =>
  Array.from({ length: count }, (_, at) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);
const inflowOf = (received: readonly (readonly (number | null)[])[], rounded = 0): MonthlyInflow => ({
  months: monthNames(received.length),
  received,
  roundedCounts: positions.map(() => rounded),
});

describe("the watch over what comes in", () => {
  it("sums what a team's part lies outside its band, month by month", () => {
    // A has 80 of 220, and 6/22 of it would be 60: a third above. Chance: √((16/22)²·60 + (6/22)²·160) / 60.
    const flat = Array.from({ length: 12 }, () => [80, 56, 34, 50]);
    const { teams, spread } = watchInflow(inflowOf(flat), positions, 0.05)!;
    const chance = Math.sqrt((16 / 22) ** 2 * 60 + (6 / 22) ** 2 * 160) / 60;
    expect(spread).toBe(1);
    const [first, second] = teams[0]!.months;
    expect(first!.deviationFraction).toBeCloseTo(1 / 3, 12);
    expect(first!.chanceFraction).toBeCloseTo(chance, 12);
    expect(second!.above).toBeCloseTo(2 * ((1 / 3 - 0.05) / chance - 0.5), 9);
    expect(teams[0]!.signal).toEqual({ side: "above", since: "2023-01" });
    expect(teams[1]!.signal).toBeNull();
    expect(teams[0]!.recent!.deviationFraction).toBeCloseTo(1 / 3, 12);
    expect(teams[0]!.recent!.marginFraction).toBeCloseTo((1.96 * chance) / Math.sqrt(12), 9);
  });

  it("widens the band by what one offset can do to all months, and chance by what is cut off in each", () => {
    const flat = Array.from({ length: 12 }, () => [80, 56, 34, 50]);
    const [exact, rounded] = [0, 2].map((counts) => watchInflow(inflowOf(flat, counts), positions, 0.05)!.teams[0]!);
    // Two counts a team with the variance 2 each: of A's (16/22)²·4 and of the others' (6/22)²·12.
    const offset = Math.sqrt((16 / 22) ** 2 * 4 + (6 / 22) ** 2 * 12) / 60;
    expect(exact!.months[0]!.steadyFraction).toBe(0);
    expect(rounded!.months[0]!.steadyFraction).toBeCloseTo(1.645 * offset, 12);
    expect(rounded!.months[0]!.chanceFraction).toBeGreaterThan(exact!.months[0]!.chanceFraction);
    expect(rounded!.months[11]!.above).toBeLessThan(exact!.months[11]!.above);
  });

  it("judges the last 24 months in which every team is told, and nobody by fewer than twelve", () => {
    const flat = Array.from({ length: 30 }, () => [80, 56, 34, 50]);
    const months = watchInflow(inflowOf(flat), positions, 0.05)!.teams[0]!.months.map(({ month }) => month);
    expect([months.length, months[0]]).toEqual([24, "2023-07"]);
    const short = flat.slice(0, 13).map((own, at) => (at === 4 ? [80, null, 34, 50] : own));
    const told = watchInflow(inflowOf(short), positions, 0.05)!.teams[0]!.months.map(({ month }) => month);
    expect(told).toHaveLength(12);
    expect(told).not.toContain("2023-05");
    const shorter = short.map((own, at) => (at === 5 ? [80, 56, 34, null] : own));
    expect(watchInflow(inflowOf(shorter), positions, 0.05)).toBeNull();
    expect(watchInflow(inflowOf(flat.map(() => [0, 0, 0, 0])), positions, 0.05)).toBeNull();
    expect(watchInflow(inflowOf(flat), [6, 0, 0, 0], 0.05)).toBeNull();
    expect(watchInflow(inflowOf(flat), [6, 6, 4, 0], 0.05)!.teams[3]).toEqual({
      ...{ months: [], signal: null, recent: null },
    });
  });

  it("is silent again when a team has come back", () => {
    const was = Array.from({ length: 12 }, () => [80, 56, 34, 50]);
    const is = Array.from({ length: 24 }, () => [60, 60, 40, 60]);
    expect(watchInflow(inflowOf(was), positions, 0.05)!.teams[0]!.signal).not.toBeNull();
    expect(watchInflow(inflowOf([...was, ...is]), positions, 0.05)!.teams[0]!.signal).toBeNull();
  });
});

describe("drawn months, rounded as they are told", () => {
  const random = new Random(20_261_123);
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.nextFraction())) * Math.cos(2 * Math.PI * random.nextFraction());
  const poisson = (mean: number) => {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = random.nextFraction(); product > limit; product *= random.nextFraction()) count++;
    return count;
  };

  /**
   * @param excess of the first team over its part of the positions; the others share the rest.
   * @param over how much a month's mean varies beyond chance (standard deviation, as a share of it).
   */
  function drawMonths(count: number, excess: number, over: number): number[][] {
    const types = 2;
    const offsets = positions.map(() => Array.from({ length: types }, () => random.nextInteger(5)));
    const part = positions[0]! / 22;
    return Array.from({ length: count }, (_, month) => {
      const season = 1 + 0.3 * Math.sin((month / 6) * Math.PI);
      return positions.map((own, team) => {
        const mean = own * 9 * season * (team === 0 ? 1 + excess : 1 - (excess * part) / (1 - part));
        const moved = mean * Math.max(0.2, 1 + over * normal());
        const byType = offsets[team]!.map((offset) => roundByOffset(poisson(moved / types), offset));
        return byType.reduce((sum, one) => sum + one, 0);
      });
    });
  }

  /** Monthly checks from the twelfth month on, each with what is told until then: how often a signal begins. */
  function alarmsIn(months: readonly (readonly number[])[]): { readonly checks: number; readonly alarms: number[] } {
    const alarms: number[] = [];
    let was = false;
    for (let end = 12; end <= months.length; end++) {
      const { teams } = watchInflow(inflowOf(months.slice(0, end), 2), positions, 0.05)!;
      const is = teams[0]!.signal?.side === "above";
      if (is && !was) alarms.push(end);
      was = is;
    }
    return { checks: months.length - 11, alarms };
  }

  it("call a team on the band's very edge wrongly no oftener than years do, also where months spread more than chance", () => {
    for (const over of [0, 0.15]) {
      let [checks, alarms] = [0, 0];
      for (let run = 0; run < 60; run++) {
        const found = alarmsIn(drawMonths(131, 0.05, over));
        checks += found.checks;
        alarms += found.alarms.length;
      }
      // 600 years of monthly checks: two alarms are expected of a rule that errs once in 340 years.
      expect(checks).toBe(60 * 120);
      expect(alarms, `${over}`).toBeLessThanOrEqual(4);
    }
  }, 60_000);

  it("find a lasting change of a third within a year and a half nine times of ten", () => {
    let found = 0;
    for (let run = 0; run < 100; run++) {
      const before = drawMonths(12, 0, 0);
      if (alarmsIn([...before, ...drawMonths(18, 0.35, 0)]).alarms.length > 0) found++;
    }
    expect(found).toBeGreaterThanOrEqual(90);
  }, 60_000);
});
