// A problem tree under work: what is saved, what is done since, steps back and forth, and what others do meanwhile. Knows neither page nor service.
import { clashesOf, type TreeClash } from "../../engine/problem-tree/clashes.ts";
import {
  applyEdits,
  type EditFaultCode,
  findItem,
  isSameValue,
  itemIdOf,
  itemKindOf,
  type TreeEdit,
} from "../../engine/problem-tree/edits.ts";
import { type ClashChoice, resolveClashes } from "../../engine/problem-tree/resolve.ts";
import type { TreeContent } from "../../engine/problem-tree/tree.ts";

/** A tree as the service tells it. */
export interface SavedTree extends TreeContent {
  readonly id: string;
  readonly version: number;
  readonly updatedBy: string | null;
}

/** How a save ended: saved, refused with what others did, or not answered or refused, when it may have been made all the same. */
export type SaveOutcome<Tree extends SavedTree> =
  | { readonly kind: "saved"; readonly tree: Tree }
  | { readonly kind: "clash"; readonly tree: Tree; readonly clashes: readonly TreeClash[] }
  | { readonly kind: "trouble"; readonly trouble: unknown; readonly mayBeKept: boolean };

export interface TreeClashes<Tree extends SavedTree> {
  readonly tree: Tree;
  /** What one's own edits were made to. */
  readonly base: TreeContent;
  readonly edits: readonly TreeEdit[];
  readonly clashes: readonly TreeClash[];
}

export interface TreeState<Tree extends SavedTree> {
  readonly saved: Tree;
  /** As it is shown: what is saved with what is done since. */
  readonly content: TreeContent;
  readonly hasUnsaved: boolean;
  readonly isSaving: boolean;
  /** Why the last save was not made; nothing is saved until it is tried again. */
  readonly trouble: unknown;
  readonly conflict: TreeClashes<Tree> | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

interface Step {
  readonly edits: readonly TreeEdit[];
  readonly inverse: readonly TreeEdit[];
  /** The tree when it had been made. */
  readonly after: TreeContent;
}

const mostSteps = 200;

export class TreeWorkbench<Tree extends SavedTree> {
  private readonly save: (
    version: number,
    edits: readonly TreeEdit[],
    setAside: readonly TreeEdit[],
  ) => Promise<SaveOutcome<Tree>>;
  private readonly listeners = new Set<() => void>();
  private pending: readonly TreeEdit[] = [];
  /** How many of the pending edits are on their way. */
  private sentCount = 0;
  /** How many of the pending edits, and of those set aside, saves without an answer told of: the service may have kept them. */
  private unanswered: readonly { readonly edits: number; readonly aside: number }[] = [];
  /** What was written over what somebody else has saved since the writing began; the choice waits for a save under way. */
  private begun: readonly { readonly clash: TreeClash; readonly since: TreeContent }[] = [];
  private setAside: readonly TreeEdit[] = [];
  private done: readonly Step[] = [];
  private undone: readonly Step[] = [];
  private state: TreeState<Tree>;

  constructor(
    tree: Tree,
    save: (version: number, edits: readonly TreeEdit[], setAside: readonly TreeEdit[]) => Promise<SaveOutcome<Tree>>,
  ) {
    this.save = save;
    this.state = {
      saved: tree,
      content: contentOf(tree),
      hasUnsaved: false,
      isSaving: false,
      trouble: null,
      conflict: null,
      canUndo: false,
      canRedo: false,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly read = (): TreeState<Tree> => this.state;

  /**
   * Makes the edits and saves them; answers why they cannot be made, and then nothing is changed.
   * @param since the tree as it was when the writing began, where that was before this moment: what somebody else has
   * saved in the same place since is not written over, but asked about.
   */
  change(edits: readonly TreeEdit[], since?: TreeContent): EditFaultCode | null {
    const overOthers = since ? this.clashesSince(since, edits) : [];
    if (since && overOthers.length > 0) {
      this.begun = [...this.begun, ...overOthers.map((clash) => ({ clash, since }))];
      const made = applyEdits(this.state.content, edits);
      this.pending = [...this.pending, ...edits];
      this.go(made.ok ? made.content : this.state.content);
      return null;
    }
    const applied = applyEdits(this.state.content, edits);
    if (!applied.ok) return applied.fault.code;
    const { content, inverse } = applied;
    this.done = [...this.done, { edits, inverse, after: content }].slice(-mostSteps);
    this.undone = [];
    this.accept(content, edits);
    return null;
  }

  /** Where others have changed or removed the same since; what one wrote there oneself is not somebody else's. */
  private clashesSince(since: TreeContent, edits: readonly TreeEdit[]): TreeClash[] {
    const own = [...this.done.map((step) => step.edits), ...this.undone.map((step) => step.inverse)].flat();
    const wroteOneself = ({ id, field, theirs }: TreeClash) =>
      own.some((edit) => {
        if (itemIdOf(edit) !== id || "item" in edit) return false;
        if (!("fields" in edit)) return field === null;
        return field !== null && isSameValue((edit.fields as Record<string, unknown>)[field], theirs);
      });
    return clashesOf(since, this.state.content, edits).filter(
      (clash) => ["they-removed", "both-changed"].includes(clash.reason) && !wroteOneself(clash),
    );
  }

  /** What one's own edits were made to: fields that somebody else has changed are as they were when the writing began. */
  private asBegun(base: TreeContent): TreeContent {
    return this.begun.reduce((content, { clash, since }) => withPart(content, since, clash), base);
  }

  /** Takes the last step back; false where somebody else has since changed the same. */
  undo(): boolean {
    const step = this.done.at(-1);
    if (!step) return true;
    const applied = this.tryStep(step.after, step.inverse);
    if (!applied) return false;
    this.done = this.done.slice(0, -1);
    this.undone = [...this.undone, { edits: step.edits, inverse: step.inverse, after: applied }];
    this.accept(applied, step.inverse);
    return true;
  }

  redo(): boolean {
    const step = this.undone.at(-1);
    if (!step) return true;
    const applied = this.tryStep(step.after, step.edits);
    if (!applied) return false;
    this.undone = this.undone.slice(0, -1);
    this.done = [...this.done, { edits: step.edits, inverse: step.inverse, after: applied }];
    this.accept(applied, step.edits);
    return true;
  }

  /** The edits made to the tree as it is, where nobody has changed the same since it was `before`; else null. */
  private tryStep(before: TreeContent, edits: readonly TreeEdit[]): TreeContent | null {
    if (clashesOf(before, this.state.content, edits).length > 0) return null;
    const applied = applyEdits(this.state.content, edits);
    return applied.ok ? applied.content : null;
  }

  /** Takes in what others have saved, where nothing of one's own waits; a save takes it in otherwise. */
  take(tree: Tree): void {
    const { saved, isSaving, conflict } = this.state;
    if (tree.version <= saved.version || this.pending.length > 0 || isSaving || conflict) return;
    this.tell({ saved: tree, content: contentOf(tree) });
  }

  /** Saves by the choices what clashed; what is given up goes into the history. */
  resolve(choices: readonly ClashChoice[]): void {
    const { conflict } = this.state;
    if (!conflict) return;
    const present = contentOf(conflict.tree);
    const { edits, setAside } = resolveClashes(conflict.base, present, conflict.edits, conflict.clashes, choices);
    const applied = applyEdits(present, edits);
    if (!applied.ok) throw new Error(`Chosen edits could not be made: ${applied.fault.code}.`);
    this.pending = edits;
    this.unanswered = [];
    this.setAside = [...this.setAside, ...setAside];
    // Steps taken before somebody else's work are no longer steps of this tree.
    this.done = [];
    this.undone = [];
    this.tell({ saved: conflict.tree, content: applied.content, conflict: null });
    void this.flush();
  }

  /** Tries again to save after trouble. */
  retry(): void {
    this.tell({ trouble: null });
    void this.flush();
  }

  private accept(content: TreeContent, edits: readonly TreeEdit[]): void {
    // What the service may have is left as it was sent, so that it can be known again.
    const toldCount = Math.max(this.sentCount, ...this.unanswered.map((sent) => sent.edits));
    this.pending = [...this.pending.slice(0, toldCount), ...edits.reduce(joined, this.pending.slice(toldCount))];
    this.go(content);
  }

  /** Shows what is done and saves it, or asks about it too where a choice waits. */
  private go(content: TreeContent): void {
    const { conflict } = this.state;
    // What was refused may be what is mended now.
    this.tell({ content, trouble: null });
    if (conflict) {
      const base = this.asBegun(conflict.base);
      this.ask(conflict.tree, base, this.pending, clashesOf(base, contentOf(conflict.tree), this.pending));
    } else void this.flush();
  }

  private async flush(): Promise<void> {
    const { saved, isSaving, conflict, trouble } = this.state;
    if (isSaving || conflict || trouble || this.pending.length + this.setAside.length === 0) return;
    if (this.begun.length > 0) {
      const base = this.asBegun(contentOf(saved));
      const clashes = clashesOf(base, contentOf(saved), this.pending);
      if (clashes.length > 0) return this.ask(saved, base, this.pending, clashes);
      this.begun = [];
    }
    const sent = this.pending;
    const sentAside = this.setAside;
    this.sentCount = sent.length;
    this.tell({ isSaving: true });
    const outcome = await this.save(saved.version, sent, sentAside);
    this.sentCount = 0;
    const rest = this.pending.slice(sent.length);
    if (outcome.kind === "saved") {
      this.unanswered = [];
      this.setAside = this.setAside.slice(sentAside.length);
      this.rebase(saved, sent, outcome.tree, rest);
      void this.flush();
    } else if (outcome.kind === "clash") {
      const { tree } = outcome;
      const own = this.keptUnanswered(contentOf(tree));
      this.unanswered = [];
      if (own) {
        // The first to save was oneself: it was kept, but its answer was lost on the way.
        this.setAside = this.setAside.slice(own.aside);
        this.rebase(saved, this.pending.slice(0, own.edits), tree, this.pending.slice(own.edits));
        void this.flush();
        return;
      }
      const base = this.asBegun(contentOf(saved));
      const isAsSent = rest.length === 0 && this.begun.length === 0;
      const clashes = isAsSent ? outcome.clashes : clashesOf(base, contentOf(tree), this.pending);
      this.ask(tree, base, this.pending, clashes);
    } else {
      if (outcome.mayBeKept) this.unanswered = [...this.unanswered, { edits: sent.length, aside: sentAside.length }];
      this.tell({ isSaving: false, trouble: outcome.trouble });
    }
  }

  /**
   * The last unanswered save that the service's tree tells was made. Of the first one a single added item tells it, though
   * others have changed more since: it was made whole or not at all, and what a later one added to it is not in it.
   */
  private keptUnanswered(present: TreeContent) {
    const sent = (count: number) => this.pending.slice(0, count);
    const kept = this.unanswered.findLast(({ edits }) => holds(present, sent(edits)));
    const first = this.unanswered[0];
    return kept ?? (first && hasAdded(present, sent(first.edits)) ? first : null);
  }

  private ask(tree: Tree, base: TreeContent, edits: readonly TreeEdit[], clashes: readonly TreeClash[]): void {
    this.begun = [];
    this.tell({ isSaving: false, conflict: { tree, base, edits, clashes } });
  }

  /** What was done while the save was under way is made to what was saved, or clashes with what others did. */
  private rebase(before: Tree, sent: readonly TreeEdit[], tree: Tree, rest: readonly TreeEdit[]): void {
    this.pending = rest;
    const madeTo = applyEdits(contentOf(before), sent);
    const base = this.asBegun(madeTo.ok ? madeTo.content : contentOf(tree));
    const present = contentOf(tree);
    const clashes = clashesOf(base, present, rest);
    const applied = applyEdits(present, rest);
    if (clashes.length > 0 || !applied.ok) {
      this.tell({ saved: tree });
      this.ask(tree, base, rest, clashes);
      return;
    }
    this.tell({ saved: tree, content: applied.content, isSaving: false });
  }

  private tell(change: Partial<TreeState<Tree>>): void {
    this.state = {
      ...this.state,
      ...change,
      hasUnsaved: this.pending.length > 0,
      canUndo: this.done.length > 0,
      canRedo: this.undone.length > 0,
    };
    for (const listener of this.listeners) listener();
  }
}

/** The edits and one more: a field that is written again before it is saved is saved once, as it was last written. */
function joined(edits: readonly TreeEdit[], edit: TreeEdit): readonly TreeEdit[] {
  if (edit.kind !== "node.set") return [...edits, edit];
  const place = edits.findLastIndex((earlier) =>
    earlier.kind === "node.add" ? earlier.item.id === edit.id : earlier.kind === "node.set" && earlier.id === edit.id,
  );
  const earlier = edits[place];
  // A node that changes kind may have been linked in between.
  if (!earlier || "kind" in edit.fields) return [...edits, edit];
  const together: TreeEdit =
    earlier.kind === "node.add"
      ? { ...earlier, item: { ...earlier.item, ...edit.fields } }
      : ({ ...earlier, fields: { ...("fields" in earlier ? earlier.fields : {}), ...edit.fields } } as TreeEdit);
  return edits.with(place, together);
}

const itemOf = (content: TreeContent, edit: TreeEdit) => findItem(content, itemKindOf(edit), itemIdOf(edit));

/** Whether the tree has in it all that the edits do, in their order. */
function holds(content: TreeContent, edits: readonly TreeEdit[]): boolean {
  const fieldsOf = (edit: TreeEdit) => ("fields" in edit ? Object.entries(edit.fields) : []);
  const isWrittenAgain = (id: string, field: string, place: number) =>
    edits.slice(place + 1).some((later) => itemIdOf(later) === id && fieldsOf(later).some(([name]) => name === field));
  return edits.every((edit, place) => {
    const item = itemOf(content, edit);
    if (!("item" in edit) && !("fields" in edit)) return item === null;
    if (item === null) return false;
    return fieldsOf(edit).every(
      ([field, value]) => isSameValue(item[field], value) || isWrittenAgain(item.id, field, place),
    );
  });
}

/** Whether the tree has an item that the edits add: the page gives it an id that nobody else gives. */
function hasAdded(content: TreeContent, edits: readonly TreeEdit[]): boolean {
  return edits.some((edit) => "item" in edit && itemOf(content, edit) !== null);
}

/** The tree with the field of a clash, or the whole item with its links where it is gone, as it was in another. */
function withPart(content: TreeContent, other: TreeContent, { item: kind, id, field }: TreeClash): TreeContent {
  const was = findItem(other, kind, id);
  if (!was) return content;
  const list = ({ node: "nodes", link: "links", measurement: "measurements" } as const)[kind];
  const items: readonly { readonly id: string }[] = content[list];
  const isThere = items.some((item) => item.id === id);
  if (isThere) {
    if (field === null) return content;
    return { ...content, [list]: items.map((item) => (item.id === id ? { ...item, [field]: was[field] } : item)) };
  }
  const withItem = { ...content, [list]: [...items, was] };
  if (kind !== "node") return withItem;
  const links = other.links.filter(
    (link) => (link.from === id || link.to === id) && !withItem.links.some((own) => own.id === link.id),
  );
  return { ...withItem, links: [...withItem.links, ...links] };
}

function contentOf({ nodes, links, measurements }: TreeContent): TreeContent {
  return { nodes, links, measurements };
}
