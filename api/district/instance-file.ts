// Reads a districting instance: JSON, gzipped or not, into arrays, with a sentence for everything that is wrong with it.
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type { Sentence } from "../contract/primitives.ts";

/** Positions and lengths are in the file's own unit (`units`), weights are whatever the fields of the nodes count. */
export interface Instance {
  readonly name: string;
  readonly teamCount: number;
  /** Undefined where the file has none. */
  readonly toleranceFraction: number | undefined;
  /** The nodes as they stand in the file; `x` and `y` are checked, other fields when they are asked for. */
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  /** Pairs of node numbers: the edges, and the bridges that are not among them. */
  readonly links: Int32Array;
  /** One per link; a bridge has 0. */
  readonly linkLength: Float64Array;
}

export type InstanceReading =
  | { readonly ok: true; readonly instance: Instance }
  | { readonly ok: false; readonly faults: readonly Sentence[] };

const inflatedBytesAtMost = 2 ** 30;
const faultsAtMost = 20;

/** Reads a file by its path. Never throws for what a file may contain. */
export async function readInstanceFile(path: string): Promise<InstanceReading> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return refused({ sv: `Filen ${path} finns inte.`, en: `There is no file ${path}.` });
    return refused({ sv: `Filen ${path} kan inte läsas (${code}).`, en: `The file ${path} cannot be read (${code}).` });
  }
  return readInstance(bytes);
}

/** Reads the bytes of a file; gzip is recognised by its first two bytes. */
function readInstance(bytes: Uint8Array): InstanceReading {
  let plain = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      plain = gunzipSync(bytes, { maxOutputLength: inflatedBytesAtMost });
    } catch {
      return refused({ sv: "Filen går inte att packa upp (gzip).", en: "The file cannot be unpacked (gzip)." });
    }
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8").decode(plain));
  } catch (error) {
    const { message } = error as Error;
    return refused({
      sv: `Filen är inte giltig JSON (NaN och Infinity finns inte i JSON): ${message}`,
      en: `The file is not valid JSON (there is no NaN or Infinity in JSON): ${message}`,
    });
  }
  if (!isRecord(value)) return refused({ sv: "Filen är inget JSON-objekt.", en: "The file is not a JSON object." });
  return new InstanceReader(value).read();
}

/** A field of all nodes as numbers; `missing` stands for a node without it, and without `missing` that is a fault. */
export function nodeNumbers(
  instance: Instance,
  field: string,
  missing?: number,
): { readonly values: Float64Array; readonly faults: readonly Sentence[] } {
  const values = new Float64Array(instance.nodes.length);
  const faults: Sentence[] = [];
  for (let node = 0; node < values.length; node++) {
    const value = instance.nodes[node]![field] ?? missing;
    if (typeof value === "number" && Number.isFinite(value)) values[node] = value;
    else if (faults.length < faultsAtMost) {
      const name = nodeName(instance.nodes, node);
      faults.push({
        sv: `${name.sv} har inget giltigt tal i fältet ${field}.`,
        en: `${name.en} has no valid number in the field ${field}.`,
      });
    }
  }
  return { values, faults };
}

/** "Nod 5 (2281A0010)" and "Node 5 (2281A0010)". */
export function nodeName(nodes: readonly Readonly<Record<string, unknown>>[], node: number): Sentence {
  const id = nodes[node]?.id;
  const rest = typeof id === "string" || typeof id === "number" ? ` (${String(id).slice(0, 40)})` : "";
  return { sv: `Nod ${node}${rest}`, en: `Node ${node}${rest}` };
}

function refused(...faults: Sentence[]): InstanceReading {
  return { ok: false, faults };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One reading; collects up to twenty faults before it gives up. */
class InstanceReader {
  private readonly file: Record<string, unknown>;
  private readonly faults: Sentence[] = [];

  constructor(file: Record<string, unknown>) {
    this.file = file;
  }

  read(): InstanceReading {
    const { file } = this;
    const teamCount = this.wholeNumber("k", 1);
    const toleranceFraction = file.tolerance === undefined ? undefined : this.tolerance();
    const nodes = this.nodes();
    // Without nodes every link would be a fault of its own.
    const { links, lengths } = nodes.length > 0 ? this.links(nodes.length) : { links: [], lengths: [] };
    if (this.faults.length > 0) return { ok: false, faults: this.faults.slice(0, faultsAtMost) };
    return {
      ok: true,
      instance: {
        name: typeof file.name === "string" ? file.name : "",
        teamCount,
        toleranceFraction,
        nodes,
        links: Int32Array.from(links),
        linkLength: Float64Array.from(lengths),
      },
    };
  }

  private wholeNumber(field: string, least: number): number {
    const value = this.file[field];
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value < 2 ** 31) return value;
    this.fault(
      `Fältet ${field} ska vara ett heltal, minst ${least}.`,
      `The field ${field} must be a whole number, at least ${least}.`,
    );
    return least;
  }

  private tolerance(): number {
    const value = this.file.tolerance;
    if (typeof value === "number" && value >= 0 && Number.isFinite(value)) return value;
    this.fault(
      "Fältet tolerance ska vara ett tal som är noll eller större (0.01 är en procent).",
      "The field tolerance must be a number that is zero or more (0.01 is one per cent).",
    );
    return 0;
  }

  private nodes(): Record<string, unknown>[] {
    const nodes = this.file.nodes;
    if (!Array.isArray(nodes)) {
      this.fault("Fältet nodes ska vara en lista av noder.", "The field nodes must be a list of nodes.");
      return [];
    }
    for (let node = 0; node < nodes.length && this.faults.length < faultsAtMost; node++) {
      const value: unknown = nodes[node];
      if (!isRecord(value)) {
        this.fault(`Nod ${node} är inget objekt.`, `Node ${node} is not an object.`);
        continue;
      }
      for (const field of ["x", "y"]) {
        if (Number.isFinite(value[field])) continue;
        const name = nodeName(nodes, node);
        this.fault(
          `${name.sv} har inget giltigt tal i fältet ${field}.`,
          `${name.en} has no valid number in the field ${field}.`,
        );
      }
    }
    return nodes;
  }

  private links(nodeCount: number): { links: number[]; lengths: number[] } {
    const links: number[] = [];
    const lengths: number[] = [];
    const known = new Set<number>();
    const edges = this.list("edges");
    for (let place = 0; place < edges.length && this.faults.length < faultsAtMost; place++) {
      const edge = edges[place];
      const key = this.endsOf(edge, `edges[${place}]`, nodeCount);
      if (key < 0) continue;
      const [a, b, length] = edge as [number, number, unknown];
      if (known.has(key)) {
        this.fault(
          `edges[${place}]: noderna ${a} och ${b} är redan förbundna.`,
          `edges[${place}]: nodes ${a} and ${b} are linked already.`,
        );
      }
      if (typeof length !== "number" || !(length >= 0) || !Number.isFinite(length)) {
        this.fault(
          `edges[${place}]: den gemensamma gränsens längd ska vara ett tal som är noll eller större.`,
          `edges[${place}]: the length of the shared border must be a number that is zero or more.`,
        );
      }
      known.add(key);
      links.push(a, b);
      lengths.push(length as number);
    }
    const bridges = this.file.bridges === undefined ? [] : this.list("bridges");
    for (let place = 0; place < bridges.length && this.faults.length < faultsAtMost; place++) {
      const key = this.endsOf(bridges[place], `bridges[${place}]`, nodeCount);
      if (key < 0 || known.has(key)) continue;
      const [a, b] = bridges[place] as [number, number];
      known.add(key);
      links.push(a, b);
      lengths.push(0);
    }
    return { links, lengths };
  }

  private list(field: string): unknown[] {
    const value = this.file[field];
    if (Array.isArray(value)) return value;
    this.fault(`Fältet ${field} ska vara en lista.`, `The field ${field} must be a list.`);
    return [];
  }

  /** One number for an unordered pair of node numbers, −1 after a fault. */
  private endsOf(link: unknown, place: string, nodeCount: number): number {
    const [a, b] = Array.isArray(link) ? link : [];
    const fine = [a, b].every((end) => Number.isInteger(end) && end >= 0 && end < nodeCount);
    if (!fine) {
      this.fault(
        `${place}: ska börja med två nodnummer mellan 0 och ${nodeCount - 1}.`,
        `${place}: must begin with two node numbers between 0 and ${nodeCount - 1}.`,
      );
      return -1;
    }
    if (a === b) {
      this.fault(`${place}: nod ${a} är förbunden med sig själv.`, `${place}: node ${a} is linked to itself.`);
      return -1;
    }
    return Math.min(a, b) * nodeCount + Math.max(a, b);
  }

  private fault(sv: string, en: string): void {
    this.faults.push({ sv, en });
  }
}
