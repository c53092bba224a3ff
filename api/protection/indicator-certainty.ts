// What all but planners are told of how certain an imported indicator is: as it came where many people stand behind it, else made of rounded numbers of people, or nothing.
import {
  fewestPeople,
  givenInterval,
  intervalForEachOf,
  peopleBehindShare,
  tellingOfMean,
  tellingOfShare,
} from "../../engine/disclosure/indicator-certainty.ts";
import { isMean } from "../profiles/indicator-bases.ts";
import {
  type ImportedValue,
  inDecimals,
  isLevelAbove,
  type Knowledge,
  meanOver,
  type Place,
} from "./indicator-places.ts";

/** People a value rests on and its 95 % interval, as they are told; null where they are not. */
export interface ToldCertainty {
  readonly people: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export const toldUncertain: ToldCertainty = { people: null, low: null, high: null };

/** "as-before": the value is told as in an area of few people, and nothing of how certain it is. */
export type Telling =
  | { readonly kind: "as-before" }
  | ({ readonly kind: "certain" | "few"; readonly value: number | null; readonly joined: boolean } & ToldCertainty);

type KnownValue = ImportedValue & { readonly value: number };

const hasValue = (row: ImportedValue | undefined): row is KnownValue => typeof row?.value === "number";
const withheld = { kind: "few", value: null, joined: true, ...toldUncertain } as const;
/** What a number of people behind an indicator is called to the secret: no indicator's key has a colon. */
const baseOfIndicator = (key: string) => `${key}:bas`;

/**
 * By code, for one indicator of one year whose file says something of how certain it is; what is left out is told as if it
 * had said nothing. A level above tells no more than the rows within it let it: their numbers of people are taken from its
 * own otherwise, and what remains is that of a place which tells none.
 */
export function tellCertainty(series: readonly ImportedValue[], knowledge: Knowledge): ReadonlyMap<string, Telling> {
  const rows = new Map(series.map((row) => [row.code, row]));
  const tellings = new Map<string, Telling>();
  const levels: { row: KnownValue; place: Place }[] = [];
  for (const row of series) {
    const place = knowledge.places.get(row.code);
    if (place === undefined || !hasValue(row) || tellings.has(row.code)) continue;
    if (isLevelAbove(place, row.code)) {
      if (!place.rounded) levels.push({ row, place });
    } else if (place.rounded) {
      for (const [code, telling] of tellTogether(place, rows, knowledge)) tellings.set(code, telling);
    } else {
      const telling = tellAlone(row, knowledge);
      if (telling) tellings.set(row.code, telling);
    }
  }
  for (const { row, place } of levels.toSorted((a, b) => a.place.codes.length - b.place.codes.length)) {
    const telling = tellLevel(row, place, series, tellings, knowledge);
    if (telling) tellings.set(row.code, telling);
  }
  return tellings;
}

/** An area by itself, or a level above, whose people are told as imported; null where it is told as published and no more. */
function tellAlone(row: KnownValue, { round }: Knowledge): Telling | null {
  const { key, unit, code, decimals, value } = row;
  const how = unit === "%" ? tellingOfShare(value, row) : tellingOfMean(row);
  if (how === "as-published") return null;
  if (how === "withheld") return withheld;
  if (how === "with-certainty") {
    const { low, high } = givenInterval(value, row) ?? toldUncertain;
    // An interval of no width says that there is no chance, which nothing here can know.
    const hasWidth = low !== null && high !== null && low < high;
    return {
      kind: "certain",
      value,
      joined: false,
      people: row.base,
      ...(hasWidth ? { low, high } : { low: null, high: null }),
    };
  }
  const people = peopleBehindShare(value, row)!;
  return { kind: "few", joined: true, ...roundedShare(people, (value / 100) * people, code, { key, decimals, round }) };
}

function roundedShare(
  people: number,
  having: number,
  place: string,
  { key, decimals, round }: Pick<ImportedValue, "key" | "decimals"> & Pick<Knowledge, "round">,
): ToldCertainty & { readonly value: number } {
  const told = round(Math.round(people), place, baseOfIndicator(key));
  const share = Math.min(1, round(Math.round(having), place, key) / told);
  return { value: inDecimals(100 * share, decimals), people: told, low: null, high: null };
}

/** Areas that are told together: one value, and the people parted among them by the people told. */
function tellTogether(
  place: Place,
  rows: ReadonlyMap<string, ImportedValue>,
  knowledge: Knowledge,
): (readonly [string, Telling])[] {
  const parts = place.codes.map((code) => rows.get(code)).filter(hasValue);
  const codes = parts.map(({ code }) => code);
  const { key, unit, decimals } = parts[0]!;
  const people = parts.map((part) => (unit === "%" ? peopleBehindShare(part.value, part) : part.base));
  // Counts are no means, and what somebody has said nothing of is told as if nobody had.
  if (unit === "antal" || people.some((one) => one === null)) return [];
  const all = people.reduce<number>((sum, one) => sum + one!, 0);
  if (all < fewestPeople) return codes.map((code) => [code, withheld] as const);
  const share = partsOf(codes, knowledge);
  const toldOf = (told: ToldCertainty & { readonly value: number }) =>
    codes.map(
      (code, position) =>
        [code, { kind: "few", joined: true, ...told, people: told.people! * share[position]! }] as const,
    );
  if (unit === "%") {
    const having = parts.reduce((sum, { value }, position) => sum + (value / 100) * people[position]!, 0);
    return toldOf(roundedShare(all, having, place.name, { key, decimals, round: knowledge.round }));
  }
  const values = new Map(parts.map(({ code, value }) => [code, value]));
  const mean =
    (isMean(key) ? meanOver(codes, values, knowledge.told) : null) ??
    parts.reduce((sum, { value }, position) => sum + value * people[position]!, 0) / all;
  const interval = intervalForEachOf(
    parts.map((given, position) => ({ value: given.value, weight: people[position]!, given })),
  );
  const told = knowledge.round(all, place.name, baseOfIndicator(key));
  return toldOf({ value: inDecimals(mean, decimals), people: told, ...(interval ?? { low: null, high: null }) });
}

/** The part of each area (together 1) by everybody who is told to live there; alike where somewhere nobody is. */
function partsOf(codes: readonly string[], { told }: Knowledge): number[] {
  const everybody = codes.map((code) => told.get(code)?.everybody ?? 0);
  const all = everybody.reduce((sum, people) => sum + people, 0);
  return everybody.map((people) => (everybody.includes(0) ? 1 / codes.length : people / all));
}

function tellLevel(
  row: KnownValue,
  place: Place,
  series: readonly ImportedValue[],
  tellings: ReadonlyMap<string, Telling>,
  knowledge: Knowledge,
): Telling | null {
  const codes = new Set(place.codes);
  const inside = series.filter(({ code }) => {
    const own = code === row.code ? undefined : knowledge.places.get(code);
    return own?.codes.every((one) => codes.has(one)) ?? false;
  });
  const how = inside.map(({ code }) => tellings.get(code)?.kind);
  if (how.some((kind) => kind !== undefined && kind !== "certain")) return { kind: "as-before" };
  const telling = tellAlone(row, knowledge);
  if (telling?.kind !== "certain" || inside.length === 0) return telling;
  const covered = new Set(inside.flatMap(({ code }) => knowledge.places.get(code)!.codes));
  return how.includes(undefined) || covered.size < codes.size ? null : telling;
}
