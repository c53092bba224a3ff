// The season: exact where it is all there is, next to nothing where there is none, and a holiday is no signal while a change is.
import { describe, expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { controlChart, individualsChart, proportionChart } from "../../../engine/workload/control-limits.ts";
import { seasonFactor, seasonOf } from "../../../engine/workload/season.ts";

const monthsOf = (...years: number[]) =>
  years.flatMap((year) => Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}`));
const three = monthsOf(2023, 2024, 2025);
const even = three.map(() => 1);
/** Mean 1; July is quiet. */
const course = [1.05, 1.05, 1.1, 1.05, 1.1, 0.95, 0.5, 0.9, 1.1, 1.1, 1.1, 1];
const calendarMonth = (month: string) => Number(month.slice(5)) - 1;

/** Knuth's way; whole counts from a mean. */
function drawPoisson(random: Random, mean: number): number {
  let [count, left] = [0, random.nextFraction()];
  for (const limit = Math.exp(-mean); left > limit; left *= random.nextFraction()) count++;
  return count;
}

describe("the season", () => {
  it("is the year's course exactly where nothing else varies, whatever the years' levels", () => {
    const values = three.map((month) => (month < "2024" ? 100 : 300) * course[calendarMonth(month)]!);
    const season = seasonOf(three, values, even)!;
    expect(season.years).toEqual([2023, 2024, 2025]);
    for (const [month, factor] of season.factors.entries()) expect(factor).toBeCloseTo(course[month]!, 12);
    expect(seasonFactor(season, "2031-07")).toBeCloseTo(0.5, 12);
  });

  it("has a third of what one of three years had of its own", () => {
    const values = three.map((month) => (month === "2024-07" ? 200 : 100));
    // That year's mean is 1300 / 12: its July is 24/13 of it, its other months 12/13.
    expect(seasonFactor(seasonOf(three, values, even)!, "2025-07")).toBeCloseTo((2 + 24 / 13) / 3, 12);
  });

  it("counts by exposure, and is nothing with fewer than three whole years or a year of nothing", () => {
    const days = three.map((month) => (month.endsWith("-02") ? 28 : 31));
    expect(seasonOf(three, days, days)!.factors).toEqual(course.map(() => 1));
    expect(seasonOf(monthsOf(2024, 2025), even.slice(12), even)).toBeNull();
    const gap = three.map((month) => (month === "2024-03" ? null : 10));
    expect(seasonOf(three, gap, even)).toBeNull();
    expect(
      seasonOf(
        three,
        three.map((month) => (month < "2024" ? 0 : 10)),
        even,
      ),
    ).toBeNull();
  });
});

describe("control limits with the season taken out", () => {
  const charted = (counts: readonly number[], isTakenOut: boolean) => {
    const season = seasonOf(three, counts, even)!;
    return controlChart(counts, isTakenOut ? three.map((month) => seasonFactor(season, month)) : even);
  };

  it("are exact about a season alone", () => {
    const counts = three.map((month) => 200 * course[calendarMonth(month)]!);
    const { centres, spread, signals } = charted(counts, true);
    for (const [period, centre] of centres.entries()) expect(centre).toBeCloseTo(counts[period]!, 9);
    expect(spread).toBe(1);
    expect(signals).toEqual([]);
    expect(charted(counts, false).signals.length).toBeGreaterThan(0);
  });

  it("are as quiet as without a season, over 1,000 drawn series, and hear a lasting change", () => {
    const random = new Random(7);
    const flat = course.map(() => 1);
    const found = { flat: 0, quiet: 0, july: 0, julyLeftIn: 0, change: 0 };
    const drawn = (factors: readonly number[]) =>
      three.map((month) => drawPoisson(random, 60 * factors[calendarMonth(month)]!));
    const isJuly = ({ period }: { period: number }) => three[period]!.endsWith("-07");
    for (let draw = 0; draw < 1000; draw++) {
      if (charted(drawn(flat), false).signals.length > 0) found.flat++;
      const counts = drawn(course);
      const { signals } = charted(counts, true);
      if (signals.length > 0) found.quiet++;
      if (signals.some(isJuly)) found.july++;
      if (charted(counts, false).signals.some(isJuly)) found.julyLeftIn++;
      const raised = counts.map((count, place) => (three[place]! >= "2024-10" ? Math.round(1.5 * count) : count));
      if (charted(raised, true).signals.some(({ period }) => three[period]! >= "2024-10")) found.change++;
    }
    // One in ten has one of 72 signals by chance, with or without a season taken out.
    expect(found.flat).toBeLessThan(130);
    expect(found.quiet).toBeLessThan(140);
    expect(found.july).toBeLessThan(15);
    expect(found.julyLeftIn).toBeGreaterThan(850);
    expect(found.change).toBeGreaterThan(960);
  });

  it("follow shares and days by their own season", () => {
    const totals = three.map(() => 100);
    const parts = three.map((month) => Math.round(40 * course[calendarMonth(month)]!));
    const factors = three.map((month) => course[calendarMonth(month)]!);
    const shares = proportionChart(parts, totals, factors);
    expect(shares.centres[6]).toBeCloseTo(0.2, 2);
    expect(shares.signals).toEqual([]);
    const days = three.map((month) => 30 * course[calendarMonth(month)]!);
    const chart = individualsChart(days, factors);
    expect(chart.signals).toEqual([]);
    expect(chart.limits[6]!.high).toBeCloseTo(15, 9);
  });
});
