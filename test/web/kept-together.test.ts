// A group with a name that is taken never takes the other's place by itself, nor its reason with it.
import { expect, it } from "vitest";
import { addTogether, replaceTogether } from "../../web/run-page/kept-together.ts";

const school = { name: "Alnö", areaCodes: ["0101", "0102"], reason: "Skolan ska ha ett team." };

it("adds a group by a name of its own", () => {
  const other = { name: "Haga", areaCodes: ["0103", "0104"] };
  expect(addTogether([school], other)).toEqual({
    kind: "added",
    keepTogether: [school, { ...other, reason: "" }],
  });
});

it("asks where another group has the name, and says so where it is the same group", () => {
  const other = { name: "Alnö", areaCodes: ["0101", "0102", "0103"] };
  expect(addTogether([school], other)).toEqual({ kind: "name-taken", freeName: "Alnö (2)" });
  expect(addTogether([school, { ...school, name: "Alnö (2)" }], other)).toMatchObject({ freeName: "Alnö (3)" });
  expect(addTogether([school], { name: "Alnö", areaCodes: ["0102", "0101"] })).toEqual({ kind: "there" });
  expect(replaceTogether([school], other)).toEqual([{ ...other, reason: "" }]);
  const long = "A".repeat(120);
  const numbered = addTogether([{ ...school, name: long }], { ...other, name: long });
  expect(numbered).toEqual({ kind: "name-taken", freeName: `${"A".repeat(116)} (2)` });
});
