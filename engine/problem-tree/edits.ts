// What is done to a problem tree, as small steps: each can be applied, taken back and told apart from another person's.
import { mayPoint, type TreeContent, type TreeLink, type TreeMeasurement, type TreeNode, treeLimits } from "./tree.ts";

interface Items {
  readonly node: TreeNode;
  readonly link: TreeLink;
  readonly measurement: TreeMeasurement;
}
export type ItemKind = keyof Items;

/** An item is added whole, changed field by field, or removed. */
export type TreeEdit = {
  [Kind in ItemKind]:
    | { readonly kind: `${Kind}.add`; readonly item: Items[Kind] }
    | { readonly kind: `${Kind}.set`; readonly id: string; readonly fields: Partial<Omit<Items[Kind], "id">> }
    | { readonly kind: `${Kind}.remove`; readonly id: string };
}[ItemKind];

/** Why an edit cannot be made. */
export type EditFaultCode =
  | "exists"
  | "missing"
  | "too-many"
  | "link-not-allowed"
  | "link-twice"
  | "link-in-a-circle"
  | "still-linked"
  | "no-such-node";

export interface EditFault {
  /** Which of the edits, from 0. */
  readonly position: number;
  readonly code: EditFaultCode;
}

type Applied =
  | { readonly ok: true; readonly content: TreeContent; readonly inverse: readonly TreeEdit[] }
  | { readonly ok: false; readonly fault: EditFault };

/** An item of a tree as any of the three kinds. */
export type AnyItem = Readonly<Record<string, unknown>> & { readonly id: string };
type Lists = Record<ItemKind, Map<string, AnyItem>>;

export function itemKindOf(edit: TreeEdit): ItemKind {
  return edit.kind.split(".")[0] as ItemKind;
}

export function itemIdOf(edit: TreeEdit): string {
  return "item" in edit ? edit.item.id : edit.id;
}

function listsOf({ nodes, links, measurements }: TreeContent): Lists {
  const byId = (items: readonly { readonly id: string }[]) => new Map(items.map((item) => [item.id, item as AnyItem]));
  return { node: byId(nodes), link: byId(links), measurement: byId(measurements) };
}

function contentOf(lists: Lists): TreeContent {
  return {
    nodes: [...lists.node.values()] as unknown as TreeNode[],
    links: [...lists.link.values()] as unknown as TreeLink[],
    measurements: [...lists.measurement.values()] as unknown as TreeMeasurement[],
  };
}

/** The item of the kind and id; null where there is none. */
export function findItem(content: TreeContent, kind: ItemKind, id: string): AnyItem | null {
  const list = { node: content.nodes, link: content.links, measurement: content.measurements }[kind];
  return (list.find((item) => item.id === id) as AnyItem | undefined) ?? null;
}

/**
 * All edits in order, or the first that cannot be made; then nothing is changed. `inverse` takes them back. Links and
 * measurements of a node are removed before the node (`removalOf`); what is left hanging is a fault.
 */
export function applyEdits(content: TreeContent, edits: readonly TreeEdit[]): Applied {
  const lists = listsOf(content);
  const inverse: TreeEdit[] = [];
  for (const [position, edit] of edits.entries()) {
    const done = applyOne(lists, edit);
    if (typeof done === "string") return { ok: false, fault: { position, code: done } };
    inverse.unshift(done);
  }
  const hanging = hangingEdit(lists, edits);
  return hanging ? { ok: false, fault: hanging } : { ok: true, content: contentOf(lists), inverse };
}

/** Makes one edit; answers what takes it back, or why it cannot be made. A changed item keeps its place in its list. */
function applyOne(lists: Lists, edit: TreeEdit): TreeEdit | EditFaultCode {
  const kind = itemKindOf(edit);
  const list = lists[kind];
  const id = itemIdOf(edit);
  const before = list.get(id);
  if ("item" in edit) {
    const item = edit.item as unknown as AnyItem;
    if (before) return "exists";
    if (list.size >= mostOf[kind]) return "too-many";
    const fault = faultOfItem(lists, kind, item);
    if (fault) return fault;
    list.set(id, item);
    return { kind: `${kind}.remove`, id } as TreeEdit;
  }
  if (!before) return "missing";
  if ("fields" in edit) {
    const after: AnyItem = { ...before, ...edit.fields, id };
    const fault = faultOfItem(lists, kind, after);
    if (fault) return fault;
    list.set(id, after);
    const fields = Object.fromEntries(Object.keys(edit.fields).map((field) => [field, before[field]]));
    return { kind: `${kind}.set`, id, fields } as TreeEdit;
  }
  list.delete(id);
  return { kind: `${kind}.add`, item: before } as unknown as TreeEdit;
}

const mostOf: Readonly<Record<ItemKind, number>> = {
  node: treeLimits.nodes,
  link: treeLimits.links,
  measurement: treeLimits.measurements,
};

function faultOfItem(lists: Lists, kind: ItemKind, item: AnyItem): EditFaultCode | null {
  if (kind === "node") return faultOfNode(lists, item as unknown as TreeNode);
  if (kind === "link") return faultOfLink(lists, item as unknown as TreeLink);
  return lists.node.has((item as unknown as TreeMeasurement).nodeId) ? null : "no-such-node";
}

const linksOf = (lists: Lists) => [...lists.link.values()] as unknown as TreeLink[];

/** A node that changes kind must still be allowed where it is linked. */
function faultOfNode(lists: Lists, node: TreeNode): EditFaultCode | null {
  if (!lists.node.has(node.id)) return null;
  const kindOf = (id: string) => (id === node.id ? node : (lists.node.get(id) as unknown as TreeNode)).kind;
  const isWrong = linksOf(lists).some(
    ({ from, to }) => (from === node.id || to === node.id) && !mayPoint(kindOf(from), kindOf(to)),
  );
  return isWrong ? "link-not-allowed" : null;
}

function faultOfLink(lists: Lists, { id, from, to }: TreeLink): EditFaultCode | null {
  const [start, end] = [from, to].map((node) => lists.node.get(node) as unknown as TreeNode | undefined);
  if (!start || !end) return "no-such-node";
  if (from === to) return "link-in-a-circle";
  if (!mayPoint(start.kind, end.kind)) return "link-not-allowed";
  const others = linksOf(lists).filter((other) => other.id !== id);
  if (others.some((other) => other.from === from && other.to === to)) return "link-twice";
  return leadsTo(others, to, from) ? "link-in-a-circle" : null;
}

/** Whether one can walk along the links from one node to another. */
function leadsTo(links: readonly TreeLink[], from: string, to: string): boolean {
  const seen = new Set([from]);
  const waiting = [from];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const link of links) {
      if (link.from !== node || seen.has(link.to)) continue;
      if (link.to === to) return true;
      seen.add(link.to);
      waiting.push(link.to);
    }
  }
  return false;
}

/** The edit that removed a node which links or measurements still name; null where nothing hangs loose. */
function hangingEdit(lists: Lists, edits: readonly TreeEdit[]): EditFault | null {
  const position = edits.findIndex((edit) => {
    if (edit.kind !== "node.remove" || lists.node.has(edit.id)) return false;
    const measurements = [...lists.measurement.values()] as unknown as TreeMeasurement[];
    return (
      linksOf(lists).some(({ from, to }) => from === edit.id || to === edit.id) ||
      measurements.some(({ nodeId }) => nodeId === edit.id)
    );
  });
  return position < 0 ? null : { position, code: "still-linked" };
}

/** The edits that remove a node with its links and measurements. */
export function removalOf({ links, measurements }: TreeContent, nodeId: string): TreeEdit[] {
  return [
    ...links
      .filter(({ from, to }) => from === nodeId || to === nodeId)
      .map(({ id }): TreeEdit => ({ kind: "link.remove", id })),
    ...measurements
      .filter((own) => own.nodeId === nodeId)
      .map(({ id }): TreeEdit => ({ kind: "measurement.remove", id })),
    { kind: "node.remove", id: nodeId },
  ];
}

/** The edits that make one tree into another: what a restored version changes. */
export function editsBetween(from: TreeContent, to: TreeContent): TreeEdit[] {
  const [before, after] = [listsOf(from), listsOf(to)];
  const removed = (["link", "measurement", "node"] as const).flatMap((kind) =>
    [...before[kind].keys()]
      .filter((id) => !after[kind].has(id))
      .map((id) => ({ kind: `${kind}.remove`, id }) as TreeEdit),
  );
  // Nodes first, so that a link finds both its ends; a node whose links were other ones changes after they are gone.
  const kept = (["node", "link", "measurement"] as const).flatMap((kind) =>
    [...after[kind].values()].flatMap((item): TreeEdit[] => {
      const own = before[kind].get(item.id);
      if (!own) return [{ kind: `${kind}.add`, item } as unknown as TreeEdit];
      const changed = Object.keys(item).filter((field) => !isSameValue(own[field], item[field]));
      if (changed.length === 0) return [];
      const fields = Object.fromEntries(changed.map((field) => [field, item[field]]));
      return [{ kind: `${kind}.set`, id: item.id, fields } as TreeEdit];
    }),
  );
  return [...removed, ...kept];
}

/** Values of fields are plain; only where a node came from holds more. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
