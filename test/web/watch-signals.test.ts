// What a check's finding is shown as: who is signalled, in what nobody could be judged, and the years that somebody was judged in.
import { expect, it } from "vitest";
import type { WatchFinding } from "../../api/contract/forecast.ts";
import { likelyReach, restsOnInflow, signalsOf, unjudgedOf, yearsWatched } from "../../web/forecast-page/signals.ts";

type Kind = WatchFinding["kinds"][number];
const team = (letter: string, years: readonly number[], untoldAreas?: number) => ({
  ...{ teamId: letter, letter, name: letter, colourIndex: 0, positions: 3, expectedDeviation: null, signal: null },
  ...(untoldAreas === undefined ? {} : { untoldAreas }),
  years: years.map((year) => ({ year, deviation: 0, chance: 0.1, above: 0, below: 0 })),
});
const kindOf = (kind: Kind["kind"], teams: Kind["teams"]): Kind => ({ kind, teams, staffing: [] });

it("a kind of work that is not all told is not judged, and who it is not told of is named", () => {
  const kinds = [
    kindOf("investigation", [team("A", [2024, 2025], 0), team("B", [2024, 2025], 0)]),
    kindOf("firstLine", [team("A", [2024], 0), team("B", [2024], 2)]),
  ];
  expect(unjudgedOf({ kinds }).map(({ kind, untold }) => [kind, untold.map(({ letter }) => letter)])).toEqual([
    ["firstLine", ["B"]],
  ]);
  expect(signalsOf({ kinds } as WatchFinding)).toEqual([]);
  // Findings of older versions do not tell it.
  expect(unjudgedOf({ kinds: [kindOf("firstLine", [team("A", [2024])])] })).toEqual([]);
});

it("every year that some team was judged in has its column", () => {
  const teams = [team("A", [2022, 2024]), team("B", [2021, 2022, 2023, 2024]), team("C", [])];
  expect(yearsWatched({ teams })).toEqual([2021, 2022, 2023, 2024]);
  expect(yearsWatched({ teams: [team("C", [])] })).toEqual([]);
});

it("a month reaches as far as chance and both parts of the rounding, 19 times of 20 on both sides", () => {
  // The shared part is told as what one side in twenty is beyond.
  expect(likelyReach({ chance: 0.3, steady: 1.645 * 0.4 })).toBeCloseTo(1.96 * 0.5, 12);
});

it("mends rest on what came in only where months signal", () => {
  const inflow = { from: "2029-01", to: "2029-12", months: 12, spread: 1, isSignalled: false };
  const investigation = kindOf("investigation", [team("A", [2024])]);
  expect(restsOnInflow({ kinds: [investigation] })).toBe(false);
  expect(restsOnInflow({ kinds: [{ ...investigation, inflow }] })).toBe(false);
  expect(restsOnInflow({ kinds: [{ ...investigation, inflow: { ...inflow, isSignalled: true } }] })).toBe(true);
});
