// What a forecast's deviation is called where not all children of some team are told.
import { expect, it } from "vitest";
import type { TeamYear } from "../../engine/workload/forecast-teams.ts";
import { deviationVerdict } from "../../web/forecast-page/outlook.ts";

const verdicts = (deviations: readonly number[], untold: readonly number[], margin = 0.05) =>
  deviations.map((_own, place) =>
    deviationVerdict(
      {
        teams: untold.map((untoldAreas) => ({ untoldAreas }) as TeamYear),
        deviations: { investigation: deviations, firstLine: deviations },
        margins: { investigation: deviations.map(() => margin), firstLine: deviations.map(() => margin) },
      },
      "firstLine",
      place,
    ),
  );

it("only what is outside chance is a difference, and one that nobody is told of is none", () => {
  expect(verdicts([0.2, -0.2, 0.04], [0, 0, 0])).toEqual(["beyondChance", "beyondChance", "withinChance"]);
  expect(verdicts([Number.POSITIVE_INFINITY], [0])).toEqual(["withinChance"]);
});

it("nobody is above a mean that is too low, nor below it with work that is not told, nor like the others", () => {
  // The one of which not all is told has more still; one below the mean is farther below it.
  expect(verdicts([0.2, -0.2, 0.04], [2, 0, 0])).toEqual(["beyondChance", "beyondChance", "cannotSay"]);
  expect(verdicts([0.2, -0.2, 0.04], [0, 2, 0])).toEqual(["cannotSay", "cannotSay", "cannotSay"]);
  expect(verdicts([0.2, -0.2], [1, 1])).toEqual(["cannotSay", "cannotSay"]);
});

it("nothing is said where it is not known how far chance reaches", () => {
  expect(verdicts([0.2, -0.2, 0.04], [0, 0, 0], Number.POSITIVE_INFINITY)).toEqual(Array(3).fill("cannotSay"));
});
