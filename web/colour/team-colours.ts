// The eight team colours: apart for colour-blind eyes, light enough for dark letters, calm enough for a whole map.
// No published set did all three: the smallest CIEDE2000 distance between two of eight colours, the worst of normal sight
// and full protanopia, deuteranopia and tritanopia (Machado, Oliveira & Fernandes 2009), is 6.2 for Okabe–Ito, 7.5 for
// Tol "light" and 11.8 for Tol "muted", which is too dark for letters. These eight keep 12.2 and were found by a search in
// OKLCH for the largest smallest distance with a contrast of at least 4.5 to #1C1C28; test/web/team-colours.test.ts
// measures it. The four that most municipalities need come first, lightest for the map's calm. The letter is always
// beside the colour.

export const teamColours = ["#558AC0", "#E6B55D", "#C9E6AE", "#EFBCFA", "#A27B7A", "#6E9441", "#87B5B2", "#B2AC88"];
export const unassignedColour = "#FFFFFF";
/** Letters and borders over every team colour. */
export const inkColour = "#1C1C28";

/** The colour of a team; more than eight teams share colours, told apart by their letters. */
export function teamColour(colourIndex: number): string {
  return teamColours[colourIndex % teamColours.length]!;
}
