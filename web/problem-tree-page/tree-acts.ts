// What is done with nodes, as edits: added under or beside another, moved, linked and removed.
import { removalOf, type TreeEdit } from "../../engine/problem-tree/edits.ts";
import { orderAfter, outlineOf, parentsOf } from "../../engine/problem-tree/outline.ts";
import {
  childKinds,
  emptyNode,
  linkEnds,
  mayPoint,
  type NodeKind,
  type TreeContent,
  type TreeLink,
  type TreeNode,
} from "../../engine/problem-tree/tree.ts";

/** A node to come: its kind and where it will stand. */
export interface NodePlace {
  readonly kind: NodeKind;
  readonly parentId: string | null;
  /** The sibling it comes after; last where it is null. */
  readonly afterId: string | null;
}

export function newNode(kind: NodeKind, text: string, order: number): TreeNode {
  return { ...emptyNode, id: crypto.randomUUID(), kind, text, order };
}

export function newLink(ends: Pick<TreeLink, "from" | "to">): TreeEdit {
  return { kind: "link.add", item: { id: crypto.randomUUID(), ...ends, evidence: "not-assessed", source: "" } };
}

/** The nodes of a kind under a parent, in their order. */
function siblingsAt(content: TreeContent, parentId: string | null, kind: NodeKind): TreeNode[] {
  return outlineOf(content).flatMap((row) => (row.parentId === parentId && row.node.kind === kind ? [row.node] : []));
}

/** The edits that add a node, and its id. */
export function addition(content: TreeContent, place: NodePlace, text: string): { id: string; edits: TreeEdit[] } {
  const siblings = siblingsAt(content, place.parentId, place.kind);
  const node = newNode(place.kind, text, orderAfter(siblings, place.afterId ?? siblings.at(-1)?.id ?? null));
  const parent = content.nodes.find(({ id }) => id === place.parentId);
  const edits: TreeEdit[] = [{ kind: "node.add", item: node }];
  if (parent) edits.push(newLink(linkEnds(node, parent)));
  return { id: node.id, edits };
}

/** Where a new node of the kind stands under the node: its place, or null where that kind cannot stand there. */
export function placeBelow(content: TreeContent, nodeId: string | null, kind: NodeKind): NodePlace | null {
  const node = content.nodes.find(({ id }) => id === nodeId);
  if (!node) return kind === "problem" ? { kind, parentId: null, afterId: null } : null;
  return childKinds(node.kind).includes(kind) ? { kind, parentId: node.id, afterId: null } : null;
}

/** Beside the node, of its kind and under its parent. */
export function placeBeside(content: TreeContent, nodeId: string): NodePlace | null {
  const row = outlineOf(content).find(({ node }) => node.id === nodeId);
  return row ? { kind: row.node.kind, parentId: row.parentId, afterId: nodeId } : null;
}

/** The node one place earlier or later among its siblings of the same kind; nothing where it is the first or last. */
export function reordering(content: TreeContent, nodeId: string, steps: -1 | 1): TreeEdit[] {
  const row = outlineOf(content).find(({ node }) => node.id === nodeId);
  if (!row) return [];
  const others = siblingsAt(content, row.parentId, row.node.kind);
  const place = others.findIndex(({ id }) => id === nodeId);
  const rest = others.filter(({ id }) => id !== nodeId);
  const target = place + steps;
  if (target < 0 || target > rest.length) return [];
  const order = orderAfter(rest, rest[target - 1]?.id ?? null);
  return [{ kind: "node.set", id: nodeId, fields: { order } }];
}

/** Whether the node can stand under the other. */
export function mayStandUnder(content: TreeContent, nodeId: string, parentId: string): boolean {
  const node = content.nodes.find(({ id }) => id === nodeId);
  const parent = content.nodes.find(({ id }) => id === parentId);
  return (
    node !== undefined && parent !== undefined && nodeId !== parentId && childKinds(parent.kind).includes(node.kind)
  );
}

/** Moves the node from its first parent to another; its other links stay. */
export function moving(content: TreeContent, nodeId: string, parentId: string): TreeEdit[] {
  const node = content.nodes.find(({ id }) => id === nodeId)!;
  const parent = content.nodes.find(({ id }) => id === parentId)!;
  const parents = parentsOf(content).get(nodeId) ?? [];
  const already = parents.find(({ id }) => id === parentId);
  const former = parents[0];
  const removed: TreeEdit[] = former && former.id !== parentId ? [{ kind: "link.remove", id: former.linkId }] : [];
  return already ? removed : [...removed, newLink(linkEnds(node, parent))];
}

/** The link between two nodes, whichever way it can go; null where none can. */
export function linking(content: TreeContent, nodeId: string, otherId: string): TreeEdit[] | null {
  const node = content.nodes.find(({ id }) => id === nodeId);
  const other = content.nodes.find(({ id }) => id === otherId);
  if (!node || !other || node.id === other.id) return null;
  if (mayPoint(node.kind, other.kind)) return [newLink({ from: node.id, to: other.id })];
  return mayPoint(other.kind, node.kind) ? [newLink({ from: other.id, to: node.id })] : null;
}

export function removing(content: TreeContent, nodeId: string): TreeEdit[] {
  return removalOf(content, nodeId);
}
