// A drawing of a plan: the accepted assignment, what is previewed over it, and the steps that can be undone and redone.

/** The value of an area that is in no team. */
export const noTeam = -1;
/** So many steps can be taken back. */
export const undoLimit = 200;

/** What one accepted change did: the team of each touched area before and after, and the words for it. */
interface Step {
  readonly words: string;
  readonly areas: Int32Array;
  readonly before: Int16Array;
  readonly after: Int16Array;
  /** What a run found that was taken over by it. */
  readonly fromRun: RunPoint | null;
  /** What was changed beside the assignment; then there are no areas. */
  readonly beside?: ActBeside;
  /** Where a saved version took the drawing's place: what had been done until then, told again where it is undone. */
  readonly replaced?: readonly Done[];
}

/** One of the plans that a run found. */
export interface RunPoint {
  readonly runId: string;
  /** Null for a run's own result, of one that found no others. */
  readonly solution: number | null;
}

/** What has been done and is not saved yet. */
interface Done {
  readonly words: string;
  /** The step of a run's plan that was taken over by it; null for what is drawn, and once it has been taken back. */
  readonly taking: Step | null;
}

/** Something that is not of the assignment but is done, taken back and done again in turn with it. */
export interface ActBeside {
  readonly undo: () => void;
  readonly redo: () => void;
}

const noAreas = new Int32Array(0);
const noTeams = new Int16Array(0);

/** Hears of every area whose shown team changes, at once. */
export type FlipListener = (area: number, from: number, to: number) => void;

/**
 * The drawing is changed by previewing areas in a team and accepting or cancelling that. Listeners are told of every
 * area that changes in what is shown; subscribers once after each operation.
 */
export class Draft {
  /** Team of each area as accepted. */
  private readonly acceptedTeams: Int16Array;
  /** Team of each area as shown: the accepted ones under the preview. */
  private readonly shownTeams: Int16Array;
  private previewed = new Set<number>();
  private undoSteps: Step[] = [];
  private redoSteps: Step[] = [];
  private done: readonly Done[] = [];
  private readonly flipListeners = new Set<FlipListener>();
  private readonly subscribers = new Set<() => void>();
  private acceptedCopy: readonly number[] | null = null;
  private shownCopy: Int16Array | null = null;

  constructor(teamIndexes: ArrayLike<number>) {
    this.acceptedTeams = Int16Array.from(teamIndexes);
    this.shownTeams = this.acceptedTeams.slice();
  }

  get areaCount(): number {
    return this.acceptedTeams.length;
  }
  /** The accepted assignment; another array when it has changed. */
  get accepted(): readonly number[] {
    this.acceptedCopy ??= Array.from(this.acceptedTeams);
    return this.acceptedCopy;
  }
  /** The assignment with the preview in it; another array when it has changed. */
  get shown(): Int16Array {
    this.shownCopy ??= this.shownTeams.slice();
    return this.shownCopy;
  }
  /** What the next undo takes back, in words; null when there is nothing. */
  get undoWords(): string | null {
    return this.undoSteps.at(-1)?.words ?? null;
  }
  get redoWords(): string | null {
    return this.redoSteps.at(-1)?.words ?? null;
  }
  /** What has been done since `forgetDone`, oldest first. */
  get doneWords(): readonly string[] {
    return this.done.map(({ words }) => words);
  }
  /** What a run found that was taken over since `forgetDone` and has not been taken back; the latest. */
  get doneFromRun(): RunPoint | null {
    return this.done.findLast(({ taking }) => taking !== null)?.taking?.fromRun ?? null;
  }

  get isPreviewed(): boolean {
    return this.previewed.size > 0;
  }

  teamOf(area: number): number {
    return this.shownTeams[area]!;
  }
  acceptedTeamOf(area: number): number {
    return this.acceptedTeams[area]!;
  }

  /** Hears of each area's change; returns how to stop. */
  follow(listener: FlipListener): () => void {
    this.flipListeners.add(listener);
    return () => this.flipListeners.delete(listener);
  }
  /** Hears once after each operation; returns how to stop. */
  subscribe(subscriber: () => void): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  /** Shows these areas in a team instead of those previewed before; costs only what differs. */
  preview(areas: Iterable<number>, team: number): void {
    const next = new Set(areas);
    for (const area of this.previewed) if (!next.has(area)) this.show(area, this.acceptedTeams[area]!);
    for (const area of next) this.show(area, team);
    this.previewed = next;
    this.tell();
  }

  cancelPreview(): void {
    this.preview([], noTeam);
  }

  /** Makes the preview a step; false when it changes nothing. */
  accept(words: string, fromRun: RunPoint | null = null): boolean {
    return this.makeStep(words, fromRun, false);
  }

  private makeStep(words: string, fromRun: RunPoint | null, isSaved: boolean): boolean {
    const changed = [...this.previewed].filter((area) => this.shownTeams[area] !== this.acceptedTeams[area]);
    this.previewed = new Set();
    if (changed.length > 0) {
      const areas = Int32Array.from(changed);
      const before = Int16Array.from(changed, (area) => this.acceptedTeams[area]!);
      const after = Int16Array.from(changed, (area) => this.shownTeams[area]!);
      for (const [place, area] of areas.entries()) this.acceptedTeams[area] = after[place]!;
      const step = { words, areas, before, after, fromRun };
      this.addStep(isSaved ? { ...step, replaced: this.done } : step);
      this.done = isSaved ? [] : [...this.done, { words, taking: fromRun && step }];
      this.acceptedCopy = null;
    }
    this.tell();
    return changed.length > 0;
  }

  /** Notes what has been done beside the assignment as a step that can be undone; it is not told when the drawing is saved. */
  note(words: string, beside: ActBeside): void {
    this.addStep({ words, areas: noAreas, before: noTeams, after: noTeams, fromRun: null, beside });
    this.tell();
  }

  private addStep(step: Step): void {
    this.undoSteps = [...this.undoSteps, step].slice(-undoLimit);
    this.redoSteps = [];
  }

  /** Changes the whole assignment as one step that can be undone; `fromRun` where a run found it. */
  change(teamIndexes: ArrayLike<number>, words: string, fromRun: RunPoint | null = null): boolean {
    this.previewWhole(teamIndexes);
    return this.accept(words, fromRun);
  }

  /**
   * Takes up what is saved already: a step that can be undone, but nothing that the next revision tells of, nor of what it
   * took the place of.
   */
  takeUp(teamIndexes: ArrayLike<number>, words: string): boolean {
    this.previewWhole(teamIndexes);
    return this.makeStep(words, null, true);
  }

  private previewWhole(teamIndexes: ArrayLike<number>): void {
    this.cancelPreview();
    const areas = new Set<number>();
    for (let area = 0; area < this.areaCount; area++) {
      if (teamIndexes[area] === this.acceptedTeams[area]) continue;
      this.show(area, teamIndexes[area]!);
      areas.add(area);
    }
    this.previewed = areas;
  }

  /** Takes the latest step back; `words` is what is noted. False when there is none. */
  undo(words: string): boolean {
    return this.turn(this.undoSteps, this.redoSteps, "before", words);
  }

  /** Does the latest undone step again. */
  redo(words: string): boolean {
    return this.turn(this.redoSteps, this.undoSteps, "after", words);
  }

  /** Begins anew from another assignment: nothing before it can be undone. */
  startFrom(teamIndexes: ArrayLike<number>): void {
    this.previewed = new Set();
    for (let area = 0; area < this.areaCount; area++) {
      this.acceptedTeams[area] = teamIndexes[area]!;
      this.show(area, teamIndexes[area]!);
    }
    this.acceptedCopy = null;
    this.undoSteps = [];
    this.redoSteps = [];
    this.done = [];
    this.tell();
  }

  /** After the drawing was saved up to here: what was done is told. */
  forgetDone(count: number): void {
    this.done = this.done.slice(count);
  }

  private turn(from: Step[], to: Step[], side: "before" | "after", words: string): boolean {
    const step = from.pop();
    if (!step) return false;
    for (const area of this.previewed) this.show(area, this.acceptedTeams[area]!);
    this.previewed = new Set();
    for (const [place, area] of step.areas.entries()) {
      this.acceptedTeams[area] = step[side][place]!;
      this.show(area, step[side][place]!);
    }
    to.push(step.replaced && side === "after" ? { ...step, replaced: this.done } : step);
    if (step.beside) step.beside[side === "before" ? "undo" : "redo"]();
    else this.noteTurn(step, side, words);
    this.acceptedCopy = null;
    this.tell();
    return true;
  }

  /** A run's plan that is taken back before it is saved was never used; done again, it is. */
  private noteTurn(step: Step, side: "before" | "after", words: string): void {
    if (step.replaced) {
      // What is being sent stays first, where `forgetDone` counts.
      this.done = side === "after" ? [] : [...this.done, ...step.replaced, { words, taking: null }];
      return;
    }
    const before = this.done.map((own) => (own.taking === step ? { ...own, taking: null } : own));
    this.done = [...before, { words, taking: side === "after" && step.fromRun ? step : null }];
  }

  private show(area: number, team: number): void {
    const from = this.shownTeams[area]!;
    if (from === team) return;
    this.shownTeams[area] = team;
    this.shownCopy = null;
    for (const listener of this.flipListeners) listener(area, from, team);
  }

  private tell(): void {
    for (const subscriber of this.subscribers) subscriber();
  }
}
