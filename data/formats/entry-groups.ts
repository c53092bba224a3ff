// Groups the files of a zip that belong together: the same path apart from the extension, whatever its case.
import type { UploadEntry } from "./types.ts";

/** The parts of one layer: its name as written, and its files by lower-case extension. */
export interface EntryGroup {
  readonly name: string;
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

/** The lower-case extension of a path, without the dot; empty when it has none. */
export function extensionOf(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

/** The groups of files that share a path without extension, in the order they first occur. `x.shp.xml` is not a part. */
export function groupEntries(entries: readonly UploadEntry[]): EntryGroup[] {
  const groups = new Map<string, { name: string; parts: Map<string, Uint8Array> }>();
  for (const { path, bytes } of entries) {
    const stem = path.replace(/\.[^./]+$/, "");
    const key = stem.toLowerCase();
    const group = groups.get(key) ?? { name: stem.split("/").at(-1) ?? stem, parts: new Map<string, Uint8Array>() };
    group.parts.set(extensionOf(path), bytes);
    groups.set(key, group);
  }
  return [...groups.values()];
}
