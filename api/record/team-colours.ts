// The teams' colours on paper: the same as on the page (web/colour/team-colours.ts tells how they were found; a test holds them together).
export const teamColours = ["#558AC0", "#E6B55D", "#C9E6AE", "#EFBCFA", "#A27B7A", "#6E9441", "#87B5B2", "#B2AC88"];

/** More than eight teams share colours, told apart by their letters. */
export function teamColour(colourIndex: number): string {
  return teamColours[colourIndex % teamColours.length]!;
}
