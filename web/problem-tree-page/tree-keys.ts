// The keys of the outline and the drawing, the same in both: what is bound, and what the help lists.

export type TreeCommand =
  | { readonly kind: "move"; readonly direction: "up" | "down" | "left" | "right" | "first" | "last" }
  | { readonly kind: "below-as"; readonly place: number }
  | { readonly kind: PlainCommand };
type PlainCommand =
  | "edit"
  | "beside"
  | "below"
  | "earlier"
  | "later"
  | "place"
  | "link"
  | "remove"
  | "undo"
  | "redo"
  | "cancel";

export interface TreeKey {
  /** Names it in the locales. */
  readonly id: string;
  readonly shown: string;
}

/** In the order of the help. */
export const treeKeys: readonly TreeKey[] = [
  { id: "move", shown: "↑ ↓ ← →" },
  { id: "edit", shown: "Enter" },
  { id: "beside", shown: "N" },
  { id: "below", shown: "U" },
  { id: "belowAs", shown: "1–6" },
  { id: "earlier", shown: "Alt+↑ Alt+↓" },
  { id: "place", shown: "F" },
  { id: "link", shown: "K" },
  { id: "remove", shown: "Delete" },
  { id: "undo", shown: "Ctrl+Z" },
  { id: "redo", shown: "Ctrl+Shift+Z" },
  { id: "cancel", shown: "Esc" },
];

const arrows: Readonly<Record<string, "up" | "down" | "left" | "right" | "first" | "last">> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};
const letters: Readonly<Record<string, PlainCommand>> = {
  n: "beside",
  u: "below",
  f: "place",
  k: "link",
  Enter: "edit",
  " ": "edit",
  Delete: "remove",
  Backspace: "remove",
  Escape: "cancel",
};

/** What a key press means; null where it means nothing here. Only while a node has the focus, never in a field. */
export function treeCommandFor(press: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}): TreeCommand | null {
  const { key, altKey, shiftKey } = press;
  const ctrl = press.ctrlKey || press.metaKey;
  if (ctrl && key.toLowerCase() === "z") return { kind: shiftKey ? "redo" : "undo" };
  if (ctrl) return null;
  if (altKey) {
    if (key === "ArrowUp") return { kind: "earlier" };
    return key === "ArrowDown" ? { kind: "later" } : null;
  }
  const direction = arrows[key];
  if (direction) return { kind: "move", direction };
  if (/^[1-6]$/.test(key)) return { kind: "below-as", place: Number(key) - 1 };
  const plain = letters[key.length === 1 ? key.toLowerCase() : key];
  return plain ? { kind: plain } : null;
}
