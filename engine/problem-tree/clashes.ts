// Two people who changed one tree at once: where their edits cannot both stand, item by item and field by field.
import {
  type AnyItem,
  applyEdits,
  type EditFaultCode,
  findItem,
  type ItemKind,
  isSameValue,
  itemIdOf,
  itemKindOf,
  type TreeEdit,
} from "./edits.ts";
import type { TreeContent } from "./tree.ts";

/**
 * Why two edits cannot both stand: both changed the field, they removed what one changes, one removes what they changed,
 * or together they would leave something hanging or go in a circle.
 */
export type ClashReason = "both-changed" | "they-removed" | "they-changed" | EditFaultCode;

export interface TreeClash {
  /** Which of one's own edits, from 0. */
  readonly position: number;
  readonly reason: ClashReason;
  readonly item: ItemKind;
  readonly id: string;
  /** The field that both changed; null where it is about the whole item. */
  readonly field: string | null;
  readonly base: unknown;
  readonly own: unknown;
  readonly theirs: unknown;
}

/** Places are shuffled without harm: the latest holds. */
const neverClashing: ReadonlySet<string> = new Set(["order"]);

/**
 * Where one's own edits, made to `base`, clash with what others have made of it since (`present`). Empty where all of
 * them can be made to the present tree, which is then both together.
 */
export function clashesOf(base: TreeContent, present: TreeContent, own: readonly TreeEdit[]): TreeClash[] {
  const direct = own.flatMap((edit, position) => clashesOfEdit(base, present, edit, position));
  if (direct.length > 0) return direct;
  const applied = applyEdits(present, own);
  if (applied.ok) return [];
  const { position, code } = applied.fault;
  const edit = own[position]!;
  const item = itemKindOf(edit);
  const id = itemIdOf(edit);
  return [{ position, reason: code, item, id, field: null, base: null, own: null, theirs: null }];
}

function clashesOfEdit(base: TreeContent, present: TreeContent, edit: TreeEdit, position: number): TreeClash[] {
  if ("item" in edit) return [];
  const item = itemKindOf(edit);
  const before = findItem(base, item, edit.id);
  const now = findItem(present, item, edit.id);
  // Added by an edit of one's own before this one, or never there: applying tells.
  if (!before) return [];
  const about = { position, item, id: edit.id } as const;
  const whole = { ...about, field: null, base: null, own: null, theirs: null } as const;
  if ("fields" in edit) {
    if (!now) return [{ ...whole, reason: "they-removed" }];
    return Object.entries(edit.fields).flatMap(([field, own]): TreeClash[] =>
      clashesInField(field, before, now, own)
        ? [{ ...about, reason: "both-changed", field, base: before[field], own, theirs: now[field] }]
        : [],
    );
  }
  if (!now) return [];
  return isSameValue(without(before, neverClashing), without(now, neverClashing))
    ? []
    : [{ ...whole, reason: "they-changed" }];
}

function clashesInField(field: string, before: AnyItem, now: AnyItem, own: unknown): boolean {
  if (neverClashing.has(field)) return false;
  return !isSameValue(before[field], now[field]) && !isSameValue(now[field], own);
}

function without(item: AnyItem, fields: ReadonlySet<string>): object {
  return Object.fromEntries(
    Object.entries(item)
      .filter(([field]) => !fields.has(field))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
