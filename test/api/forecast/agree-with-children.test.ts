// The check's own check: what is seen of the first line in the last year must be what the children of that year make.
import { expect, it } from "vitest";
import { requireAgreement } from "../../../api/forecast/agree-with-children.ts";

it("lets through what agrees but for the last bits, and what is not told", () => {
  requireAgreement([-0.109, 0.046, null, -0.026 + 1e-12], [-0.109, 0.046, 0.089, -0.026]);
  requireAgreement([0.1], [Number.POSITIVE_INFINITY]);
});

it("refuses a finding in which every team has the same load, as one was once stored", () => {
  expect(() => requireAgreement([0, 0, 0, 0], [-0.109, 0.046, 0.089, -0.026])).toThrow(/as its children tell/);
  expect(() => requireAgreement([Number.NaN], [0.1])).toThrow();
});
