// The eight team colours: apart for colour-blind eyes, light enough for dark letters, calm enough for a whole map.
// No published set did all three: the smallest CIEDE2000 distance between two of eight colours, the worst of normal sight
// and full protanopia, deuteranopia and tritanopia (Machado, Oliveira & Fernandes 2009), is 6.2 for Okabe–Ito, 7.5 for
// Tol "light" and 11.8 for Tol "muted" (too dark for letters). These were found by a search in OKLCH for the largest
// smallest distance under "contrast with #1C1C28 at least 4.5"; test/web/team-colours.test.ts measures them. The first
// four, which most municipalities need, are the four furthest apart. The letter is always beside the colour.

export const teamColours = ["#558AC0", "#E6B55D", "#6E9441", "#EFBCFA", "#C9E6AE", "#87B5B2", "#A27B7A", "#B2AC88"];
export const unassignedColour = "#FFFFFF";
/** Letters and borders over every team colour. */
export const inkColour = "#1C1C28";

/** The colour of a team; more than eight teams share colours, told apart by their letters. */
export function teamColour(colourIndex: number): string {
  return teamColours[colourIndex % teamColours.length]!;
}
