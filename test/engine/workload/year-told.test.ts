// A date's year, as the load and the forecast both take it.
import { expect, it } from "vitest";
import { yearTold } from "../../../engine/workload/year-told.ts";

it("is the year before until the end of June", () => {
  expect(["2025-01-01", "2025-06-30", "2025-07-01", "2025-12-31"].map(yearTold)).toEqual([2024, 2024, 2025, 2025]);
});
