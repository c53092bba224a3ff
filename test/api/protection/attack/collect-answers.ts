// Everything that managers and teams get together: every number of every answer, and what each told cell is.
import type { AreaDetail } from "../../../../api/contract/divisions.ts";
import type { Plan, PlanBalance } from "../../../../api/contract/plans.ts";
import type { AreaValues, Indicator, Measure } from "../../../../api/contract/statistics.ts";
import { completePeriods } from "../../../../engine/disclosure/case-type-periods.ts";
import { largestProtectedCount } from "../../../../engine/disclosure/keyed-rounding.ts";
import { areaCodes, childrenOf, restCode } from "./made-up-municipality.ts";
import {
  cellName,
  numbersOfArea,
  numbersOfBalance,
  numbersOfMeasure,
  type PublishedNumber,
  unplacedIndex,
} from "./published-numbers.ts";
import type { Atom, PeriodSum } from "./recover-counts.ts";
import { type Caller, municipality, type World } from "./world.ts";

/** What the attackers know together. It only grows. */
export interface Collection {
  readonly numbers: PublishedNumber[];
  /** Cell → the told number. */
  readonly told: Map<string, number>;
  readonly clientMeasures: Measure[];
  /** Area index → the first area told with it; from the answers. */
  toldWith: readonly number[];
  readonly indicators: { readonly indicator: Indicator; readonly values: AreaValues }[];
  requestCount: number;
}

export function emptyCollection(): Collection {
  return { numbers: [], told: new Map(), clientMeasures: [], toldWith: [], indicators: [], requestCount: 0 };
}

const areaIndexes = [...areaCodes.keys(), unplacedIndex];

async function read<Body>(world: World, collection: Collection, caller: Caller, path: string): Promise<Body> {
  collection.requestCount += 1;
  const answer = await fetch(`${world.address}/api/${municipality}/${path}`, {
    headers: { ...caller.headers, "X-Requested-With": "omradeslinjen" },
  });
  if (!answer.ok) throw new Error(`${caller.name} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Body;
}

/** The manager and every team member, who put together what they see. */
export function colludersOf(world: World): readonly Caller[] {
  return world.others.filter(({ role, byToken }) => (role === "manager" || role === "team") && !byToken);
}

/** Every measure at every period, every area's facts and every indicator, by every colluder. */
export async function collectTable(world: World, collection: Collection, callers: readonly Caller[]): Promise<void> {
  const division = `divisions/${world.divisionId}`;
  for (const caller of callers) {
    const { measures } = await read<{ measures: Measure[] }>(world, collection, caller, `${division}/measures`);
    for (const measure of measures) {
      for (const period of measure.periods) {
        const path = `${division}/measures/${measure.key}?period=${period}`;
        const values = await read<AreaValues>(world, collection, caller, path);
        add(collection, numbersOfMeasure(`${caller.name} ${measure.key} ${period}`, values));
        if (measure.kind === "clients") collection.toldWith = values.protection!.toldWith;
      }
      const isNew = measure.kind === "clients" && !collection.clientMeasures.some(({ key }) => key === measure.key);
      if (isNew) collection.clientMeasures.push(measure);
    }
    for (const code of areaCodes) {
      const area = await read<AreaDetail>(world, collection, caller, `${division}/areas/${code}`);
      add(collection, numbersOfArea(`${caller.name} ${code}`, area));
    }
  }
  const [caller] = callers;
  const { indicators } = await read<{ indicators: Indicator[] }>(world, collection, caller!, `${division}/indicators`);
  for (const indicator of indicators) {
    if (collection.indicators.some((known) => known.indicator.key === indicator.key)) continue;
    const path = `${division}/indicators/${indicator.key}`;
    collection.indicators.push({ indicator, values: await read<AreaValues>(world, collection, caller!, path) });
  }
}

/** A published plan and its sums, by every colluder. */
export async function collectPlan(
  world: World,
  collection: Collection,
  callers: readonly Caller[],
  planId: string,
): Promise<void> {
  for (const caller of callers) {
    const plan = await read<Plan>(world, collection, caller, `plans/${planId}`);
    const balance = await read<PlanBalance>(world, collection, caller, `plans/${planId}/balance`);
    add(collection, numbersOfBalance(`${caller.name} ${plan.name}`, plan, balance, toldAreas(collection)));
  }
}

const toldAreas = (collection: Collection) => (measure: string, period: string | null) =>
  areaIndexes.filter((areaIndex) => collection.told.has(cellName(measure, period, areaIndex)));

function add(collection: Collection, numbers: readonly PublishedNumber[]): void {
  for (const number of numbers) {
    collection.numbers.push(number);
    const [cell, ...others] = number.cells.keys();
    // A cell told twice with two values stays as the first: the second is then a number that nothing accounts for.
    if (others.length === 0 && cell !== undefined && !collection.told.has(cell))
      collection.told.set(cell, number.value);
  }
}

/** The index of the publication area that an area is told in. */
const areaOf = ({ toldWith }: Collection, areaIndex: number) =>
  areaIndex === unplacedIndex ? unplacedIndex : toldWith[areaIndex]!;

const atomName = (area: number, measure: string, period: string): string => `${area}|${measure}|${period}`;

/** The told numbers of clients by publication area. */
export function atomsOf(collection: Collection): Atom[] {
  const areas = [...new Set(areaIndexes.map((areaIndex) => areaOf(collection, areaIndex)))];
  return collection.clientMeasures.flatMap(({ key, periods }) =>
    periods.flatMap((period) =>
      areas.flatMap((area): Atom[] => {
        const members = areaIndexes.filter((areaIndex) => areaOf(collection, areaIndex) === area);
        const cells = members.map((areaIndex) => cellName(key, period, areaIndex));
        if (!cells.every((cell) => collection.told.has(cell))) return [];
        const protectedCount = cells.reduce((sum, cell) => sum + collection.told.get(cell)!, 0);
        const children = members.reduce((sum, member) => sum + childrenOf[areaCodes[member] ?? restCode]!, 0);
        const isCapped = protectedCount === largestProtectedCount(children);
        return [
          {
            name: atomName(area, key, period),
            cells,
            area: String(area),
            measure: key,
            period,
            protectedCount,
            isCapped,
          },
        ];
      }),
    ),
  );
}

/** What adds up in an area: a period's case types and its years, where all of them are told. */
export function periodSumsOf(
  collection: Collection,
  atoms: readonly Atom[],
  relation: PeriodSum["relation"],
): PeriodSum[] {
  const names = new Set(atoms.map(({ name }) => name));
  const [all, ...types] = collection.clientMeasures;
  const areas = [...new Set(atoms.map(({ area }) => area))];
  return completePeriods(all!.periods.map(Number)).flatMap(({ firstYear, lastYear }) =>
    areas.flatMap((area): PeriodSum[] => {
      const totals = [0, 1, 2].map((year) => atomName(Number(area), all!.key, String(firstYear + year)));
      const caseTypes = types
        .map(({ key }) => atomName(Number(area), key, `${firstYear}-${lastYear}`))
        .filter((name) => names.has(name));
      return caseTypes.length === 0 || !totals.every((name) => names.has(name))
        ? []
        : [{ totals, caseTypes, relation }];
    }),
  );
}

/**
 * Indicators that seem to be clients by children: everywhere within what the protected number leaves. The attacker then
 * takes them for exact, to the decimals that they are told with.
 */
export function ratesOfClients(collection: Collection, atoms: readonly Atom[]): PublishedNumber[] {
  return collection.indicators.flatMap(({ indicator, values }) =>
    [1, 100, 1_000, 10_000].flatMap((per) =>
      collection.clientMeasures.flatMap(({ key, periods }) =>
        periods.flatMap((period) => {
          const numbers = atoms
            .filter(
              (atom) =>
                atom.measure === key &&
                atom.period === period &&
                atom.cells.length === 1 &&
                !atom.isCapped &&
                atom.area !== String(unplacedIndex),
            )
            .flatMap(({ area, cells, protectedCount }) => {
              const rate = values.values[Number(area)];
              if (rate === null || rate === undefined) return [];
              const children = childrenOf[areaCodes[Number(area)]!]!;
              const value = (rate * children) / per;
              const precision = (0.5 * 10 ** -indicator.decimals * children) / per;
              return [
                {
                  number: { source: indicator.key, cells: new Map([[cells[0]!, 1]]), value, precision },
                  protectedCount,
                },
              ];
            });
          const fits = numbers.every(
            ({ number, protectedCount }) => Math.abs(number.value - protectedCount) <= 4 + number.precision,
          );
          return numbers.length >= 5 && fits ? numbers.map(({ number }) => number) : [];
        }),
      ),
    ),
  );
}
