// A tree as an outline: each node under its first parent, with its other parents told beside it.
import { childKinds, childPointsAtParent, nodeKinds, type TreeContent, type TreeNode } from "./tree.ts";

export interface OutlineNode {
  readonly node: TreeNode;
  readonly depth: number;
  readonly parentId: string | null;
  /** The link to the parent; null at the top. */
  readonly linkId: string | null;
  /** Other nodes it belongs under as well. */
  readonly otherParentIds: readonly string[];
  readonly childIds: readonly string[];
  /** Place among its siblings, from 1, and how many they are: for screen readers. */
  readonly place: number;
  readonly siblingCount: number;
}

interface Parent {
  readonly id: string;
  readonly linkId: string;
}

/** Order, then kind, then id: the same for everybody who looks. */
function compareNodes(a: TreeNode, b: TreeNode): number {
  const kinds = nodeKinds.indexOf(a.kind) - nodeKinds.indexOf(b.kind);
  return kinds || a.order - b.order || (a.id < b.id ? -1 : 1);
}

/** The parents of every node, in the order of the links. */
export function parentsOf({ nodes, links }: TreeContent): Map<string, Parent[]> {
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const parents = new Map<string, Parent[]>();
  for (const { id, from, to } of links) {
    const fromKind = kindOf.get(from);
    const toKind = kindOf.get(to);
    if (fromKind === undefined || toKind === undefined) continue;
    const add = (child: string, parent: string) =>
      parents.set(child, [...(parents.get(child) ?? []), { id: parent, linkId: id }]);
    if (childKinds(toKind).includes(fromKind) && childPointsAtParent(fromKind, toKind)) add(from, to);
    else if (childKinds(fromKind).includes(toKind) && !childPointsAtParent(toKind, fromKind)) add(to, from);
  }
  return parents;
}

/** Every node once, parents before children, as rows of an outline. A node without a parent stands at the top. */
export function outlineOf(content: TreeContent): OutlineNode[] {
  const parents = parentsOf(content);
  const children = new Map<string | null, TreeNode[]>();
  for (const node of [...content.nodes].sort(compareNodes)) {
    const parent = parents.get(node.id)?.[0]?.id ?? null;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const rows: OutlineNode[] = [];
  const walk = (parentId: string | null, depth: number): void => {
    const siblings = children.get(parentId) ?? [];
    for (const [position, node] of siblings.entries()) {
      const own = parents.get(node.id) ?? [];
      rows.push({
        node,
        depth,
        parentId,
        linkId: own[0]?.linkId ?? null,
        otherParentIds: own.slice(1).map(({ id }) => id),
        childIds: (children.get(node.id) ?? []).map(({ id }) => id),
        place: position + 1,
        siblingCount: siblings.length,
      });
      walk(node.id, depth + 1);
    }
  };
  walk(null, 0);
  return rows;
}

/** The order that puts a node right after one of its siblings (first where it is null). `siblings` in their order. */
export function orderAfter(siblings: readonly TreeNode[], afterId: string | null): number {
  const position = afterId === null ? -1 : siblings.findIndex(({ id }) => id === afterId);
  const before = siblings[position]?.order;
  const next = siblings[position + 1]?.order;
  if (before === undefined) return next === undefined ? 0 : next - 1;
  return next === undefined ? before + 1 : (before + next) / 2;
}
