// Where indicators are told of, and the numbers of people there: areas told together are one place, a level above is one.
import type { GivenCertainty } from "../../engine/disclosure/indicator-certainty.ts";
import type { ToldPeople } from "../profiles/indicator-bases.ts";

/** A value of one area or level as it came in. */
export interface ImportedValue extends GivenCertainty {
  readonly key: string;
  readonly unit: string;
  readonly decimals: number;
  readonly code: string;
  readonly period: number;
  readonly value: number | null;
  readonly reason: string | null;
}

/** People of one area by the newest numbers; null where not known. `old` are those of 65 and over. */
export interface People {
  readonly everybody: number | null;
  readonly children0To19: number | null;
  readonly old: number | null;
}

/** Areas that a value is told of, and whether some of them have rounded numbers of people. */
export interface Place {
  readonly name: string;
  readonly codes: readonly string[];
  readonly rounded: boolean;
}

/** What is known of everybody's numbers, and what all are told of them. */
export interface Knowledge {
  readonly places: ReadonlyMap<string, Place>;
  readonly exact: Map<string, People>;
  readonly told: Map<string, People>;
  /** The secret rounding of a number of people of a place. */
  readonly round: (people: number, place: string, indicator: string) => number;
}

/** Rounded as the indicator is told. */
export function inDecimals(number: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(number * factor) / factor;
}

/** Whether a code is of a level above, with a value of its own, and not of an area. */
export function isLevelAbove(place: Place, code: string): boolean {
  return place.name === code && !place.codes.includes(code);
}

/** Weighed by everybody; null where somebody's number is not known, or there is nobody. */
export function meanOver(
  codes: readonly string[],
  values: ReadonlyMap<string, number | null>,
  people: ReadonlyMap<string, People>,
): number | null {
  if (codes.length === 1) return values.get(codes[0]!) ?? null;
  const { everybody } = sumOf(codes, people);
  if (everybody === null || everybody <= 0) return null;
  return codes.reduce((sum, code) => sum + (values.get(code) ?? 0) * people.get(code)!.everybody!, 0) / everybody;
}

export function sumOf(codes: readonly string[], people: ReadonlyMap<string, People>): ToldPeople {
  const sum = (member: keyof People) =>
    codes.reduce<number | null>((all, code) => {
      const one = people.get(code)?.[member] ?? null;
      return all === null || one === null ? null : all + one;
    }, 0);
  const [everybody, children0To19, old] = [sum("everybody"), sum("children0To19"), sum("old")];
  const share65Percent = old === null || everybody === null || everybody <= 0 ? null : (100 * old) / everybody;
  return { everybody, children0To19, share65Percent };
}
