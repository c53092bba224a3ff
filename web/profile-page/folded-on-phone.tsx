// A long part of the profile: on a phone folded under what it holds, whole on wider screens and on paper.
import { type ReactNode, useSyncExternalStore } from "react";

/** On paper it is whole, however narrow the sheet is. */
const narrow = "screen and (max-width: 700px)";

function subscribe(listener: () => void): () => void {
  const query = matchMedia(narrow);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export function FoldedOnPhone({ summary, children }: { summary: string; children: ReactNode }) {
  const isNarrow = useSyncExternalStore(subscribe, () => matchMedia(narrow).matches);
  if (!isNarrow) return children;
  return (
    <details className="profile-fold">
      <summary>{summary}</summary>
      <div className="stack">{children}</div>
    </details>
  );
}
