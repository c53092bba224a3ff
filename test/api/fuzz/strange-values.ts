// Values that break programs: of the wrong type, huge, empty, not quite Unicode, or with a meaning to databases, shells, spreadsheets and prototypes.
import fc from "fast-check";

/** A word that no answer to a refused request and no log line may repeat. */
export const canary = "Kanarie7391";

export const strangeTexts: readonly string[] = [
  "",
  " ",
  canary,
  `${canary}\u0000`,
  "\u0000",
  "\ud800",
  `\udfff${canary}`,
  "\u202e\u0085\u2028\ufeff",
  "e\u0301".repeat(40),
  "👩‍👩‍👧‍👦".repeat(30),
  canary.repeat(1_000),
  "__proto__",
  "constructor",
  `'; drop table access.users; -- ${canary}`,
  `$1 ${canary} %s %n {{7*7}} \${7*7}`,
  `../../../etc/passwd${canary}`,
  `<script>alert("${canary}")</script>`,
  `=HYPERLINK("http://${canary}")`,
  `\r\nSet-Cookie: ${canary}=1`,
  "NaN",
  "null",
  "-0",
  "1e999",
  "0x10",
  "2025-02-30",
  "0000-00-00",
  "99999-12-31",
  "-infinity",
  "00000000-0000-0000-0000-000000000000",
  "FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF",
];

const strangeNumbers: readonly number[] = [
  -1,
  0,
  -0,
  0.1,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e-320,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
];

const nested = (depth: number): unknown => (depth === 0 ? canary : [nested(depth - 1)]);

/** Any of them, or something random; `null`, lists and objects too. */
export const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...strangeTexts) },
  { weight: 3, arbitrary: fc.constantFrom(...strangeNumbers) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], nested(20), nested(60), {
      [canary]: canary,
    }),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Names for members that are too many, some of which every object already has. */
export const strangeName: fc.Arbitrary<string> = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "then",
  "",
  "0",
  "length",
  canary,
  `${canary}\u0000`,
);
