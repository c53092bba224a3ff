// What was selected before, for which team: while nothing is approved a selection is taken back one change at a time.

export interface Held {
  readonly areas: readonly number[];
  /** The team they were shown in; −1 = no team, null = not chosen. */
  readonly target: number | null;
  /** How many of them would have moved, where a tool with a team of its own let them go; else 0. */
  readonly letGoCount: number;
}

export class SelectionSteps {
  private past: Held[] = [];
  private future: Held[] = [];

  /** What was held before the latest change; undefined where there is none. */
  get latest(): Held | undefined {
    return this.past.at(-1);
  }
  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Notes what was held before a change that is made now. */
  add(before: Held): void {
    this.past.push(before);
    this.future = [];
  }
  /** Forgets the latest change, which has been given up. */
  drop(): void {
    this.past.pop();
  }
  /** After it was approved or cancelled as a whole there is nothing to take back. */
  clear(): void {
    this.past = [];
    this.future = [];
  }

  /** What to hold instead of what is held now; null where there is nothing before it. */
  undo(now: Held): Held | null {
    return turn(this.past, this.future, now);
  }
  redo(now: Held): Held | null {
    return turn(this.future, this.past, now);
  }
}

function turn(from: Held[], to: Held[], now: Held): Held | null {
  const held = from.pop() ?? null;
  if (held) to.push(now);
  return held;
}
