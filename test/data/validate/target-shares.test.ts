// Each team's share of the whole as a file tells it: to the bit, the same on every row of a team, together one; else where and why not.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "../../../data/formats/types.ts";
import { targetShares } from "../../../data/validate/target-shares.ts";

const teams = Array.from("ABCDE", (letter) => ({ letter, name: `Team ${letter}` }));
const column = "Målandel";

/** Rows are [team, cell], the first on row 2 of the file. */
function read(...rows: (readonly [team: number, cell: Cell])[]) {
  const shares = targetShares(column, ",");
  for (const [place, [team, cell]] of rows.entries()) shares.add(teams[team]!, cell, place + 2);
  const { shares: told, issues } = shares.finish();
  return { told: told && [...told].map(([{ letter }, share]) => [letter, share]), issues };
}

test("shares come back to the bit, as numbers and as text with a decimal comma, however small", () => {
  const parts = fc.array(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), { minLength: 1, maxLength: teams.length });
  fc.assert(
    fc.property(parts, fc.boolean(), (weights, asText) => {
      const sum = weights.reduce((total, each) => total + each, 0);
      const shares = weights.map((weight) => weight / sum);
      const cells = shares.map((share) => (asText ? String(share).replace(".", ",") : share));
      const { told, issues } = read(...cells.map((cell, team) => [team, cell] as const));
      expect(issues).toEqual([]);
      expect(told).toEqual(shares.map((share, team) => [teams[team]!.letter, share]));
    }),
  );
});

test("no share in any row is no targets, and a team's share may stand on one of its rows", () => {
  expect(read([0, ""], [1, null])).toEqual({ told: null, issues: [] });
  expect(read([0, ""], [1, "0,25"], [0, "0,75"], [1, ""])).toEqual({
    told: [
      ["B", 0.25],
      ["A", 0.75],
    ],
    issues: [],
  });
  expect(read([0, "0,333333333"], [1, "0,333333333"], [2, "0,333333333"]).issues, "as Excel saves a third").toEqual([]);
});

test.for([
  [
    [
      [0, "hälften"],
      [1, "0,5"],
    ],
    ["team.share-unreadable", 2, "en: Row 2"],
  ],
  [
    [
      [0, "0,5"],
      [1, "-0,5"],
    ],
    ["team.share-unreadable", 3, "above 0 and at most 1"],
  ],
  [
    [
      [0, "0"],
      [1, "1"],
    ],
    ["team.share-unreadable", 2, "above 0"],
  ],
  [
    [
      [0, 50],
      [1, 50],
    ],
    ["team.share-unreadable", 2, "at most 1"],
  ],
  [
    [
      [0, "0,5"],
      [1, "0,5"],
      [0, "0,4"],
    ],
    ["team.shares-disagree", 4, "team A has another target share"],
  ],
  [
    [
      [0, "0,5"],
      [1, "0,5"],
      [2, ""],
    ],
    ["team.share-missing", 4, "team C has no target share"],
  ],
  [
    [
      [0, "0,5"],
      [1, "0,4999"],
    ],
    ["team.shares-not-one", 2, "add up to 0.9999 instead of 1"],
  ],
] as const)("%j is %j", ([rows, [code, row, words]]) => {
  const [found] = read(...rows).issues;
  expect(found).toMatchObject({ code, severity: "error", row, column });
  expect(`en: ${found!.message.en}`).toContain(words);
  expect(found!.message.sv).toContain(column);
});

test("the sum is told in each language's own way", () => {
  const [found] = read([0, "0,5"], [1, "0,4999"]).issues;
  expect(found!.message.sv).toBe(
    "Teamens målandelar i kolumnen Målandel, från rad 2, blir tillsammans 0,9999 i stället för 1.",
  );
});
