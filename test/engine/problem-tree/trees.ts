// A small problem tree for tests, with short ids.
import type { TreeEdit } from "../../../engine/problem-tree/edits.ts";
import {
  emptyNode,
  type NodeKind,
  type TreeContent,
  type TreeLink,
  type TreeNode,
} from "../../../engine/problem-tree/tree.ts";

export function node(id: string, kind: NodeKind, fields: Partial<TreeNode> = {}): TreeNode {
  return { ...emptyNode, id, kind, text: id, ...fields };
}

const link = (id: string, from: string, to: string): TreeLink => ({
  id,
  from,
  to,
  evidence: "not-assessed",
  source: "",
});

export const add = (item: TreeNode): TreeEdit => ({ kind: "node.add", item });
export const addLink = (id: string, from: string, to: string): TreeEdit => ({
  kind: "link.add",
  item: link(id, from, to),
});

/** Fear of social services: three causes of which one has two parents, consequences, a goal, what is done and how it is measured. */
export const worked: TreeContent = {
  nodes: [
    node("rädsla", "problem"),
    node("språk", "cause", { order: 2 }),
    node("okunskap", "cause", { order: 1 }),
    node("osynlig", "cause"),
    node("tystnad", "consequence"),
    node("utanför", "consequence"),
    node("söker", "goal"),
    node("grupp", "activity"),
    node("enkät", "follow-up"),
  ],
  links: [
    link("l1", "språk", "rädsla"),
    link("l2", "okunskap", "rädsla"),
    link("l3", "osynlig", "okunskap"),
    link("l4", "rädsla", "tystnad"),
    link("l5", "tystnad", "utanför"),
    link("l6", "rädsla", "söker"),
    link("l7", "grupp", "söker"),
    link("l8", "enkät", "grupp"),
    link("l9", "osynlig", "rädsla"),
  ],
  measurements: [{ id: "m1", nodeId: "grupp", date: "2026-03-01", value: 12 }],
};

/** The same whatever order the lists have. */
export function sorted({ nodes, links, measurements }: TreeContent) {
  const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
    [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { nodes: byId(nodes), links: byId(links), measurements: byId(measurements) };
}
