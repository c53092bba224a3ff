// The engine's sentences: per cent with the digits it takes, rounded up where it must be enough.
import { describe, expect, it } from "vitest";
import { neededTolerance, percent } from "../../engine/issue.ts";

describe("percent", () => {
  it.each([
    [0, "0,0\u00a0%"],
    [0.01, "1,0\u00a0%"],
    [0.0149, "1,5\u00a0%"],
    [1 / 6, "16,7\u00a0%"],
    [0.0005, "0,05\u00a0%"],
    [0.00012, "0,012\u00a0%"],
    [1e-9, "0,0000001\u00a0%"],
    [-0.025, "−2,5\u00a0%"],
    [3.5, "350,0\u00a0%"],
  ])("writes %f as %s", (fraction, text) => {
    expect(percent(fraction).sv).toBe(text);
    expect(percent(fraction).en).toBe(text.replace(",", ".").replace("\u00a0", "").replace("−", "-"));
  });

  it("takes the digits that tell a number from the others of its sentence", () => {
    expect([percent(0.01004, 0.01).sv, percent(0.01, 0.01004).sv]).toEqual(["1,004\u00a0%", "1,000\u00a0%"]);
    expect([percent(0.0005001, 0.0005).sv, percent(0.0005, 0.0005001).sv]).toEqual([
      "0,05001\u00a0%",
      "0,05000\u00a0%",
    ]);
    expect([percent(0.954, 0.02).sv, percent(0.02, 0.954).sv]).toEqual(["95,4\u00a0%", "2,0\u00a0%"]);
  });
});

describe("neededTolerance", () => {
  it("is never told too small", () => {
    expect(neededTolerance(0.95041, 0.005).sv).toBe(
      "Toleransen skulle behöva vara minst 95,1\u00a0% i stället för 0,5\u00a0%",
    );
    for (const needed of [0.0100001, 0.5, 1 / 3, 2 / 3, 1.142857142857143, 0.000512]) {
      const { en } = neededTolerance(needed, 0.01);
      expect(Number(/least ([\d.]+)%/.exec(en)![1]) / 100).toBeGreaterThanOrEqual(needed * (1 - 1e-9));
    }
  });
});
