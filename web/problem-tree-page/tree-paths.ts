// The addresses of problem trees.

export const treesPath = "/problemtrad";

export function workshopPath(tree: string): string {
  return `${treesPath}/${tree}/verkstad`;
}

/** The sheet to print for a team's workshop. */
export function workshopSheetPath(team: string): string {
  return `/verkstadsblad/${team}`;
}

export function treePath(tree: string, tab?: "kommentarer" | "historik"): string {
  return `${treesPath}/${tree}${tab === undefined ? "" : `?flik=${tab}`}`;
}
