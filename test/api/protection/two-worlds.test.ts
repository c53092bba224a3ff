// P0: two municipalities with equal protected values and different exact counts answer everybody but planners to the byte alike.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Measure } from "../../../api/contract/statistics.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { createWalker, type Exchange, type Walker } from "./attack/every-request.ts";
import { areaCodes, type Counts, clients, drawCounts } from "./attack/made-up-municipality.ts";
import { toldTable, toldTogetherIn } from "./attack/protected-table.ts";
import { exactOf, series, type ToldTogether, twinOf } from "./attack/twin-counts.ts";
import { divisionName, openWorld, publishPlan, type World } from "./attack/world.ts";

/** Plans that both worlds make alike: an assignment is what publishing releases. */
const assignments = [3, 4, 5, 7].map((width) => areaCodes.map((_code, area) => Math.floor(area / width) % 4));

/** What two walks answered differently, told in full for the first few. */
export function differencesOf(one: readonly Exchange[], other: readonly Exchange[]): string[] {
  return one.flatMap((exchange, position) => {
    const twin = other[position];
    if (twin?.request === exchange.request && twin.answer === exchange.answer) return [];
    return [`${exchange.request}\n${exchange.answer}\n--- and\n${twin?.request}\n${twin?.answer}`];
  });
}

forEachDatabase("two worlds", (open) => {
  const first = drawCounts(4);
  let together: ToldTogether;
  let twin: Counts;
  let worlds: readonly [World, World];
  let walkers: readonly [Walker, Walker];
  let planIds: readonly (readonly string[])[] = [[], []];

  beforeAll(async () => {
    const one = await openWorld(open, [
      { name: "klienter.csv", bytes: clients(first, { shuffleSeed: null, withZeros: true }) },
    ]);
    together = await toldTogetherIn(one);
    twin = twinOf(first, together, divisionName);
    // Another name, another order, and rows that say 0 left out.
    const other = await openWorld(open, [
      { name: "Uttag 2026-03-02 (2).csv", bytes: clients(twin, { shuffleSeed: 8, withZeros: false }) },
    ]);
    worlds = [one, other];
    walkers = [createWalker(one), createWalker(other)];
  }, 240_000);
  afterAll(() => {
    for (const walker of walkers) walker.close();
  });

  const measuresOf = (world: World) =>
    world
      .asPlanner<{ measures: Measure[] }>("get", `divisions/${world.divisionId}/measures`)
      .then(({ measures }) => measures);
  const walkBoth = async (withEnd: boolean): Promise<[Exchange[], Exchange[]]> => {
    // What is asked is the first world's, so that both are asked the same.
    const measures = await measuresOf(worlds[0]);
    const [one, other] = await Promise.all(
      walkers.map((walker, world) => walker.walk(planIds[world]!, measures, withEnd)),
    );
    return [one!, other!];
  };

  it("has equal protected tables over counts that differ in every number that is told", async () => {
    expect(await toldTable(worlds[1])).toEqual(await toldTable(worlds[0]));
    const areas = [...new Set(together.values())];
    for (const one of series) {
      const differing = areas.filter(
        (area) => exactOf(first, together, area, one) !== exactOf(twin, together, area, one),
      );
      expect(differing.length, `${one.measure} ${one.years}`).toBeGreaterThanOrEqual(areas.length / 4);
      const sums = [first, twin].map((counts) =>
        areas.reduce((sum, area) => sum + exactOf(counts, together, area, one), 0),
      );
      expect(sums[0], `${one.measure} ${one.years}`).not.toBe(sums[1]);
    }
  });

  it("answers alike before anything is published", async () => {
    const [one, other] = await walkBoth(false);
    console.info(`${one.length} requests in each world`);
    expect(differencesOf(one, other).slice(0, 3)).toEqual([]);
    expect(one.length).toBeGreaterThan(800);
  }, 240_000);

  it("answers alike when plans are drafts, proposed, adopted and superseded", async () => {
    planIds = await Promise.all(worlds.map(publishAll));
    const [one, other] = await walkBoth(true);
    console.info(`${one.length} requests in each world`);
    expect(differencesOf(one, other).slice(0, 3)).toEqual([]);
    expect(one.filter(({ answer }) => answer.startsWith("200")).length).toBeGreaterThan(400);
  }, 240_000);
});

async function publishAll(world: World): Promise<string[]> {
  const statuses = [[], ["proposed"], ["proposed", "adopted"], ["proposed", "adopted", "superseded"]] as const;
  const plans: string[] = [];
  for (const [position, own] of statuses.entries()) {
    plans.push((await publishPlan(world, `Plan ${position}`, assignments[position]!, own)).id);
  }
  return plans;
}
