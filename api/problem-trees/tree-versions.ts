// A tree's earlier versions, and saving onto the present one: what two people did at once is put together where it can be.

import { clashesOf } from "../../engine/problem-tree/clashes.ts";
import { applyEdits, type EditFault, findItem, itemIdOf, type TreeEdit } from "../../engine/problem-tree/edits.ts";
import type { TreeContent, TreeLink, TreeMeasurement, TreeNode } from "../../engine/problem-tree/tree.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { ProblemTree, ProblemTreeConflict } from "../contract/problem-trees.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import { findTree, insertTreeRevision, listInversesAfter, updateTree } from "./problem-trees.store.ts";

export function contentOf({ nodes, links, measurements }: ProblemTree): TreeContent {
  return { nodes, links, measurements };
}

/** The tree, or 404: also for one of another team. */
export async function requireTree(transaction: Transaction, municipality: string, id: string): Promise<ProblemTree> {
  const tree = await findTree(transaction, municipality, id);
  if (!tree) throw new AppError("not-found");
  return tree;
}

/** What the tree held when it had the version; null for a version that it never had. */
export async function contentOfVersion(
  transaction: Transaction,
  municipality: string,
  tree: ProblemTree,
  version: number,
): Promise<TreeContent | null> {
  if (version < 1 || version > tree.version) return null;
  let content = contentOf(tree);
  for (const inverse of await listInversesAfter(transaction, municipality, tree.id, version)) {
    const applied = applyEdits(content, inverse);
    if (!applied.ok) throw new Error(`A save of the tree ${tree.id} cannot be taken back: ${applied.fault.code}.`);
    content = applied.content;
  }
  return content;
}

export interface TreeSave {
  readonly edits: readonly TreeEdit[];
  readonly setAside: readonly TreeEdit[];
  readonly restoredFrom: number | null;
}

/**
 * Saves edits that were made to the tree as it was in `version` onto the tree as it is. Where others have changed it since
 * and both can stand, both do. Throws 412 with each clash where they cannot, 422 where an edit was impossible from the
 * beginning. The tree's row is locked by the caller.
 */
export async function saveEdits(
  transaction: Transaction,
  municipality: string,
  tree: ProblemTree,
  version: number,
  { edits, setAside, restoredFrom }: TreeSave,
  userId: string,
): Promise<void> {
  const base = await contentOfVersion(transaction, municipality, tree, version);
  if (!base) throw new AppError("version.changed", { currentVersion: tree.version });
  const asRead = applyEdits(base, edits);
  if (!asRead.ok) throw impossibleEdit(asRead.fault);
  const present = contentOf(tree);
  if (version !== tree.version) {
    const clashes = clashesOf(base, present, edits) as ProblemTreeConflict["clashes"];
    if (clashes.length > 0) {
      throw new AppError("version.changed", { currentVersion: tree.version, treeConflict: { tree, clashes } });
    }
  }
  const applied = version === tree.version ? asRead : applyEdits(present, edits);
  if (!applied.ok) throw new Error(`Edits without a clash could not be made: ${applied.fault.code}.`);
  const { content, inverse } = applied;
  await updateTree(transaction, municipality, tree.id, { content }, userId);
  const subjects = subjectsOf([present, content], [...edits, ...setAside]);
  await insertTreeRevision(
    transaction,
    municipality,
    tree.id,
    { version: tree.version + 1, edits, inverse, setAside, subjects, restoredFrom },
    userId,
  );
}

/** The nodes that edits are about, each as it was called before, or after where it is new. */
export function subjectsOf(
  contents: readonly TreeContent[],
  edits: readonly TreeEdit[],
): { readonly id: string; readonly kind: TreeNode["kind"]; readonly text: string }[] {
  const ids = new Set(edits.flatMap((edit) => nodeIdsOf(contents, edit)));
  return [...ids].flatMap((id) => {
    const node = contents.map((content) => content.nodes.find((own) => own.id === id)).find(Boolean);
    return node ? [{ id, kind: node.kind, text: node.text }] : [];
  });
}

function nodeIdsOf(contents: readonly TreeContent[], edit: TreeEdit): string[] {
  const id = itemIdOf(edit);
  if (edit.kind.startsWith("node.")) return [id];
  const item =
    "item" in edit
      ? edit.item
      : contents
          .map((content) => findItem(content, edit.kind.startsWith("link.") ? "link" : "measurement", id))
          .find(Boolean);
  if (!item) return [];
  if ("nodeId" in item) return [(item as TreeMeasurement).nodeId];
  const { from, to } = item as TreeLink;
  return [from, to];
}

const faultSentences: Readonly<Record<EditFault["code"], Sentence>> = {
  exists: { sv: "Finns redan.", en: "Exists already." },
  missing: { sv: "Finns inte i trädet.", en: "Is not in the tree." },
  "too-many": { sv: "Trädet är fullt.", en: "The tree is full." },
  "link-not-allowed": { sv: "Så kan de två inte kopplas.", en: "These two cannot be linked that way." },
  "link-twice": { sv: "De två är redan kopplade.", en: "The two are linked already." },
  "link-in-a-circle": { sv: "Kopplingen skulle gå i en cirkel.", en: "The link would go in a circle." },
  "still-linked": { sv: "Har kvar kopplingar eller mätvärden.", en: "Still has links or measurements." },
  "no-such-node": { sv: "Hänvisar till något som inte finns i trädet.", en: "Refers to what is not in the tree." },
};

export function impossibleEdit({ position, code }: EditFault): AppError {
  return new AppError("tree.impossible-edit", {
    violations: [{ field: `edits.${position}`, message: faultSentences[code] }],
  });
}
