// The registry of keys: what is bound, what the help dialog lists and what the buttons show while Alt is held.
import type { ToolId } from "./tool.ts";

export type DrawCommand =
  | { readonly kind: "tool"; readonly tool: ToolId }
  | { readonly kind: "team"; readonly place: number }
  /** The team at a place, else the one that is chosen. */
  | { readonly kind: "lockTeam"; readonly place?: number }
  | { readonly kind: PlainCommand };
type PlainCommand =
  | "take"
  | "toggle"
  | "approve"
  | "cancel"
  | "undo"
  | "redo"
  | "smallerBrush"
  | "largerBrush"
  | "takeFrom"
  | "enclosed"
  | "lockAreas"
  | "nextFinding"
  | "previousFinding"
  | "search"
  | "zoomIn"
  | "zoomOut"
  | "showAll"
  | "help";

export type KeyGroup = "tools" | "teams" | "drawing" | "moving";

export interface KeyBinding {
  /** Names the binding in the locales and on the button it belongs to. */
  readonly id: string;
  readonly group: KeyGroup;
  /** As it is written for people. */
  readonly shown: string;
  /** Keys as the browser names them; letters in lower case. */
  readonly keys: readonly string[];
  readonly ctrl?: true;
  readonly shift?: true;
  /** Works wherever the focus is on the page, but in a field one writes in. */
  readonly everywhere?: true;
  readonly command: (key: string) => DrawCommand;
}

const toolKeys: Readonly<Record<ToolId, string>> = {
  inspect: "i",
  pan: "d",
  click: "v",
  brush: "p",
  rectangle: "r",
  lasso: "f",
  parent: "h",
  push: "g",
  erase: "s",
};

function plain(
  kind: PlainCommand | "lockTeam",
  group: KeyGroup,
  shown: string,
  keys: readonly string[],
  more: Pick<KeyBinding, "ctrl" | "shift" | "everywhere"> = {},
): KeyBinding {
  return { id: kind, group, shown, keys, ...more, command: () => ({ kind }) };
}

/** In the order of the help dialog; of two that fit an event the first is meant. */
export const keyBindings: readonly KeyBinding[] = [
  ...Object.entries(toolKeys).map(
    ([tool, key]): KeyBinding => ({
      id: `tool.${tool}`,
      group: "tools",
      shown: key.toUpperCase(),
      keys: [key],
      command: () => ({ kind: "tool", tool: tool as ToolId }),
    }),
  ),
  {
    id: "team",
    group: "teams",
    shown: "1–9",
    keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    command: (key) => ({ kind: "team", place: Number(key) - 1 }),
  },
  { id: "noTeam", group: "teams", shown: "0", keys: ["0"], command: () => ({ kind: "team", place: -1 }) },
  plain("takeFrom", "teams", "T", ["t"]),
  plain("lockTeam", "teams", "Shift+L", ["l"], { shift: true }),
  plain("approve", "drawing", "Ctrl+Enter", ["Enter"], { ctrl: true, everywhere: true }),
  plain("take", "drawing", "Enter", ["Enter"]),
  plain("toggle", "drawing", "␣", [" "]),
  plain("cancel", "drawing", "Esc", ["Escape"], { everywhere: true }),
  plain("redo", "drawing", "Ctrl+Shift+Z", ["z"], { ctrl: true, shift: true, everywhere: true }),
  // The other habit for the same; the button shows the one before.
  { ...plain("redo", "drawing", "Ctrl+Y", ["y"], { ctrl: true, everywhere: true }), id: "redoToo" },
  plain("undo", "drawing", "Ctrl+Z", ["z"], { ctrl: true, everywhere: true }),
  plain("smallerBrush", "drawing", "[", ["["]),
  plain("largerBrush", "drawing", "]", ["]"]),
  plain("enclosed", "drawing", "E", ["e"]),
  plain("lockAreas", "drawing", "L", ["l"]),
  plain("previousFinding", "moving", "Shift+N", ["n"], { shift: true }),
  plain("nextFinding", "moving", "N", ["n"]),
  plain("search", "moving", "/", ["/"]),
  plain("zoomIn", "moving", "+", ["+"]),
  plain("zoomOut", "moving", "−", ["-"]),
  plain("showAll", "moving", "Home", ["home"]),
  plain("help", "moving", "?", ["?"]),
];

/** How the key of a button is written, by the binding's id. */
export function shownKey(id: string): string {
  const binding = keyBindings.find((each) => each.id === id);
  if (!binding) throw new Error(`No key is bound to "${id}".`);
  return binding.shown;
}

/** A digit that chose a team, and when. */
export interface TypedDigit {
  readonly digit: number;
  readonly atMs: number;
}

/** Where there are more teams than digits, two that follow so soon are one number. */
const oneNumberMs = 800;

/** The place of the team that a digit means, −1 for none: the digit's own, or with the one before it that of team 10 and on. */
export function placeOfDigit({ digit, atMs }: TypedDigit, before: TypedDigit | null, teamCount: number): number {
  const number = before !== null && atMs - before.atMs <= oneNumberMs ? 10 * before.digit + digit : 0;
  return number >= 10 && number <= teamCount ? number - 1 : digit - 1;
}

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The binding of a key press, or null. Shift counts for letters only: other signs are where the keyboard has them. */
export function bindingFor({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): KeyBinding | null {
  // AltGr writes [ and ] on Nordic keyboards, and the browser tells it as Ctrl and Alt.
  const isSign = key.length === 1 && !/\p{L}|\s/u.test(key);
  const ctrl = (ctrlKey || metaKey) && !(isSign && altKey);
  if (altKey && !isSign) return null;
  const name = key === "Enter" || key === "Escape" ? key : key.toLowerCase();
  const isLetter = /^\p{L}$/u.test(name);
  return (
    keyBindings.find(
      (binding) =>
        binding.keys.includes(name) &&
        Boolean(binding.ctrl) === ctrl &&
        (!isLetter || Boolean(binding.shift) === shiftKey),
    ) ?? null
  );
}
