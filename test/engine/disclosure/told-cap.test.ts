// The sign of a number at the cap: where it is missing ±4 holds, where it stands the number is a least one, and it tells nothing more.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  largestProtectedCount,
  largestRoundingError,
  protectClientCount,
  roundByOffset,
  roundingOffset,
} from "../../../engine/disclosure/keyed-rounding.ts";
import { leastChildren } from "../../../engine/disclosure/publication-areas.ts";
import { isAtToldCap, knownChildren, type ToldChildren } from "../../../engine/disclosure/told-cap.ts";
import { Random } from "../../../engine/random.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";

const subjectOf = (area: string) => ({ family: "klienter", division: "d", area, measure: "total" });
/** Areas told together: some small, and always enough children in all. */
const childrenOfAreas = fc
  .array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 6 })
  .filter((children) => children.reduce((sum, own) => sum + own, 0) >= leastChildren);
/** As everybody is told them: an area by itself as it is, joined ones rounded. */
const toldOf = (children: readonly number[], offset = 2): ToldChildren[] =>
  children.map((own) =>
    children.length === 1 ? { children: own, rounded: false } : { children: roundByOffset(own, offset), rounded: true },
  );
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe("the sign of a number at the cap", () => {
  it("stands wherever ±4 does not hold, and promises only what is true", () => {
    let capped = 0;
    fc.assert(
      fc.property(
        childrenOfAreas,
        fc.nat({ max: 4 }),
        fc.nat({ max: 400 }),
        fc.string(),
        (children, offset, exact, area) => {
          const told = protectClientCount(testKeyedHash, subjectOf(area), exact, sum(children));
          expect(told).toBeGreaterThanOrEqual(0);
          expect(exact).toBeGreaterThanOrEqual(told - largestRoundingError);
          if (isAtToldCap(told, knownChildren(toldOf(children, offset)))) capped++;
          else expect(exact - told).toBeLessThanOrEqual(largestRoundingError);
        },
      ),
      { numRuns: 2000 },
    );
    expect(capped).toBeGreaterThan(100);
  });

  it("stands at the cap whether the exact number was above it or not", () => {
    fc.assert(
      fc.property(fc.integer({ min: leastChildren, max: 400 }), fc.string(), (children, area) => {
        const cap = largestProtectedCount(children);
        const offset = roundingOffset(testKeyedHash, subjectOf(area));
        const exactly = [0, 1, 2, 3, 4].map((more) => cap + more - offset);
        expect(exactly.map((exact) => roundByOffset(exact, offset))).toEqual(exactly.map(() => cap));
        for (const exact of [...exactly, cap + 100]) {
          const told = protectClientCount(testKeyedHash, subjectOf(area), exact, children);
          expect([told, isAtToldCap(told, knownChildren(toldOf([children])))]).toEqual([cap, true]);
        }
        expect(isAtToldCap(cap - 5, knownChildren(toldOf([children])))).toBe(false);
      }),
    );
  });

  it("uses no more of rounded areas' children than what is told of them", () => {
    const rounded = (...children: number[]) => children.map((own) => ({ children: own, rounded: true }));
    expect([knownChildren([]), knownChildren(rounded(20, 30)), knownChildren(rounded(0, 50))]).toEqual([50, 50, 50]);
    expect([knownChildren(toldOf([80])), knownChildren(rounded(80, 50))]).toEqual([80, 122]);
    fc.assert(
      fc.property(childrenOfAreas, fc.nat({ max: 4 }), (children, offset) => {
        expect(knownChildren(toldOf(children, offset))).toBeLessThanOrEqual(sum(children));
      }),
    );
  });
});

describe("sums over areas of which some are at the cap", () => {
  it("are within 1.96·2√m in 19 of 20 teams without the sign, and in 39 of 40 not above the exact sum by more with it", () => {
    const random = new Random(20_261_122);
    const areasOfTeam = 12;
    const likelyError = 1.96 * 2 * Math.sqrt(areasOfTeam);
    const within = { told: 0, all: 0 };
    const notAbove = { told: 0, all: 0 };
    let farBelow = 0;
    for (let team = 0; team < 2000; team++) {
      // Every other team has an area where there are more clients than half the children.
      const areas = Array.from({ length: areasOfTeam }, (_, area) => {
        const children = leastChildren + random.nextInteger(200);
        const crowded = team % 2 === 1 && area === 0;
        const exact = crowded ? Math.floor(children * 0.8) : random.nextInteger(Math.floor(children / 3));
        const told = protectClientCount(testKeyedHash, subjectOf(`${team}-${area}`), exact, children);
        return { exact, told, atCap: isAtToldCap(told, knownChildren(toldOf([children]))) };
      });
      const error = sum(areas.map(({ told }) => told)) - sum(areas.map(({ exact }) => exact));
      if (areas.some(({ atCap }) => atCap)) {
        notAbove.all++;
        if (error <= likelyError) notAbove.told++;
        if (error < -likelyError) farBelow++;
      } else {
        within.all++;
        if (Math.abs(error) <= likelyError) within.told++;
      }
    }
    expect(within.all).toBeGreaterThan(900);
    expect(notAbove.all).toBeGreaterThan(900);
    // Three standard errors of a share of 0.95 or 0.975 over a thousand teams.
    expect(within.told / within.all).toBeGreaterThan(0.95 - 0.021);
    expect(notAbove.told / notAbove.all).toBeGreaterThan(0.975 - 0.015);
    // What the sign is for: without it these sums would be called exact to within the likely error.
    expect(farBelow).toBeGreaterThan(300);
  });
});
