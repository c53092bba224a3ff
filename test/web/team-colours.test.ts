// The team colours stay apart for every kind of colour sight, and letters can be read on them.
import { describe, expect, it } from "vitest";
import { inkColour, teamColours } from "../../web/colour/team-colours.ts";
import { ciede2000, colourVisions, contrastRatio, lab, linearRgb, seenBy } from "./colour-science.ts";

describe("the measuring stick", () => {
  it("gives the published CIEDE2000 of Sharma's pairs 1, 7 and 17", () => {
    expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
    expect(ciede2000([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 4);
    expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
  });

  it("gives the published contrast of black on white", () => {
    expect(contrastRatio("#000000", "#FFFFFF")).toBeCloseTo(21, 6);
  });
});

describe("team colours", () => {
  it("are eight", () => {
    expect(new Set(teamColours).size).toBe(8);
  });

  it.each(Object.entries(colourVisions))("are at least 12 CIEDE2000 apart with %s", (_, vision) => {
    const seen = teamColours.map((hex) => lab(seenBy(vision, linearRgb(hex))));
    const distances = seen.flatMap((a, i) => seen.slice(i + 1).map((b) => ciede2000(a, b)));
    expect(distances).toHaveLength(28);
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(12);
  });

  it.each(teamColours)("%s carries dark letters with contrast 4.5", (colour) => {
    expect(contrastRatio(colour, inkColour)).toBeGreaterThanOrEqual(4.5);
  });
});
