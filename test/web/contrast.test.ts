// The pairs of text and background that the page uses reach WCAG AA.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { classColours, unknownColour } from "../../web/colour/classes.ts";
import { contrastRatio } from "./colour-science.ts";

const css = readFileSync(join(import.meta.dirname, "../../web/styles/tokens.css"), "utf8");
const tokens = new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map((match) => [match[1]!, match[2]!]));
const colour = (name: string) => {
  const value = tokens.get(name);
  if (!value) throw new Error(`tokens.css has no colour --${name}.`);
  return value;
};

describe("text", () => {
  it.each([
    ["grey-900", "grey-0"],
    ["grey-700", "grey-100"],
    ["grey-600", "grey-0"],
    ["grey-600", "grey-50"],
    ["grey-600", "grey-100"],
    ["grey-600", "blue-50"],
    ["blue-700", "grey-0"],
    ["blue-700", "blue-50"],
    ["blue-700", "blue-100"],
    ["grey-0", "blue-700"],
    ["grey-0", "blue-900"],
    ["green-700", "grey-0"],
    ["green-700", "green-50"],
    ["red-700", "grey-0"],
    ["red-700", "red-50"],
    ["orange-800", "orange-50"],
    ["purple-700", "purple-50"],
    ["pink-700", "grey-0"],
  ])("--%s on --%s has contrast 4.5", (text, background) => {
    expect(contrastRatio(colour(text), colour(background))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["line-strong", "grey-0"],
    ["blue-600", "grey-0"],
    ["orange-600", "orange-50"],
  ])("the edge --%s is seen on --%s with contrast 3", (edge, background) => {
    expect(contrastRatio(colour(edge), colour(background))).toBeGreaterThanOrEqual(3);
  });
});

describe("class colours", () => {
  it("darken step by step, so that lightness alone tells them apart", () => {
    const onWhite = classColours.map((hex) => contrastRatio(hex, "#FFFFFF"));
    onWhite.slice(1).forEach((contrast, index) => {
      expect(contrast / onWhite[index]!).toBeGreaterThan(1.3);
    });
  });

  it("do not include the colour of the unknown", () => {
    expect(classColours).not.toContain(unknownColour);
  });
});
