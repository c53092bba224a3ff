// The key of a button, seen while Alt is held; written by the style sheet, since it is no part of the button's name.
import { shownKey } from "../../drawing/keys.ts";

/** @param shown what is written where the binding has a key for each of several buttons. */
export function KeyHint({ binding, shown }: { binding: string; shown?: string }) {
  return <span className="key-hint" data-binding={binding} data-key={shown ?? shownKey(binding)} aria-hidden="true" />;
}
