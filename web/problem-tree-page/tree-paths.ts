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

/** Names the place that a new tree, or a sheet to print, is about. */
export const placeParameter = "plats";

function withPlace(path: string, placeKey: string | null): string {
  return placeKey === null ? path : `${path}?${placeParameter}=${encodeURIComponent(placeKey)}`;
}

/** The sheet to print for a team's workshop, about its whole area or a place in it. */
export function workshopSheetPath(team: string, placeKey: string | null): string {
  return withPlace(`/verkstadsblad/${team}`, placeKey);
}

/** Where a team begins a tree about a place. */
export function newTreePath(placeKey: string): string {
  return withPlace(treesPath, placeKey);
}

export function treePath(tree: string, tab?: "kommentarer" | "historik"): string {
  return `${treesPath}/${tree}${tab === undefined ? "" : `?flik=${tab}`}`;
}
