// The addresses of problem trees.

export const treesPath = "/problemtrad";

export function treePath(tree: string, tab?: "kommentarer" | "historik"): string {
  return `${treesPath}/${tree}${tab === undefined ? "" : `?flik=${tab}`}`;
}
