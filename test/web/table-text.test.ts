// A saved table opens in Excel with Swedish settings, and nothing in it is a formula.
import { expect, it } from "vitest";
import { tableText } from "../../web/components/table-text.ts";

it("has decimal commas, empty cells, quotes where they are needed, and no formula", () => {
  const text = tableText({
    kind: "load",
    name: "prov",
    headings: ["Team", "Avvikelse", "Ord"],
    rows: [
      ["A", -2.5, '=HYPERLINK("x")'],
      ["B; norr", null, "+46"],
      ["C", 1 / 3, "−12 ± 3"],
    ],
  });
  expect(text).toBe(
    ["\ufeffTeam;Avvikelse;Ord", `A;-2,5;"'=HYPERLINK(""x"")"`, `"B; norr";;'+46`, "C;0,333333;−12 ± 3", ""].join(
      "\r\n",
    ),
  );
});
