// What is saved when a person has chosen between their own edits and others': the chosen ones, and those given up.

import type { TreeClash } from "./clashes.ts";
import { applyEdits, findItem, removalOf, type TreeEdit } from "./edits.ts";
import type { TreeContent, TreeLink, TreeNode } from "./tree.ts";

export type ClashChoice = "mine" | "theirs";

/** Clashes that one's own edit cannot be made over whatever is chosen. */
export function canChooseMine({ reason }: TreeClash): boolean {
  return ["both-changed", "they-removed", "they-changed", "still-linked"].includes(reason);
}

/**
 * One's own edits as they can be made to the present tree, by the choice for each clash (in their order), and what is given
 * up. A node that others removed comes back with the links whose other ends are left. What still cannot be made is given up.
 */
export function resolveClashes(
  base: TreeContent,
  present: TreeContent,
  own: readonly TreeEdit[],
  clashes: readonly TreeClash[],
  choices: readonly ClashChoice[],
): { readonly edits: readonly TreeEdit[]; readonly setAside: readonly TreeEdit[] } {
  const wanted: TreeEdit[] = [];
  const setAside: TreeEdit[] = [];
  const keptNodes = new Set(
    clashes.flatMap((clash, place) =>
      choices[place] === "theirs" && isRemoval(own[clash.position]) ? [clash.id] : [],
    ),
  );
  for (const [position, edit] of own.entries()) {
    if (removesFrom(base, edit, keptNodes)) {
      setAside.push(edit);
      continue;
    }
    const about = clashes.flatMap((clash, place) =>
      clash.position === position ? [{ clash, choice: choices[place] ?? "theirs" }] : [],
    );
    const { kept, dropped } = decide(base, present, edit, about);
    wanted.push(...kept);
    setAside.push(...dropped);
  }
  let content = present;
  const edits: TreeEdit[] = [];
  for (const edit of wanted) {
    // Alone a node cannot go before its links: it takes with it what others have hung on it since.
    const steps = edit.kind === "node.remove" ? removalOf(content, edit.id) : [edit];
    const applied = applyEdits(content, steps);
    if (!applied.ok) {
      setAside.push(edit);
      continue;
    }
    content = applied.content;
    edits.push(...steps);
  }
  return { edits, setAside };
}

function isRemoval(edit: TreeEdit | undefined): boolean {
  return edit !== undefined && !("item" in edit) && !("fields" in edit);
}

/** Whether the edit removes one of the nodes that are to stay, or what belongs to it. */
function removesFrom(base: TreeContent, edit: TreeEdit, nodes: ReadonlySet<string>): boolean {
  if ("item" in edit || "fields" in edit) return false;
  if (edit.kind === "node.remove") return nodes.has(edit.id);
  if (edit.kind === "measurement.remove") {
    return nodes.has(base.measurements.find(({ id }) => id === edit.id)?.nodeId ?? "");
  }
  const link = base.links.find(({ id }) => id === edit.id);
  return link !== undefined && (nodes.has(link.from) || nodes.has(link.to));
}

function decide(
  base: TreeContent,
  present: TreeContent,
  edit: TreeEdit,
  about: readonly { readonly clash: TreeClash; readonly choice: ClashChoice }[],
): { readonly kept: readonly TreeEdit[]; readonly dropped: readonly TreeEdit[] } {
  if (about.length === 0) return { kept: [edit], dropped: [] };
  const lost = about.filter(({ clash, choice }) => choice === "theirs" || !canChooseMine(clash));
  if (!("fields" in edit) || about.some(({ clash }) => clash.field === null)) {
    if (lost.length > 0) return { kept: [], dropped: [edit] };
    const isGone = about.some(({ clash }) => clash.reason === "they-removed");
    return { kept: isGone ? broughtBack(base, present, edit) : [edit], dropped: [] };
  }
  const lostFields = new Set(lost.map(({ clash }) => clash.field));
  const part = (isLost: boolean): TreeEdit[] => {
    const fields = Object.entries(edit.fields).filter(([field]) => lostFields.has(field) === isLost);
    return fields.length === 0 ? [] : [{ ...edit, fields: Object.fromEntries(fields) } as TreeEdit];
  };
  return { kept: part(false), dropped: part(true) };
}

/** The removed item as one wanted it, and for a node its links where their other end is left. */
function broughtBack(base: TreeContent, present: TreeContent, edit: TreeEdit): TreeEdit[] {
  if (!("fields" in edit)) return [edit];
  const kind = edit.kind.split(".")[0] as "node" | "link" | "measurement";
  const item = { ...findItem(base, kind, edit.id), ...edit.fields };
  const back = { kind: `${kind}.add`, item } as unknown as TreeEdit;
  if (kind !== "node") return [back];
  const isLeft = (id: string) => present.nodes.some((node: TreeNode) => node.id === id);
  const links = base.links.filter(
    ({ from, to }: TreeLink) => (from === edit.id && isLeft(to)) || (to === edit.id && isLeft(from)),
  );
  return [back, ...links.map((link): TreeEdit => ({ kind: "link.add", item: link }))];
}
