// The addresses of problem trees.

export const treesPath = "/problemtrad";

export function workshopPath(tree: string): string {
  return `${treesPath}/${tree}/verkstad`;
}

export function inheritedTreesId(team: string): string {
  return `inherited-${team}`;
}

/** Where a team takes over what earlier teams had agreed on. */
export function inheritedTreesPath(team: string): string {
  return `${treesPath}#${inheritedTreesId(team)}`;
}

/** The sheet to print for a team's workshop. */
export function workshopSheetPath(team: string): string {
  return `/verkstadsblad/${team}`;
}

export function treePath(tree: string, tab?: "kommentarer" | "historik"): string {
  return `${treesPath}/${tree}${tab === undefined ? "" : `?flik=${tab}`}`;
}
