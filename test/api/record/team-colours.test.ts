// On paper the teams have the page's colours.
import { expect, it } from "vitest";
import { teamColours } from "../../../api/record/team-colours.ts";
import { teamColours as colours } from "../../../web/colour/team-colours.ts";

it("draws the record's map in the page's colours", () => {
  expect(teamColours).toEqual(colours);
});
