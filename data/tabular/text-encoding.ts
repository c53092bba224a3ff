// Turns the bytes of a text file into text: UTF-8 with or without BOM, UTF-16 with BOM, or Windows-1252.

export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "windows-1252";
}

function bomEncoding(bytes: Uint8Array): DecodedText["encoding"] | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8-bom";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/**
 * The text of a file. A BOM decides; without one it is UTF-8 when every byte sequence is valid UTF-8, else Windows-1252 (of which
 * Latin-1 is a part). The BOM is not part of the text. Any bytes give some text: `looksLikeText` says whether it makes sense.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = bomEncoding(bytes);
  if (marked !== undefined) {
    return { text: new TextDecoder(marked === "utf-8-bom" ? "utf-8" : marked).decode(bytes), encoding: marked };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}

/** True when the beginning of a decoded file holds none of the control characters that only binary files have. */
export function looksLikeText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd\ufffe]/.test(text.slice(0, 65_536));
}

/** True when text shows the marks of UTF-8 that was read as Windows-1252 and saved again: Ã¥ for å, Ã¤ for ä, Ã¶ for ö. */
export function looksDoublyEncoded(text: string): boolean {
  return /Ã[¥¤¶…„–©]/.test(text.slice(0, 1_000_000));
}
