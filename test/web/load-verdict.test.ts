// What a load is called where not all work is known: what cannot be said is neither a difference nor likeness, and in no count.
import { expect, it } from "vitest";
import type { WorkBalance } from "../../engine/workload/load-balance.ts";
import { countYears, verdictOf } from "../../web/workload-page/balances.ts";

const balance = (deviation: number | null, isMoreThanChance: boolean, unknownAreas = 0, unknownElsewhere = 0) =>
  ({ deviation, isMoreThanChance, unknownAreas, unknownElsewhere }) as WorkBalance;

it("a team beside one of which not all is known is not said to be like the others", () => {
  expect(verdictOf(balance(1, false))).toBe("chance");
  expect(verdictOf(balance(9, false, 0, 2))).toBe("untold");
  expect(verdictOf(balance(-9, false, 2))).toBe("untold");
  expect(verdictOf(balance(-5, true, 0, 2))).toBe("less");
  expect(verdictOf(balance(5, true, 2))).toBe("more");
  expect(verdictOf(balance(null, false, 2))).toBe("unknown");
});

it("years of which it cannot be said are in no number of years", () => {
  const years = (...own: WorkBalance[]) => countYears(own.map((each) => ({ own: each })));
  expect(years(balance(5, true), balance(1, false))).toEqual({ beyond: 1, told: 2, untold: 0 });
  expect(years(balance(5, true), balance(1, false), balance(-9, false, 2), balance(9, false, 0, 2))).toEqual({
    ...{ beyond: 1, told: 2, untold: 2 },
  });
  expect(years(balance(-9, false, 2))).toEqual({ beyond: 0, told: 0, untold: 1 });
});
