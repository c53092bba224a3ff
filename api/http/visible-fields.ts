// Leaves of an answer only what the access table lets the caller's role see: the last line, after handlers and policies.
import type { Sight } from "../contract/access.ts";

/** Which fields are kept; null keeps the whole value. */
type Kept = Map<string, Kept> | null;

const keptBySight = new WeakMap<readonly string[], Kept>();

/** The body without the fields that the sight does not name. The body itself is left as it is. */
export function visibleFields(body: unknown, sight: Sight): unknown {
  if (sight === "everything") return body;
  const known = keptBySight.get(sight);
  const kept = known === undefined ? keptOf(sight) : known;
  if (known === undefined) keptBySight.set(sight, kept);
  return only(body, kept);
}

function keptOf(paths: readonly string[]): Kept {
  const root = new Map<string, Kept>();
  for (const path of paths) {
    const names = path.split(".");
    const last = names.pop()!;
    let level = root;
    for (const name of names) {
      const next = level.get(name) ?? new Map<string, Kept>();
      level.set(name, next);
      level = next;
    }
    level.set(last, null);
  }
  return root;
}

function only(value: unknown, kept: Kept): unknown {
  if (kept === null || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => only(item, kept));
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, content]) =>
      kept.has(name) ? [[name, only(content, kept.get(name)!)]] : [],
    ),
  );
}
