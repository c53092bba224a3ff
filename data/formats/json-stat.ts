// Reads JSON-stat 2 (SCB's API version 2): one row a combination of categories, with code and label of each, and the value.
import { issue } from "../issues.ts";
import { isObject, looksLikeJson, parseJson } from "./json-text.ts";
import { finishTable } from "./pxweb-json.ts";
import { type Cell, type Format, type ReadContext, type ReadResult, refused, type Upload } from "./types.ts";

type JsonObject = Readonly<Record<string, unknown>>;

interface Dimension {
  readonly heading: string;
  readonly codes: readonly string[];
  readonly labels: readonly string[];
}

const text = (value: unknown, otherwise: string) => (typeof value === "string" && value !== "" ? value : otherwise);

/** Codes of a dimension in order; `index` may be a list of codes or an object from code to position, and may be left out for one code. */
function codesOf(category: JsonObject): string[] {
  const index = category.index ?? category.label;
  if (Array.isArray(index)) return index.map(String);
  if (!isObject(index)) return [];
  if (category.index === undefined) return Object.keys(index);
  return Object.entries(index)
    .sort(([, one], [, other]) => Number(one) - Number(other))
    .map(([code]) => code);
}

function dimensionOf(id: string, dimension: unknown): Dimension | null {
  if (!isObject(dimension) || !isObject(dimension.category)) return null;
  const codes = codesOf(dimension.category);
  const labels = isObject(dimension.category.label) ? dimension.category.label : {};
  return { heading: text(dimension.label, id), codes, labels: codes.map((code) => text(labels[code], code)) };
}

function dimensionsOf(root: JsonObject): Dimension[] | null {
  const { id, size, dimension } = root;
  if (!Array.isArray(id) || !Array.isArray(size) || id.length === 0 || !isObject(dimension)) return null;
  const dimensions = id.map((each) => dimensionOf(String(each), dimension[String(each)]));
  const fits = dimensions.every(
    (each, index) => each !== null && each.codes.length === size[index] && each.codes.length > 0,
  );
  return fits ? (dimensions as Dimension[]) : null;
}

/** The value at a position: a number, or the status sign (`..`) where there is none. Values and status may be lists or sparse objects. */
function valueAt(root: JsonObject, position: number): Cell {
  const at = (member: unknown) =>
    Array.isArray(member) ? member[position] : isObject(member) ? member[position] : member;
  const value = at(root.value);
  if (typeof value === "number" || typeof value === "string") return value;
  const status = at(root.status);
  return typeof status === "string" ? status : null;
}

const isSame = (labels: readonly string[], codes: readonly string[]) =>
  labels.every((label, index) => label === codes[index]);

function tableOf(root: JsonObject, dimensions: readonly Dimension[], cellCount: number): Cell[][] {
  const heading = dimensions.flatMap(({ heading: name, codes, labels }) =>
    isSame(labels, codes) ? [name] : [name, `${name} (text)`],
  );
  const table: Cell[][] = [[...heading, "value"]];
  for (let position = 0; position < cellCount; position += 1) {
    const cells: Cell[] = [];
    let stride = cellCount;
    for (const { codes, labels } of dimensions) {
      stride /= codes.length;
      const index = Math.floor(position / stride) % codes.length;
      cells.push(codes[index] ?? "");
      if (!isSame(labels, codes)) cells.push(labels[index] ?? "");
    }
    table.push([...cells, valueAt(root, position)]);
  }
  return table;
}

async function read(upload: Upload, context: ReadContext): Promise<ReadResult> {
  const file = upload.fileName;
  const parsed = parseJson(upload.entries[0]?.bytes ?? new Uint8Array(), file, context.limits);
  if (parsed.refusal) return refused(parsed.refusal);
  const root = isObject(parsed.value) ? parsed.value : {};
  const unexpected = (member: string) => refused(issue("json.unexpected-shape", { file, format: "JSON-stat", member }));
  const dimensions = dimensionsOf(root);
  if (!dimensions) return unexpected("dimension");
  const cellCount = dimensions.reduce((product, { codes }) => product * codes.length, 1);
  if (cellCount > context.limits.rows)
    return refused(issue("file.too-many-rows", { file, limit: context.limits.rows }));
  const { value } = root;
  if (!(Array.isArray(value) ? value.length === cellCount : isObject(value))) return unexpected("value");
  context.progress(0.5, "checking");
  const rows = tableOf(root, dimensions, cellCount).map((cells, index) => ({ row: index + 1, cells }));
  const titles = typeof root.label === "string" ? [root.label] : [];
  return finishTable("json-stat", { name: file.replace(/\.[^.]*$/, ""), file, rows, titles }, context);
}

function detect({ entries }: Upload): boolean {
  const [entry] = entries;
  if (!entry || entries.length > 1 || !looksLikeJson(entry.bytes)) return false;
  const ends = [entry.bytes.subarray(0, 50_000), entry.bytes.subarray(-5_000)].map((part) =>
    new TextDecoder().decode(part),
  );
  return ends.some((part) => /"class"\s*:\s*"dataset"/.test(part));
}

export const jsonStat: Format = { id: "json-stat", name: "JSON-stat", extensions: ["json", "px"], detect, read };
