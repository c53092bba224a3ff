// P0: two municipalities with equal protected values and different exact counts answer everybody but planners to the byte alike.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { KeptRecordList } from "../../../api/contract/record.ts";
import type { Indicator, Measure } from "../../../api/contract/statistics.ts";
import { createMixedIntegerSolver } from "../../../api/workers/mixed-integer-solver.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { atomsOf, collectTable, colludersOf, emptyCollection, ratesOfClients } from "./attack/collect-answers.ts";
import { createWalker, type Exchange, untriedOperations, type Walk, type Walker } from "./attack/every-request.ts";
import { flowFiles } from "./attack/flow-files.ts";
import {
  areaCodes,
  type Counts,
  caseTypes,
  cellOf,
  clientCodes,
  clients,
  drawCounts,
  indicators,
  rareCaseType,
  years,
} from "./attack/made-up-municipality.ts";
import { type PlantedLeak, plantedLeaks, type TellingPlaces } from "./attack/planted-leaks.ts";
import { toldTable, toldTogetherIn } from "./attack/protected-table.ts";
import { boundsOf, countBetween } from "./attack/recover-counts.ts";
import { exactOf, series, type ToldTogether, twinOf } from "./attack/twin-counts.ts";
import { leastFeasible, workBack } from "./attack/work-back.ts";
import { divisionName, openWorld, publishPlan, type World } from "./attack/world.ts";

/** Plans that both worlds make alike: an assignment is what publishing releases. */
const assignments = [3, 4, 5, 7].map((width) => areaCodes.map((_code, area) => Math.floor(area / width) % 4));

/** What two walks answered differently: the request and the lines that differ. */
function differencesOf(one: readonly Exchange[], other: readonly Exchange[]): string[] {
  if (one.length !== other.length) return [`${one.length} requests and ${other.length}`];
  return one.flatMap(({ request, answer }, position) => {
    const twin = other[position]!;
    if (twin.request !== request) return [`${request}\n--- and\n${twin.request}`];
    const [lines, others] = [answer.split("\n"), twin.answer.split("\n")];
    const differing = [...lines.keys(), ...others.keys()].find((line) => lines[line] !== others[line]);
    return differing === undefined ? [] : [`${request}\n${lines[differing]}\n--- and\n${others[differing]}`];
  });
}

forEachDatabase("two worlds", (open, kind) => {
  const first = drawCounts(4);
  const flow = flowFiles();
  let together: ToldTogether;
  let twin: Counts;
  let worlds: readonly [World, World];
  let walkers: readonly [Walker, Walker];
  /** What was answered alike. */
  const tried: Exchange[] = [];
  let planIds: readonly (readonly string[])[] = [[], []];

  beforeAll(async () => {
    const one = await openWorld(open, [
      { name: "klienter.csv", bytes: clients(first, { shuffleSeed: null, withZeros: true }) },
    ]);
    together = await toldTogetherIn(one);
    twin = twinOf(first, together, divisionName);
    // Another name, another order, and rows that say 0 left out.
    const other = await openWorld(
      open,
      [{ name: "Uttag 2026-03-02 (2).csv", bytes: clients(twin, { shuffleSeed: 8, withZeros: false }) }],
      indicators(together),
    );
    await one.bringIn(flow.files[0], { purpose: "flow", settings: {} });
    await other.bringIn(flow.files[1], { purpose: "flow", settings: {} });
    worlds = [one, other];
    walkers = [createWalker(one), createWalker(other)];
  }, 900_000);
  afterAll(() => {
    for (const walker of walkers) walker.close();
  });

  /** What is asked for is the first world's, so that both are asked the same. */
  const walkBoth = async (
    how: Partial<Pick<Walk, "what" | "onlyBy" | "onlyOf" | "isPlain">> = {},
  ): Promise<[Exchange[], Exchange[]]> => {
    const division = `divisions/${worlds[0].divisionId}`;
    const { measures } = await worlds[0].asPlanner<{ measures: Measure[] }>("get", `${division}/measures`);
    const { indicators } = await worlds[0].asPlanner<{ indicators: Indicator[] }>("get", `${division}/indicators`);
    const indicatorKeys = indicators.map(({ key }) => key);
    const keptIds = await Promise.all(worlds.map((world, own) => keptIdsOf(world, planIds[own]!)));
    const [one, other] = await Promise.all(
      walkers.map((walker, world) =>
        walker.walk({
          ...{ planIds: planIds[world]!, keptIds: keptIds[world]!, measures, indicatorKeys, what: "readings" },
          ...how,
        }),
      ),
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

  it("has equal protected flow over counts of which nearly all differ", async () => {
    const read = (world: World, schema: string) =>
      world.asOwner(async (owner) => {
        const { rows } = await owner.query(`select * from ${schema}.flow_months order by month, unit, case_type`);
        return rows;
      });
    expect(await read(worlds[1], "protected")).toEqual(await read(worlds[0], "protected"));
    const [exact, twin] = await Promise.all(worlds.map((world) => read(world, "exact")));
    expect(exact!.filter((row, place) => JSON.stringify(row) === JSON.stringify(twin![place]))).toEqual([]);
    expect(flow.differing).toBeGreaterThan(0.9 * 3 * exact!.length);
  });

  it("has equal indicators as they are told over answers of which every fourth differs", async () => {
    const read = (world: World, schema: string, columns: string) =>
      world.asOwner(async (owner) => {
        const { rows } = await owner.query(
          `select ${columns} from ${schema}.indicator_values where indicator_key = 'andel-trygga' order by area_code`,
        );
        return rows;
      });
    const told = await Promise.all(
      worlds.map((world) => read(world, "protected", "area_code, value, missing_reason, joined, people, low, high")),
    );
    expect(told[1]).toEqual(told[0]);
    expect(told[0]!.filter((row) => (row as { people: number | null }).people !== null).length).toBeGreaterThan(5);
    const [one, other] = await Promise.all(worlds.map((world) => read(world, "statistics", "area_code, value, base")));
    const differing = one!.filter((row, place) => JSON.stringify(row) !== JSON.stringify(other![place]));
    expect(differing.length).toBeGreaterThanOrEqual(areaCodes.length / 4);
  });

  it("answers alike before anything is published", async () => {
    const [one, other] = await walkBoth({ onlyBy: ["manager", "team A", "reviewer"], isPlain: true });
    expect(differencesOf(one, other).slice(0, 3)).toEqual([]);
    expect(one.length).toBeGreaterThan(200);
  }, 600_000);

  it("answers alike when plans are drafts, proposed, adopted and superseded", async () => {
    planIds = await Promise.all(worlds.map(publishAll));
    const [one, other] = await walkBoth();
    expect(differencesOf(one, other).slice(0, 3)).toEqual([]);
    const answered = one.filter(({ status }) => status === 200);
    console.info(`${one.length} requests in each world with plans, ${answered.length} answered with 200`);
    expect(answered.length).toBeGreaterThan(300);
    tried.push(...one);
  }, 600_000);

  it("answers alike to what changes something, and when sessions end", async () => {
    const [one, other] = await walkBoth({ what: "changes" });
    expect(differencesOf(one, other).slice(0, 3)).toEqual([]);
    tried.push(...one);
  }, 600_000);

  it("has been tried with everything that anybody but planners may do", () => {
    expect(untriedOperations(tried)).toEqual([]);
  });

  /** Everybody has signed out by then. */
  const walkAsManager = async (onlyOf?: PlantedLeak["toldBy"]): Promise<[Exchange[], Exchange[]]> => {
    for (const world of worlds) await world.signInAgain("manager");
    return walkBoth({ onlyBy: ["manager"], isPlain: true, ...(onlyOf ? { onlyOf } : {}) });
  };

  // Whether the attack bites is a matter of the attack and not of the database.
  if (kind === "postgresql") return;
  const leaks = plantedLeaks({ area: "", sumBetween: 0 }).map(({ name }) => name);
  it.each(leaks)(
    "notices %s",
    async (name) => {
      const leak = plantedLeaks(tellingPlaces(first, twin)).find((each) => each.name === name)!;
      await inBoth(worlds, leak.plant);
      try {
        const [one, other] = await walkAsManager(leak.toldBy);
        const differing = differencesOf(one, other).length;
        const isNumber = ["an exact total", "a rate with two decimals"].includes(name);
        const foundByNumbers = isNumber ? await numbersGiveAway(worlds[0]) : null;
        console.info(
          `${name}: ${differing} of ${one.length} answers differ${foundByNumbers ? `; ${foundByNumbers}` : ""}`,
        );
        expect(differing).toBeGreaterThan(0);
        if (isNumber) expect(foundByNumbers).not.toBeNull();
      } finally {
        await inBoth(worlds, leak.remove);
      }
    },
    600_000,
  );

  it("answers alike again when the leaks are taken out, and no number gives anything away", async () => {
    const [one, other] = await walkAsManager();
    expect(differencesOf(one, other).slice(0, 3)).toEqual([]);
    expect(one.some(({ operation, status }) => operation === "readPlanBalance" && status === 200)).toBe(true);
    expect(await numbersGiveAway(worlds[0])).toBeNull();
  }, 600_000);
});

async function inBoth(worlds: readonly World[], change: PlantedLeak["plant"]): Promise<void> {
  for (const world of worlds) await world.asOwner((owner) => change(owner, world));
}

/** What working back (P1) finds in one world alone; null where every number is accounted for. */
async function numbersGiveAway(world: World): Promise<string | null> {
  const solver = await createMixedIntegerSolver();
  const collection = emptyCollection();
  await collectTable(world, collection, colludersOf(world).slice(0, 1));
  const { unexplainedCount } = workBack(solver, collection);
  const rates = ratesOfClients(collection, atomsOf(collection));
  if (unexplainedCount > 0) return `${unexplainedCount} numbers are not the protected table's`;
  if (rates.length === 0) return null;
  const atoms = atomsOf(collection).filter(({ cells }) => rates.some((rate) => rate.cells.has(cells[0]!)));
  const bounds = [...boundsOf(solver, atoms, [], rates, false).values()];
  const narrow = bounds.filter((each) => each !== null && countBetween(each) < leastFeasible);
  return narrow.length === 0 ? null : `${narrow.length} counts have fewer than five values left`;
}

/** Where an order and a filter by exact counts tell the worlds apart. */
function tellingPlaces(one: Counts, other: Counts): TellingPlaces {
  const sumOf = (counts: Counts, code: string, of: readonly number[], types: readonly string[]) =>
    of.reduce(
      (sum, year) => sum + types.reduce((all, type) => all + (counts.get(cellOf(code, year, type)) ?? 0), 0),
      0,
    );
  const orderIn = (counts: Counts, code: string) =>
    [...caseTypes]
      .sort()
      .sort((a, b) => sumOf(counts, code, years.slice(3, 6), [b]) - sumOf(counts, code, years.slice(3, 6), [a]));
  const area = areaCodes.find((code) => `${orderIn(one, code)}` !== `${orderIn(other, code)}`);
  if (!area) throw new Error("No area whose case types have another order in the other world.");
  const everything = [one, other].map((counts) =>
    clientCodes.reduce((sum, code) => sum + sumOf(counts, code, [2024], [...caseTypes, rareCaseType]), 0),
  );
  return { area, sumBetween: (everything[0]! + everything[1]!) / 2 };
}

/** Of each plan, oldest first: their ids are drawn in each world. */
async function keptIdsOf(world: World, plans: readonly string[]): Promise<Record<string, string[]>> {
  const kept = plans.map(async (plan) => {
    const { records } = await world.asPlanner<KeptRecordList>("get", `plans/${plan}/record/kept`);
    return [plan, records.map(({ id }) => id).reverse()] as const;
  });
  return Object.fromEntries(await Promise.all(kept));
}

async function publishAll(world: World): Promise<string[]> {
  // The last one applies, so that teams have areas of their own.
  const statuses = [[], ["proposed"], ["proposed", "adopted", "superseded"], ["proposed", "adopted"]] as const;
  const plans: string[] = [];
  for (const [position, own] of statuses.entries()) {
    plans.push((await publishPlan(world, `Plan ${position}`, assignments[position]!, own)).id);
  }
  return plans;
}
