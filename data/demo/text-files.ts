// Writes the text formats municipalities deliver: separated values in Windows-1252 or UTF-8, with decimal comma.

/** A value in a table: text as it stands, a number (whole), or null for an empty cell. */
export type Cell = string | number | null;

/** How a file is written. */
export interface TextFormat {
  separator: ";" | ",";
  encoding: "windows-1252" | "utf-8" | "utf-8-bom";
}

const windows1252Specials = new Map([
  ["–", 0x96],
  ["—", 0x97],
  ["’", 0x92],
  ["”", 0x94],
  ["€", 0x80],
]);

/** Bytes of a text in Windows-1252. Throws on a character that the code page lacks. */
function encodeWindows1252(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const byte = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : windows1252Specials.get(text[i]!);
    if (byte === undefined) throw new Error(`character U+${code.toString(16)} has no place in Windows-1252`);
    bytes[i] = byte;
  }
  return bytes;
}

function writeCell(cell: Cell, separator: string): string {
  if (cell === null) return "";
  const text = String(cell);
  return text.includes(separator) || text.includes('"') || text.includes("\n")
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

/** A table as bytes: heading, rows, lines ending in CR LF as Windows programs write them. */
export function writeTable(header: readonly string[], rows: Iterable<readonly Cell[]>, format: TextFormat): Uint8Array {
  const lines = [header.join(format.separator)];
  for (const row of rows) lines.push(row.map((cell) => writeCell(cell, format.separator)).join(format.separator));
  const text = `${lines.join("\r\n")}\r\n`;
  if (format.encoding === "windows-1252") return encodeWindows1252(text);
  return new TextEncoder().encode(format.encoding === "utf-8-bom" ? `\uFEFF${text}` : text);
}

/** A number with one decimal and a decimal comma. */
export function withComma(value: number): string {
  const tenths = Math.round(value * 10);
  const sign = tenths < 0 ? "-" : "";
  return `${sign}${Math.floor(Math.abs(tenths) / 10)},${Math.abs(tenths) % 10}`;
}
