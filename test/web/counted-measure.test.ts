// What changes of team are told in: the rules' main measure where it is of the kind asked for, otherwise the first of the kind.
import { expect, it } from "vitest";
import type { Measure } from "../../api/contract/statistics.ts";
import { countedMeasure } from "../../web/proposals/counted-measure.ts";

const measures = (
  [
    ["children", "population"],
    ["youth", "population"],
    ["clients", "clients"],
    ["reports", "clients"],
  ] as const
).map(([key, kind]) => ({ key, kind }) as Measure);
const keyOf = (ruled: readonly string[], kind: Measure["kind"]) =>
  countedMeasure(
    measures,
    ruled.map((measureKey) => ({ measureKey })),
    kind,
  )?.key;

it("counts changes of team in the main measure of the rules", () => {
  expect(keyOf(["youth", "children"], "population")).toBe("youth");
  expect(keyOf(["reports"], "clients")).toBe("reports");
});

it("counts in the first of the kind where no rules say another, or theirs is of another kind or gone", () => {
  expect(keyOf([], "population")).toBe("children");
  expect(keyOf(["reports"], "population")).toBe("children");
  expect(keyOf(["no longer here"], "clients")).toBe("clients");
  expect(countedMeasure([], [], "clients")).toBeUndefined();
});
