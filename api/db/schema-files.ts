// Reads the SQL files that make the schema: steps by number, state by name.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface SqlFile {
  /** Relative to sql/, for messages. */
  readonly path: string;
  readonly name: string;
  /** The step's number; 0 for state. */
  readonly number: number;
  readonly text: string;
  /** SHA-256 of the text with line ends made alike, so that a checkout on Windows is the same file. */
  readonly checksum: string;
}

export interface SchemaFiles {
  readonly steps: readonly SqlFile[];
  readonly functions: readonly SqlFile[];
  readonly views: readonly SqlFile[];
  readonly policies: readonly SqlFile[];
}

/** Reads the program's own files, or those of another folder with the same layout. Throws on gaps and misnamed steps. */
export function readSchemaFiles(folder: string = fileURLToPath(new URL("../../sql/", import.meta.url))): SchemaFiles {
  const steps = readFolder(folder, "migrations");
  steps.forEach(({ number, path }, index) => {
    if (number !== index + 1) throw new Error(`Expected step number ${index + 1} at ${path}, found ${number}.`);
  });
  return {
    steps,
    functions: readFolder(folder, "functions"),
    views: mentionedFirst(readFolder(folder, "views")),
    policies: readFolder(folder, "policies"),
  };
}

/** A view that another view's text names is created before it. */
function mentionedFirst(views: readonly SqlFile[]): SqlFile[] {
  const ordered = new Set<SqlFile>();
  const visit = (view: SqlFile, path: readonly SqlFile[]): void => {
    if (path.includes(view)) throw new Error(`The views ${path.map(({ name }) => name).join(", ")} name each other.`);
    for (const other of views) {
      if (other !== view && view.text.includes(other.name)) visit(other, [...path, view]);
    }
    ordered.add(view);
  };
  for (const view of views) visit(view, []);
  return [...ordered];
}

function readFolder(folder: string, kind: string): SqlFile[] {
  return readdirSync(join(folder, kind))
    .filter((fileName) => fileName.endsWith(".sql"))
    .sort()
    .map((fileName) => {
      const text = readFileSync(join(folder, kind, fileName), "utf8").replaceAll("\r\n", "\n");
      return {
        path: `${kind}/${fileName}`,
        name: fileName.slice(0, -".sql".length),
        number: kind === "migrations" ? Number(/^\d{4}(?=_)/.exec(fileName)?.[0] ?? Number.NaN) : 0,
        text,
        checksum: createHash("sha256").update(text).digest("hex"),
      };
    });
}
