// The seeded generator: the published sequence, ranges and evenness.
import { describe, expect, it } from "vitest";
import { Random } from "../../engine/random.ts";

/** xoshiro128** written with big integers straight from its description, seeded as `Random` seeds. */
function* reference(seed: bigint): Generator<number> {
  const word = (value: bigint): bigint => BigInt.asUintN(32, value);
  const rotate = (value: bigint, bits: bigint): bigint => word((value << bits) | (value >> (32n - bits)));
  const mix = (value: bigint): bigint => {
    let mixed = word(value);
    mixed = word((mixed ^ (mixed >> 16n)) * 0x85ebca6bn);
    mixed = word((mixed ^ (mixed >> 13n)) * 0xc2b2ae35n);
    return mixed ^ (mixed >> 16n);
  };
  const low = word(seed);
  const state: bigint[] = [mix(low + 0x9e3779b9n)];
  state.push(mix((seed >> 32n) + state[0]! + 0x9e3779b9n));
  state.push(mix(low + state[1]! + 0x3c6ef372n));
  state.push(mix((seed >> 32n) + state[2]! + 0xdaa66d2bn));
  for (;;) {
    yield Number(word(rotate(word(state[1]! * 5n), 7n) * 9n));
    const shifted = word(state[1]! << 9n);
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= shifted;
    state[3] = rotate(state[3]!, 11n);
  }
}

describe("Random", () => {
  it("draws xoshiro128** for small, large and negative seeds", () => {
    for (const seed of [0, 1, 2026, 2 ** 40 + 5, -3]) {
      const random = new Random(seed);
      const expected = reference(BigInt(seed));
      for (let draw = 0; draw < 1000; draw++) expect(random.nextUint32()).toBe(expected.next().value);
    }
  });

  it("refuses a seed that is not a safe integer", () => {
    expect(() => new Random(0.5)).toThrow("Seed 0.5");
  });

  it("spreads integers evenly and fractions below 1", () => {
    const random = new Random(7);
    const counts = new Array(10).fill(0);
    for (let draw = 0; draw < 100000; draw++) counts[random.nextInteger(10)]++;
    for (const count of counts) expect(Math.abs(count - 10000)).toBeLessThan(400);
    for (let draw = 0; draw < 1000; draw++) expect(random.nextFraction()).toBeLessThan(1);
  });

  it("shuffles every element to some place", () => {
    const values = Int32Array.from({ length: 50 }, (_, i) => i);
    new Random(3).shuffle(values);
    expect([...values]).not.toEqual([...values].sort((a, b) => a - b));
    expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });
});
