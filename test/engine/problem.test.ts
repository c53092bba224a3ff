// The encoding of a problem: there and back, refusals, and its hash.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DistrictingProblem, decodeProblem, encodeProblem } from "../../engine/problem.ts";
import { problemHash } from "../../engine/problem-hash.ts";
import { latticeProblem } from "../support/grids.ts";

const problem: DistrictingProblem = {
  ...latticeProblem(3, 4, 2, {
    measures: [Array.from({ length: 12 }, (_, i) => i + 0.5), Array(12).fill(2)],
    lockedTeam: [0, ...Array(11).fill(-1)],
    objective: { cutEdges: 1, travel: 0.25 },
  }),
  forbiddenPairs: Int32Array.of(0, 11, 3, 4),
  movedWeightLimit: 7.5,
};

describe("encodeProblem and decodeProblem", () => {
  it("give back every array, count and weight", () => {
    expect(decodeProblem(encodeProblem(problem))).toEqual(problem);
  });

  it("read left-out pairs and limit as none", () => {
    const { forbiddenPairs, movedWeightLimit, ...plain } = problem;
    const decoded = decodeProblem(encodeProblem(plain));
    expect(decoded.forbiddenPairs).toHaveLength(0);
    expect(decoded.movedWeightLimit).toBe(Number.POSITIVE_INFINITY);
  });

  it("give the same bytes for the same problem", () => {
    const first = encodeProblem(problem);
    expect(new Uint8Array(encodeProblem(decodeProblem(first)))).toEqual(new Uint8Array(first));
  });

  it("refuse an array of the wrong length with its name and both numbers", () => {
    expect(() => encodeProblem({ ...problem, xM: new Float64Array(11) })).toThrow("xM has 11 elements, expected 12");
  });

  it("refuse a wrong magic, version or length", () => {
    const changed = (place: number, value: number): ArrayBuffer => {
      const copy = encodeProblem(problem);
      new Int32Array(copy)[place] = value;
      return copy;
    };
    expect(() => decodeProblem(changed(0, 7))).toThrow(/Not a districting problem: magic 7/);
    expect(() => decodeProblem(changed(1, 99))).toThrow("Problem version 99, expected 2");
    expect(() => decodeProblem(changed(3, 13))).toThrow(/bytes, expected/);
    expect(() => decodeProblem(changed(5, -1))).toThrow(/negative count/);
    expect(() => decodeProblem(encodeProblem(problem).slice(0, -8))).toThrow(/bytes, expected/);
    expect(() => decodeProblem(new ArrayBuffer(4))).toThrow(/4 bytes, expected at least/);
  });
});

describe("problemHash", () => {
  it("is SHA-256, as Node counts it, for every length around the block borders", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const expected = createHash("sha256").update(bytes).digest("hex");
        expect(problemHash(bytes.slice().buffer)).toBe(expected);
      }),
    );
  });

  it("changes when one number of the problem changes", () => {
    const other = { ...problem, objective: { ...problem.objective, travel: 0.5 } };
    expect(problemHash(encodeProblem(other))).not.toBe(problemHash(encodeProblem(problem)));
  });
});
