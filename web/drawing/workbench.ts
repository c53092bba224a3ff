// The planner's workbench: the drawing, the tool in hand, what is selected, and what is locked. All of it without a page or a map.
import type { AreaField, Point } from "./area-field.ts";
import { squareDistance } from "./area-field.ts";
import type { Draft } from "./draft.ts";
import { noTeam } from "./draft.ts";
import { type DividedGroup, GroupTally, type KeptGroup } from "./kept-groups.ts";
import { type Held, SelectionSteps } from "./selection-steps.ts";
import { enclosedAreas, Tallies, type TallyProblem, type TeamSum } from "./tallies.ts";
import type { DrawingTool, Stroke, Surroundings, Taken, ToolId } from "./tool.ts";
import { largestBrush } from "./tools/brush.ts";
import { drawingTools } from "./tools.ts";

/** The page's one selection, shared by map and table. */
export interface SelectionPort {
  readonly areas: () => readonly number[];
  readonly replace: (areas: readonly number[]) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Which areas may be taken: all, those of one team, or those without one. */
export type TakeFrom = "all" | number;

export interface WorkbenchSettings {
  readonly toolId: ToolId;
  /** The team that selected areas are shown in; −1 = no team, null = not chosen. */
  readonly target: number | null;
  readonly brushSize: number;
  readonly takeFrom: TakeFrom;
  readonly parentLevel: number;
}

export interface Locks {
  readonly areas: ReadonlySet<number>;
  readonly teams: ReadonlySet<number>;
}

export interface Moving {
  readonly areas: readonly number[];
  readonly lockedCount: number;
  /** Selected areas that are not of those that may be taken from. */
  readonly outsideCount: number;
}

/** A parent all of whose areas are selected, and nothing else. */
export interface WholeParent {
  /** Its code where no name is told. */
  readonly name: string;
  readonly areaCount: number;
}

const nothingMoving: Moving = { areas: [], lockedCount: 0, outsideCount: 0 };
const noLocks: Locks = { areas: new Set(), teams: new Set() };

/** A team's numbers after a move, in the first measure. */
export interface MovedTeam {
  readonly team: number;
  /** Before the move, as it was last approved. */
  readonly valueBefore: number;
  readonly sum: TeamSum;
  readonly partCount: number;
}

/** What a move does: the numbers of each team it touches, and people in another team than in the baseline. */
export interface MoveEffect {
  readonly teams: readonly MovedTeam[];
  /** The groups of the moved areas that lie in more than one team then. */
  readonly divided: readonly DividedGroup[];
  readonly movedPeople: number;
}

/** A stroke under way. */
interface Press {
  readonly tool: DrawingTool;
  readonly path: Point[];
  readonly near: number;
  /** What was selected before, which a span is added to. */
  readonly before: readonly number[];
  readonly removes: boolean;
  /** The team that was chosen before. */
  readonly target: number | null;
  askedUpTo: number;
  /** Whether what was selected before is a step to be taken back to. */
  isNoted: boolean;
}

/** Points between two, so close that no area is jumped over. */
function pointsBetween(from: Point, to: Point, step: number): Point[] {
  const steps = Math.max(1, Math.ceil(Math.sqrt(squareDistance(from, to)) / step));
  return Array.from({ length: steps }, (_, place) => {
    const share = (place + 1) / steps;
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  });
}

/** Steps per `near` along a pointer's way. */
const stepsPerNear = 4;

export class Workbench {
  readonly draft: Draft;
  readonly field: AreaField;
  private readonly selection: SelectionPort;
  private state: WorkbenchSettings;
  private locks = noLocks;
  private counted: Tallies | null = null;
  private watched: GroupTally;
  private pressed: Press | null = null;
  private movingNow = nothingMoving;
  private movingReasons: readonly unknown[] | null = null;
  private targetBeforeErase: number | null = null;
  private missedPush = false;
  /** The selection as it was last heard of, and what was selected before it. */
  private held: Held = { areas: [], target: null, letGoCount: 0 };
  private readonly heldSteps = new SelectionSteps();
  private parentNames: ReadonlyMap<string, string> = new Map();
  private readonly subscribers = new Set<() => void>();
  private changes = 0;
  /** What was accepted when the drawing was last heard. */
  private heardOf: readonly number[] | null = null;

  constructor(draft: Draft, field: AreaField, selection: SelectionPort) {
    this.draft = draft;
    this.field = field;
    this.selection = selection;
    this.watched = new GroupTally([], draft.shown);
    this.state = {
      toolId: "click",
      target: null,
      brushSize: 1,
      takeFrom: "all",
      parentLevel: field.parents.levels[0] ?? 0,
    };
  }

  /** Follows the selection and the drawing until what is returned is called. */
  attach(): () => void {
    this.hold();
    this.heardOf = this.draft.accepted;
    const stops = [
      this.draft.follow((area, _from, to) => this.flip(area, to)),
      this.draft.subscribe(() => this.hear()),
      this.selection.subscribe(() => {
        this.noteSelection();
        this.preview();
      }),
    ];
    this.preview();
    return () => {
      for (const stop of stops) stop();
      this.draft.cancelPreview();
    };
  }

  /** Where something else than the bench has changed the drawing, what is selected is previewed over what it is now. */
  private hear(): void {
    this.tell();
    const { accepted } = this.draft;
    if (accepted === this.heardOf) return;
    this.heardOf = accepted;
    if (!this.draft.isPreviewed && this.moving.areas.length > 0) this.preview();
  }

  subscribe(subscriber: () => void): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }
  /** Another number whenever anything shown may differ. */
  get version(): number {
    return this.changes;
  }
  get settings(): WorkbenchSettings {
    return this.state;
  }
  get tool(): DrawingTool {
    return drawingTools[this.state.toolId];
  }
  /** The numbers of what is shown; null until they have been read. */
  get tallies(): Tallies | null {
    return this.counted;
  }
  /** The way of a stroke under way, and the line a span draws. */
  get outline(): readonly Point[] | null {
    return this.pressed?.tool.outline?.(this.pressed.path) ?? null;
  }
  get isPressed(): boolean {
    return this.pressed !== null;
  }

  /** Counts every number from what is shown, and keeps them from then on. */
  count(problem: TallyProblem): void {
    this.counted = new Tallies(problem, this.draft.shown);
    this.tell();
  }

  /** Watches these groups from then on: which of them the drawing divides. */
  watch(groups: readonly KeptGroup[]): void {
    this.watched = new GroupTally(groups, this.draft.shown);
    this.tell();
  }
  /** The watched groups that what is shown divides between teams; the same list until one of them may differ. */
  get divided(): readonly DividedGroup[] {
    return this.watched.divided;
  }

  private flip(area: number, to: number): void {
    this.counted?.flip(area, to);
    this.watched.flip(area, to);
  }

  lock(locks: Locks): void {
    this.locks = locks;
    this.preview();
  }
  /** Replaced when the locks change. */
  get lockState(): Locks {
    return this.locks;
  }
  isLocked(area: number): boolean {
    return this.locks.areas.has(area) || this.locks.teams.has(this.draft.acceptedTeamOf(area));
  }

  /** What parents are called, by their codes. */
  nameParents(names: ReadonlyMap<string, string>): void {
    this.parentNames = names;
    this.tell();
  }

  /** What is selected as one parent, with the tool that takes whole ones in hand; null where it is something else. */
  get wholeParent(): WholeParent | null {
    const { toolId, parentLevel } = this.state;
    const { parents } = this.field;
    const areas = this.selection.areas();
    const code = toolId !== "parent" || areas[0] === undefined ? null : parents.parentOf(areas[0], parentLevel);
    if (code === null || areas.some((area) => parents.parentOf(area, parentLevel) !== code)) return null;
    const areaCount = parents.areasBeside(areas[0]!, parentLevel).length;
    return areaCount === areas.length ? { name: this.parentNames.get(code) ?? code, areaCount } : null;
  }

  choose(change: Partial<WorkbenchSettings>): void {
    if (change.toolId !== undefined && change.toolId !== this.state.toolId) this.abort();
    const wanted = { ...this.state, ...change };
    const brushSize = Math.min(largestBrush, Math.max(1, wanted.brushSize));
    this.missedPush = false;
    const isSameTool = wanted.toolId === this.state.toolId;
    const next = isSameTool ? this.withTarget(wanted) : this.withTool(wanted);
    const letGoCount = isSameTool || next.target === this.state.target ? 0 : this.moving.areas.length;
    const before = { ...this.held, letGoCount };
    const wasPreviewed = this.moving.areas.length > 0;
    this.state = { ...next, brushSize };
    if (before.target !== next.target && (wasPreviewed || this.moving.areas.length > 0)) this.heldSteps.add(before);
    if (letGoCount > 0) this.replaceUnnoted([]);
    this.hold();
    this.preview();
  }

  /** How many areas the latest change let go because the tool has a team of its own; they can be taken back. */
  get letGoCount(): number {
    return this.heldSteps.latest?.letGoCount ?? 0;
  }

  private hold(): void {
    this.held = { areas: this.selection.areas(), target: this.state.target, letGoCount: 0 };
  }

  /** Another selection, whoever made it, is a step to be taken back where it is or was a preview; a stroke is one. */
  private noteSelection(): void {
    const areas = this.selection.areas();
    if (areas === this.held.areas) return;
    const before = this.held;
    const { pressed } = this;
    const wasPreviewed = this.draft.isPreviewed;
    this.hold();
    if (pressed?.isNoted || !(wasPreviewed || this.moving.areas.length > 0)) return;
    if (pressed) pressed.isNoted = true;
    const letGoCount = pressed && pressed.target !== this.state.target ? pressed.before.length : 0;
    this.heldSteps.add({ ...before, target: pressed?.target ?? before.target, letGoCount });
  }

  private replaceUnnoted(areas: readonly number[]): void {
    this.held = { ...this.held, areas };
    this.selection.replace(areas);
  }

  /** Another tool: the eraser decides the team itself, and gives back the one before when it is laid down. */
  private withTool(wanted: WorkbenchSettings): WorkbenchSettings {
    const decided = drawingTools[wanted.toolId].target;
    const wasDecided = this.tool.target !== undefined;
    if (decided === undefined) return wasDecided ? { ...wanted, target: this.targetBeforeErase } : wanted;
    if (!wasDecided) this.targetBeforeErase = wanted.target;
    return { ...wanted, target: decided };
  }

  /** Another team with the eraser in hand: one wants to give, so the brush is taken up. */
  private withTarget(wanted: WorkbenchSettings): WorkbenchSettings {
    const decided = this.tool.target;
    return decided === undefined || wanted.target === decided ? wanted : { ...wanted, toolId: "brush" };
  }

  /** Whether a tool may take an area for the team that is chosen. */
  mayTake(area: number): boolean {
    const { takeFrom, target } = this.state;
    if (this.isLocked(area) || (target !== null && this.locks.teams.has(target))) return false;
    return takeFrom === "all" || this.draft.acceptedTeamOf(area) === takeFrom;
  }

  get selectedCount(): number {
    return this.selection.areas().length;
  }

  /** The selected areas that the move would change, and how many of the others are locked or not to be taken from. */
  get moving(): Moving {
    const { target, takeFrom } = this.state;
    const reasons = [target, takeFrom, this.locks, this.selection.areas(), this.draft.accepted] as const;
    if (!this.movingReasons?.every((reason, place) => reason === reasons[place])) {
      this.movingReasons = reasons;
      this.movingNow = this.findMoving();
    }
    return this.movingNow;
  }

  private findMoving(): Moving {
    const { target } = this.state;
    if (target === null) return nothingMoving;
    const differing = this.selection.areas().filter((area) => this.draft.acceptedTeamOf(area) !== target);
    const open = differing.filter((area) => !this.isLocked(area) && !this.locks.teams.has(target));
    const areas = open.filter((area) => this.mayTake(area));
    return { areas, lockedCount: differing.length - open.length, outsideCount: open.length - areas.length };
  }

  /** The pointer goes down. `near` is some pixels in degrees; `removes` takes away from the selection instead. */
  press(at: Point, near: number, removes: boolean): void {
    const { tool } = this;
    if (tool.press === "look" || tool.press === "move") return;
    this.missedPush = false;
    this.pressed = {
      tool,
      path: [at],
      near,
      before: this.selection.areas(),
      removes,
      target: this.state.target,
      askedUpTo: 0,
      isNoted: false,
    };
    if (tool.press === "tap") this.tap(this.ask(this.pressed).areas, removes);
    else this.follow();
  }

  /** The pointer has moved while down. */
  move(to: Point): void {
    const { pressed } = this;
    if (!pressed || pressed.tool.press === "tap") return;
    pressed.path.push(...pointsBetween(pressed.path.at(-1)!, to, pressed.near / stepsPerNear));
    this.follow();
  }

  lift(): void {
    const { pressed } = this;
    if (!pressed) return;
    this.pressed = null;
    this.missedPush = this.state.toolId === "push" && pressed.path.length > 1 && !pressed.isNoted;
    this.tell();
  }

  /** Whether the latest stroke was a push that took nothing: it did not begin at a border, or there was nothing to gain. */
  get hasMissedPush(): boolean {
    return this.missedPush;
  }

  /** Gives up a stroke or a tap: the selection is as before it. */
  abort(): void {
    if (!this.pressed) return;
    const { before, target, isNoted } = this.pressed;
    this.pressed = null;
    if (isNoted) this.heldSteps.drop();
    this.state = { ...this.state, target };
    this.replaceUnnoted(before);
    this.hold();
  }

  /** What the tool would take if it were pressed here. */
  aim(at: Point, near: number): readonly number[] {
    const { tool } = this;
    if (tool.press === "look" || tool.press === "move" || tool.press === "span") return [];
    const stroke = { path: [at], fresh: [at], near };
    return tool.take(this.surroundings, stroke).areas.filter((area) => this.mayTake(area));
  }

  /** The areas that lie enclosed by the chosen team in an assignment and that a tool may take. */
  enclosedIn(teamIndexes: ArrayLike<number>): number[] {
    const { neighbours, touchesOutside } = this.field;
    const enclosed = enclosedAreas(neighbours, teamIndexes, this.state.target ?? noTeam, touchesOutside);
    return enclosed.filter((area) => this.mayTake(area));
  }

  /** Those to offer: in a preview all, otherwise all as soon as the drawing has enclosed one that was not so before. */
  enclosedToOffer(): readonly number[] {
    const enclosed = this.enclosedIn(this.draft.shown);
    if (enclosed.length === 0 || this.moving.areas.length > 0) return enclosed;
    const baseline = this.counted && Array.from(this.counted.problem.baseline, (team) => Math.max(team, noTeam));
    const before = new Set(baseline ? this.enclosedIn(baseline) : enclosed);
    return enclosed.some((area) => !before.has(area)) ? enclosed : [];
  }

  /** What it would do to give these areas, besides those previewed, to the chosen team; null where nothing would change. */
  foresee(areas: readonly number[]): MoveEffect | null {
    const { counted, draft } = this;
    const { target } = this.state;
    const changed = areas.filter((area) => this.mayTake(area) && draft.teamOf(area) !== target);
    if (!counted || target === null || changed.length === 0) return null;
    for (const area of changed) this.flip(area, target);
    const effect = this.effectOf([...this.moving.areas, ...changed], target);
    for (const area of changed) this.flip(area, draft.teamOf(area));
    return effect;
  }

  /** What the previewed move does; null where nothing is previewed or counted. */
  get effect(): MoveEffect | null {
    const { areas } = this.moving;
    if (areas.length === 0 || this.state.target === null) return null;
    return this.effectOf(areas, this.state.target);
  }

  /** What areas that are shown in the team do there, beside what was last approved. */
  private effectOf(areas: readonly number[], target: number): MoveEffect | null {
    const { counted, draft } = this;
    if (!counted) return null;
    const taken = new Map<number, number>([[target, 0]]);
    for (const area of new Set(areas)) {
      const value = counted.problem.measures[0]![area] ?? 0;
      const from = draft.acceptedTeamOf(area);
      taken.set(from, (taken.get(from) ?? 0) + value);
      taken.set(target, taken.get(target)! - value);
    }
    const teams = [...taken].filter(([team]) => team >= 0).sort(([a], [b]) => a - b);
    return {
      teams: teams.map(([team, value]) => {
        const sum = counted.sumOf(0, team);
        return { team, valueBefore: sum.value + value, sum, partCount: counted.partCountOf(team) };
      }),
      divided: this.watched.dividedAmong(areas),
      movedPeople: counted.moved,
    };
  }

  /** Adds areas to the selection, as far as they may be taken. */
  add(areas: readonly number[]): void {
    const selected = new Set(this.selection.areas());
    for (const area of areas) if (this.wouldMove(area)) selected.add(area);
    this.selection.replace([...selected]);
  }

  /** Makes the preview a step of the drawing; the selection is then empty. */
  approve(words: string): boolean {
    this.lift();
    const changed = this.draft.accept(words);
    this.clearSelection();
    return changed;
  }

  /** Empties the selection, and so the preview. */
  cancel(): void {
    this.pressed = null;
    this.clearSelection();
  }

  private clearSelection(): void {
    this.heldSteps.clear();
    this.replaceUnnoted([]);
  }

  /** Whether the next undo takes back a change of what is selected, before any step of the drawing. */
  get undoesSelection(): boolean {
    return this.heldSteps.latest !== undefined || this.moving.areas.length > 0;
  }
  get redoesSelection(): boolean {
    return this.heldSteps.canRedo;
  }

  /** Takes back the latest change of what is selected; false where nothing is. */
  undoSelection(): boolean {
    this.abort();
    const now = { ...this.held, letGoCount: 0 };
    const before = this.heldSteps.undo(now);
    if (before) this.holdAgain(before);
    else if (this.moving.areas.length > 0) this.cancel();
    else return false;
    return true;
  }
  redoSelection(): boolean {
    const next = this.heldSteps.redo({ ...this.held, letGoCount: 0 });
    if (next) this.holdAgain(next);
    return next !== null;
  }

  private holdAgain({ areas, target }: Held): void {
    this.state = this.withTarget({ ...this.state, target });
    this.replaceUnnoted(areas);
    this.hold();
  }

  /** Takes back what was selected last and, where nothing is, the drawing's latest step. */
  undo(words: string): boolean {
    if (this.undoSelection()) return true;
    this.cancel();
    return this.draft.undo(words);
  }
  redo(words: string): boolean {
    if (this.redoSelection()) return true;
    this.cancel();
    return this.draft.redo(words);
  }

  private get surroundings(): Surroundings {
    const { brushSize, parentLevel } = this.state;
    return { field: this.field, teamOf: (area) => this.draft.acceptedTeamOf(area), brushSize, parentLevel };
  }

  /** What the tool takes of the way that it has not been asked about. */
  private ask(press: Press): Taken {
    const { path, near } = press;
    const stroke: Stroke = { path, fresh: path.slice(press.askedUpTo), near };
    press.askedUpTo = path.length;
    return press.tool.take(this.surroundings, stroke);
  }

  private tap(areas: readonly number[], removes: boolean): void {
    const selected = new Set(this.selection.areas());
    // One area may be selected even when it is locked, so that it can be opened.
    const takeable = areas.length === 1 ? areas : areas.filter((area) => this.wouldMove(area));
    const leaves = removes || (takeable.length > 0 && takeable.every((area) => selected.has(area)));
    for (const area of takeable) {
      if (leaves) selected.delete(area);
      else selected.add(area);
    }
    this.selection.replace([...selected]);
  }

  private follow(): void {
    const press = this.pressed!;
    const { areas, target } = this.ask(press);
    let base = press.tool.press === "span" ? press.before : this.selection.areas();
    if (target !== undefined && target !== this.state.target) {
      // The tool decides who gains: what was selected for another team is let go.
      this.state = { ...this.state, target };
      base = [];
    }
    const selected = new Set(base);
    for (const area of areas) {
      if (press.removes) selected.delete(area);
      else if (this.wouldMove(area)) selected.add(area);
    }
    if (press.tool.press === "stroke" && selected.size === base.length && base.length > 0) return;
    this.selection.replace([...selected]);
  }

  private wouldMove(area: number): boolean {
    return this.mayTake(area) && this.draft.acceptedTeamOf(area) !== this.state.target;
  }

  private preview(): void {
    const { areas } = this.moving;
    // The draft tells when it has shown them.
    this.draft.preview(areas, this.state.target ?? noTeam);
  }

  private tell(): void {
    this.changes++;
    for (const subscriber of this.subscribers) subscriber();
  }
}
