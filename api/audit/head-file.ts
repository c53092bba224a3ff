// The file outside the database with the log's head hashes: lines that are only added, each chained to the one before.
import { createHash } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";

export interface HeadLine {
  /** The database's clock when the line was made. */
  readonly time: string;
  /** `head`: the newest row of a chain. `cut`: the last row that a purge took away. */
  readonly kind: "head" | "cut";
  readonly chain: string;
  readonly sequence: number;
  readonly hash: string;
  readonly lineHash: string;
}

export interface HeadFile {
  readonly lines: readonly HeadLine[];
  /** The first line, counted from 1, that is not as it was written; null where all are. */
  readonly brokenLine: number | null;
}

const heading = "time,kind,chain,sequence,hash,line_hash";
const linePattern =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z),(head|cut),(\*|\d{4}),(\d{1,15}),([0-9a-f]{64}),([0-9a-f]{64})$/;

/** SHA-256 of the line before's hash (nothing before line 1), a line end, and the line without its own hash. */
function lineHashOf(previous: string, text: string): string {
  return createHash("sha256").update(`${previous}\n${text}`).digest("hex");
}

/** Reads the file. Null where there is none; what follows a broken line is not read. */
export async function readHeadFile(path: string): Promise<HeadFile | null> {
  const text = await textOf(path);
  return text === null ? null : parseHeadFile(text);
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

/** The lines of the file's text, up to the first that is not as it was written. */
function parseHeadFile(text: string): HeadFile {
  const [first, ...rest] = text.split("\n");
  if (first !== heading) return { lines: [], brokenLine: 1 };
  // What stands after the last line end is a line that a power cut left unfinished, or nothing.
  rest.pop();
  const lines: HeadLine[] = [];
  for (const [position, written] of rest.entries()) {
    const match = linePattern.exec(written);
    const expected = lineHashOf(lines.at(-1)?.lineHash ?? "", written.slice(0, written.lastIndexOf(",")));
    if (match === null || match[6] !== expected) return { lines, brokenLine: position + 1 };
    const [, time, kind, chain, sequence, hash, lineHash] = match as unknown as [string, ...string[]];
    lines.push({
      time: time!,
      kind: kind as HeadLine["kind"],
      chain: chain!,
      sequence: Number(sequence),
      hash: hash!,
      lineHash: lineHash!,
    });
  }
  return { lines, brokenLine: null };
}

export type NewHeadLine = Omit<HeadLine, "lineHash">;

/**
 * Adds lines and waits until the disk has them; answers the number and hash of the last. The caller keeps others from
 * writing meanwhile. Goes on from the file's last good line, and throws where an earlier one is broken: what is false
 * is not built upon.
 */
export async function appendHeadLines(
  path: string,
  added: readonly NewHeadLine[],
): Promise<{ line: number; lineHash: string }> {
  await mkdir(dirname(path), { recursive: true });
  const before = await textOf(path);
  const present = before === null ? null : parseHeadFile(before);
  if (present !== null && present.brokenLine !== null) throw new HeadFileBroken(present.brokenLine);
  let lineHash = present?.lines.at(-1)?.lineHash ?? "";
  let text = present === null ? `${heading}\n` : "";
  for (const { time, kind, chain, sequence, hash } of added) {
    const line = `${time},${kind},${chain},${sequence},${hash}`;
    lineHash = lineHashOf(lineHash, line);
    text += `${line},${lineHash}\n`;
  }
  const file = await open(path, "a", 0o600);
  try {
    // The lines are plain ASCII, so that their length is their number of bytes.
    if (before !== null && !before.endsWith("\n")) await file.truncate(before.lastIndexOf("\n") + 1);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return { line: (present?.lines.length ?? 0) + added.length, lineHash };
}

/** The file outside the database is not as it was written. */
class HeadFileBroken extends Error {
  override readonly name = "HeadFileBroken";
  readonly line: number;
  constructor(line: number) {
    super(`Line ${line} of the head file is not as it was written.`);
    this.line = line;
  }
}
