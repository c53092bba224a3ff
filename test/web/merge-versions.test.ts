// Two versions of one drawing: what each moved, and both together where they do not clash.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareVersions } from "../../web/plan-conflict/merge-versions.ts";

describe("two versions of one drawing", () => {
  it("tells what each moved, what both moved alike, and where they clash", () => {
    const base = [0, 0, 0, 0, 0];
    const own = [1, 0, 1, 2, 0];
    const theirs = [0, 1, 1, 1, 0];
    expect(compareVersions(base, own, theirs)).toEqual({
      ownCount: 3,
      theirCount: 3,
      clashes: [3],
      differing: [0, 1, 3],
      merged: [1, 1, 1, 2, 0],
    });
  });

  it("keeps every move of both where they do not clash, whoever came first", () => {
    const version = fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(version, version, version, (base, own, theirs) => {
        const { merged, clashes, differing } = compareVersions(base, own, theirs);
        const reverse = compareVersions(base, theirs, own);
        expect(reverse.clashes).toEqual(clashes);
        for (const area of base.keys()) {
          if (clashes.includes(area)) expect(merged[area]).toBe(own[area]);
          else {
            expect(reverse.merged[area]).toBe(merged[area]);
            if (own[area] !== base[area]) expect(merged[area]).toBe(own[area]);
            if (theirs[area] !== base[area]) expect(merged[area]).toBe(theirs[area]);
          }
          expect(differing.includes(area)).toBe(own[area] !== theirs[area]);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("throws where the versions are of different areas", () => {
    expect(() => compareVersions([0], [0, 1], [0])).toThrow("1, 2, 1");
  });
});
