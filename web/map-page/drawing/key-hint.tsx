// The key of a button, seen while Alt is held.
import { shownKey } from "../../drawing/keys.ts";

export function KeyHint({ binding, digit }: { binding: string; digit?: number }) {
  return (
    <span className="key-hint" aria-hidden="true">
      {digit ?? shownKey(binding)}
    </span>
  );
}
