// P1 and P5: whatever managers and teams put together of any number of plans, at least five exact counts stay possible everywhere.
import { beforeAll, expect, it } from "vitest";
import { createMixedIntegerSolver } from "../../../api/workers/mixed-integer-solver.ts";
import type { MixedIntegerSolver } from "../../../engine/proof/mixed-integer-solver.ts";
import { Random } from "../../../engine/random.ts";
import { forEachDatabase, takesLongPart } from "../../support/databases.ts";
import {
  atomsOf,
  collectPlan,
  collectTable,
  colludersOf,
  emptyCollection,
  periodSumsOf,
  ratesOfClients,
} from "./attack/collect-answers.ts";
import { feasibleByTrying } from "./attack/feasible-by-trying.ts";
import {
  areaCodes,
  type Counts,
  caseTypes,
  clients,
  drawCounts,
  rareCaseType,
  restCode,
  years,
} from "./attack/made-up-municipality.ts";
import { toldTogetherIn } from "./attack/protected-table.ts";
import { unplacedIndex } from "./attack/published-numbers.ts";
import { type Atom, boundsOf, countBetween, eliminate, unexplained } from "./attack/recover-counts.ts";
import { exactOf, type ToldTogether } from "./attack/twin-counts.ts";
import { type Finding, leastFeasible, workBack } from "./attack/work-back.ts";
import { openWorld, publishPlan, putForwardWithoutRecord, type World } from "./attack/world.ts";

/** Every so many plans one is adopted, and teams get other areas. */
const plansPerAdoption = 40;

/** A plan that parts the areas anyhow: more telling than any division that a municipality would draw. */
function anyAssignment(seed: number): number[] {
  const random = new Random(seed);
  return areaCodes.map(() => random.nextInteger(4));
}

forEachDatabase("recovery", (open, kind) => {
  const planCounts = takesLongPart(kind) ? [1, 10, 100, 400] : [1, 10];
  const counts = drawCounts(4);
  const collection = emptyCollection();
  const findings: Finding[] = [];
  let solver: MixedIntegerSolver;
  let world: World;
  let together: ToldTogether;
  let published = 0;

  beforeAll(async () => {
    solver = await createMixedIntegerSolver();
    world = await openWorld(open, [
      { name: "klienter.csv", bytes: clients(counts, { shuffleSeed: null, withZeros: true }) },
    ]);
    together = await toldTogetherIn(world);
    await collectTable(world, collection, colludersOf(world));
  }, 600_000);

  it.each(planCounts)(
    "leaves five values of every count after %i published plans, and explains every number",
    async (planCount) => {
      const [manager, ...teams] = colludersOf(world);
      for (; published < planCount; published++) {
        const isAdopted = published % plansPerAdoption === 0;
        const plan = await publishPlan(
          world,
          `Förslag ${published}`,
          anyAssignment(published),
          isAdopted ? ["proposed", "adopted"] : [],
        );
        if (!isAdopted) await putForwardWithoutRecord(world, plan.id);
        if (isAdopted) await collectTable(world, collection, teams);
        await collectPlan(world, collection, isAdopted ? [manager!, ...teams] : [manager!], plan.id);
      }
      const finding = workBack(solver, collection);
      findings.push(finding);
      console.info(
        `${planCount} plans: ${collection.requestCount} answers, ${collection.numbers.length} numbers, ${finding.atomCount} counts, at least ${finding.leastFeasible} values each`,
      );
      expect(finding.unexplainedCount).toBe(0);
      expect(finding.leastFeasible).toBeGreaterThanOrEqual(leastFeasible);
    },
    900_000,
  );

  it("leaves no more to be worked back by more plans", () => {
    expect(findings).toHaveLength(planCounts.length);
    for (const finding of findings) expect(finding.feasible).toEqual(findings[0]!.feasible);
  });

  it("is attacked by sums that determine every cell that is told, and only as it is told", () => {
    const { determined, contradictions, cellCount } = eliminate(
      collection.numbers.filter(({ source }) => source.includes("Förslag")),
    );
    expect(contradictions).toEqual([]);
    expect(determined.size).toBe(cellCount);
    expect(cellCount).toBeGreaterThanOrEqual((areaCodes.length - 2) * 4);
    for (const [cell, value] of determined) expect([cell, value]).toEqual([cell, collection.told.get(cell)]);
  });

  it("has the true counts among those that stay possible, by trying every offset too", () => {
    const atoms = atomsOf(collection);
    for (const relation of ["at most", "equal"] as const) {
      const sums = periodSumsOf(collection, atoms, relation);
      for (const area of new Set(atoms.map((atom) => atom.area))) {
        const own = atoms.filter((atom) => atom.area === area);
        const names = new Set(own.map(({ name }) => name));
        const feasible = feasibleByTrying(
          own,
          sums.filter(({ totals }) => names.has(totals[0]!)),
        );
        for (const atom of own) {
          const possible = feasible.get(atom.name)!;
          // That all case types are told may be wrong: then nothing at all may fit, and the attacker knows that.
          if (relation === "at most") expect(possible, atom.name).toContain(truthOf(counts, together, atom));
          if (possible.size > 0) expect(possible.size, atom.name).toBeGreaterThanOrEqual(leastFeasible);
        }
      }
    }
  });

  it("would find the counts from exact sums, so that the attack is known to bite", () => {
    // People without a place are in no team, so in no sum of one.
    const atoms = atomsOf(collection).filter(
      ({ area, measure, period, isCapped }) =>
        area !== String(unplacedIndex) && measure === "clients-all" && period === "2026" && !isCapped,
    );
    const narrowed = [1, 10, 100].map((planCount) => {
      const exact = Array.from({ length: planCount }, (_, plan) => anyAssignment(plan)).flatMap((assignment, plan) =>
        [0, 1, 2, 3].map((team) => {
          const own = atoms.filter(({ area }) => assignment[Number(area)] === team);
          const value = own.reduce((sum, atom) => sum + truthOf(counts, together, atom), 0);
          return {
            source: `exact ${plan}`,
            cells: new Map(own.flatMap(({ cells }) => cells.map((cell) => [cell, 1]))),
            value,
            precision: 0,
          };
        }),
      );
      expect(unexplained(exact, collection.told).length).toBeGreaterThan(planCount);
      const bounds = [...boundsOf(solver, atoms, [], exact, false).values()];
      return bounds.filter((each) => each !== null && countBetween(each) < leastFeasible).length;
    });
    console.info(`exact sums of 1, 10 and 100 plans narrow ${narrowed.join(", ")} of ${atoms.length} counts`);
    expect(narrowed.at(-1)).toBe(atoms.length);
    expect(narrowed[0]).toBeLessThan(atoms.length / 2);
  });

  it("takes no published statistic for clients", () => {
    expect(collection.indicators).toHaveLength(2);
    expect(ratesOfClients(collection, atomsOf(collection))).toEqual([]);
  });
});

/** The exact count behind an atom. */
function truthOf(counts: Counts, together: ToldTogether, { area, measure, period }: Atom): number {
  const publicationArea = together.get(areaCodes[Number(area)] ?? restCode)!;
  const [firstYear, lastYear] = period.split("-").map(Number);
  const ofYears = years.filter((year) => year >= firstYear! && year <= (lastYear ?? firstYear!));
  const ofTypes =
    measure === "clients-all"
      ? [...caseTypes, rareCaseType]
      : caseTypes.filter(
          (name) =>
            measure ===
            `clients-${name
              .normalize("NFD")
              .replace(/\p{Diacritic}/gu, "")
              .toLowerCase()}`,
        );
  return exactOf(counts, together, publicationArea, {
    family: "klienter",
    measure: "",
    years: ofYears,
    caseTypes: ofTypes,
  });
}
