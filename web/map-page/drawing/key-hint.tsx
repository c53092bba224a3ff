// The key of a button, seen while Alt is held.
import { shownKey } from "../../drawing/keys.ts";

/** @param shown what is written where the binding has a key for each of several buttons. */
export function KeyHint({ binding, shown }: { binding: string; shown?: string }) {
  return (
    <span className="key-hint" data-binding={binding} aria-hidden="true">
      {shown ?? shownKey(binding)}
    </span>
  );
}
