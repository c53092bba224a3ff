// Values on their way to and from SQL, in PostgreSQL's text format, so that both engines give the same JavaScript values.

/** What goes over the wire as a parameter: text, bytes or null. */
export type EncodedValue = string | Uint8Array | null;

/**
 * Encodes a parameter. Arrays become PostgreSQL arrays, so JSON that is an array must be given as text
 * (`JSON.stringify`); other objects become JSON. Throws on values that have no meaning in SQL.
 */
export function encodeValue(value: unknown): EncodedValue {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      if (value instanceof Uint8Array) return value;
      if (value instanceof Date) return value.toISOString();
      if (isNumericView(value)) return encodeArray(Array.from(value as ArrayLike<number | bigint>));
      return Array.isArray(value) ? encodeArray(value) : JSON.stringify(value);
    default:
      throw new TypeError(
        `A ${typeof value} can not be a value in SQL; expected text, number, boolean, date, bytes, array or object.`,
      );
  }
}

function isNumericView(value: object): boolean {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function encodeArray(elements: readonly unknown[]): string {
  return `{${elements.map(encodeElement).join(",")}}`;
}

function encodeElement(element: unknown): string {
  if (element === null || element === undefined) return "NULL";
  if (typeof element === "number" || typeof element === "bigint" || typeof element === "boolean")
    return String(element);
  if (Array.isArray(element)) return encodeArray(element);
  const text =
    element instanceof Uint8Array ? `\\x${Buffer.from(element).toString("hex")}` : (encodeValue(element) as string);
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

type Decoder = (text: string) => unknown;

function decodeInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The whole number ${text} is too large to be exact; cast it to text.`);
  return value;
}

const decodeTimestamp: Decoder = (text) => new Date(`${text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")}`);
const decodeBytes: Decoder = (text) => new Uint8Array(Buffer.from(text.slice(2), "hex"));
const decodeText: Decoder = (text) => text;

/** By type OID. Dates stay text ("2025-12-31"): a day has no time zone. */
const scalarDecoders: ReadonlyMap<number, Decoder> = new Map<number, Decoder>([
  [16, (text) => text === "t"],
  [17, decodeBytes],
  [20, decodeInt8],
  [21, Number],
  [23, Number],
  [26, Number],
  [114, JSON.parse],
  [700, Number],
  [701, Number],
  [1184, decodeTimestamp],
  [1700, Number],
  [3802, JSON.parse],
]);

/** Array type OID → element type OID. */
const elementTypes: ReadonlyMap<number, number> = new Map([
  [199, 114],
  [1000, 16],
  [1001, 17],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1015, 1043],
  [1016, 20],
  [1021, 700],
  [1022, 701],
  [1028, 26],
  [1182, 1082],
  [1185, 1184],
  [1231, 1700],
  [2951, 2950],
  [3807, 3802],
]);

/** The decoder of a type: scalars of unknown types stay text. */
export function decoderOf(typeOid: number): Decoder {
  const elementType = elementTypes.get(typeOid);
  if (elementType === undefined) return scalarDecoders.get(typeOid) ?? decodeText;
  const decodeElement = scalarDecoders.get(elementType) ?? decodeText;
  return (text) => decodeArray(text, decodeElement);
}

/** Reads a one-dimensional array literal ({1,2,NULL,"a \"b\""}). Throws on nested arrays, which no query here returns. */
function decodeArray<Element>(literal: string, decodeElement: (text: string) => Element): (Element | null)[] {
  const inside = literal.slice(1, -1);
  if (inside === "") return [];
  if (!/["{\\]/.test(inside)) {
    return inside.split(",").map((text) => (text === "NULL" ? null : decodeElement(text)));
  }
  const elements: (Element | null)[] = [];
  const elementPattern = /"((?:[^"\\]|\\.)*)"|([^,"{}]+)/gsy;
  for (;;) {
    const match = elementPattern.exec(inside);
    if (match === null) throw new TypeError("Expected a one-dimensional array from the database, found another shape.");
    const [, quoted, bare] = match;
    if (quoted !== undefined) elements.push(decodeElement(quoted.replace(/\\(.)/gs, "$1")));
    else elements.push(bare === "NULL" ? null : decodeElement(bare as string));
    const end = elementPattern.lastIndex;
    if (end === inside.length) return elements;
    if (inside[end] !== ",")
      throw new TypeError("Expected a one-dimensional array from the database, found another shape.");
    elementPattern.lastIndex = end + 1;
  }
}
