// A problem tree under work: what is saved, what is done since, steps back and forth, and what others do meanwhile. Knows neither page nor service.
import { clashesOf, type TreeClash } from "../../engine/problem-tree/clashes.ts";
import { applyEdits, type EditFaultCode, type TreeEdit } from "../../engine/problem-tree/edits.ts";
import { type ClashChoice, resolveClashes } from "../../engine/problem-tree/resolve.ts";
import type { TreeContent } from "../../engine/problem-tree/tree.ts";

/** A tree as the service tells it. */
export interface SavedTree extends TreeContent {
  readonly id: string;
  readonly version: number;
  readonly updatedBy: string | null;
}

/** How a save ended: saved, refused with what others did, or not made. */
export type SaveOutcome<Tree extends SavedTree> =
  | { readonly kind: "saved"; readonly tree: Tree }
  | { readonly kind: "clash"; readonly tree: Tree; readonly clashes: readonly TreeClash[] }
  | { readonly kind: "trouble"; readonly trouble: unknown };

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

  /** Makes the edits and saves them; answers why they cannot be made, and then nothing is changed. */
  change(edits: readonly TreeEdit[]): EditFaultCode | null {
    const applied = applyEdits(this.state.content, edits);
    if (!applied.ok) return applied.fault.code;
    const { content, inverse } = applied;
    this.done = [...this.done, { edits, inverse, after: content }].slice(-mostSteps);
    this.undone = [];
    this.accept(content, edits);
    return null;
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
    const onTheirWay = this.pending.slice(0, this.sentCount);
    this.pending = [...onTheirWay, ...edits.reduce(joined, this.pending.slice(this.sentCount))];
    // What was refused may be what is mended now.
    this.tell({ content, trouble: null });
    void this.flush();
  }

  private async flush(): Promise<void> {
    const { saved, isSaving, conflict, trouble } = this.state;
    if (isSaving || conflict || trouble || this.pending.length + this.setAside.length === 0) return;
    const sent = this.pending;
    const sentAside = this.setAside;
    this.sentCount = sent.length;
    this.tell({ isSaving: true });
    const outcome = await this.save(saved.version, sent, sentAside);
    this.sentCount = 0;
    const rest = this.pending.slice(sent.length);
    if (outcome.kind === "saved") {
      this.setAside = this.setAside.slice(sentAside.length);
      this.rebase(saved, sent, outcome.tree, rest);
      void this.flush();
    } else if (outcome.kind === "clash") {
      const { tree } = outcome;
      const base = contentOf(saved);
      const clashes = rest.length === 0 ? outcome.clashes : clashesOf(base, contentOf(tree), this.pending);
      this.tell({ isSaving: false, conflict: { tree, base, edits: this.pending, clashes } });
    } else {
      this.tell({ isSaving: false, trouble: outcome.trouble });
    }
  }

  /** What was done while the save was under way is made to what was saved, or clashes with what others did. */
  private rebase(before: Tree, sent: readonly TreeEdit[], tree: Tree, rest: readonly TreeEdit[]): void {
    this.pending = rest;
    const madeTo = applyEdits(contentOf(before), sent);
    const base = madeTo.ok ? madeTo.content : contentOf(tree);
    const present = contentOf(tree);
    const clashes = clashesOf(base, present, rest);
    const applied = applyEdits(present, rest);
    if (clashes.length > 0 || !applied.ok) {
      this.tell({ saved: tree, isSaving: false, conflict: { tree, base, edits: rest, clashes } });
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

function contentOf({ nodes, links, measurements }: TreeContent): TreeContent {
  return { nodes, links, measurements };
}
