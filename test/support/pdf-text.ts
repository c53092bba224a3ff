// Reads the text of a PDF made by the service, by the fonts' own ToUnicode tables: an independent look at what a reader of the file gets.
import { inflateSync } from "node:zlib";

interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

/** The text in the order it is drawn, one entry a page; spaces between words are not drawn and so are missing. */
export function pdfPages(bytes: Uint8Array): string[] {
  const objects = readObjects(Buffer.from(bytes));
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary))
    .map((page) => pageText(page, objects));
}

/** The document's own words about itself: language, title shown, bookmarks. */
export function pdfCatalogue(bytes: Uint8Array): string {
  const objects = readObjects(Buffer.from(bytes));
  return [...objects.values()].find(({ dictionary }) => dictionary.includes("/Type /Catalog"))?.dictionary ?? "";
}

function readObjects(file: Buffer): Map<string, PdfObject> {
  const text = file.toString("latin1");
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const body = match[2]!;
    const start = body.indexOf("stream\n");
    const dictionary = start < 0 ? body : body.slice(0, start);
    objects.set(match[1]!, { dictionary, stream: start < 0 ? null : streamOf(body, start, dictionary) });
  }
  return objects;
}

function streamOf(body: string, start: number, dictionary: string): Buffer {
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
  const from = start + "stream\n".length;
  const raw = Buffer.from(body.slice(from, from + length), "latin1");
  return dictionary.includes("/FlateDecode") ? inflateSync(raw) : raw;
}

function pageText({ dictionary }: PdfObject, objects: ReadonlyMap<string, PdfObject>): string {
  const object = (reference: string | undefined) => (reference === undefined ? undefined : objects.get(reference));
  const resources = object(/\/Resources (\d+) 0 R/.exec(dictionary)?.[1])?.dictionary ?? "";
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  const fontList = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? "";
  for (const [, name, reference] of fontList.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = object(/\/ToUnicode (\d+) 0 R/.exec(object(reference)?.dictionary ?? "")?.[1])?.stream;
    if (table) fonts.set(name!, unicodeTable(table.toString("latin1")));
  }
  const content = object(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1])?.stream?.toString("latin1") ?? "";
  let font: ReadonlyMap<number, string> = new Map();
  let told = "";
  for (const [, fontName, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (fontName !== undefined) font = fonts.get(fontName) ?? new Map();
    for (const [, hexadecimal] of (shown ?? "").matchAll(/<([0-9a-fA-F]+)>/g)) {
      for (const [glyph] of hexadecimal!.matchAll(/.{4}/g)) told += font.get(Number.parseInt(glyph, 16)) ?? "\ufffd";
    }
  }
  return told;
}

/** Glyph → text, from the ranges that list each glyph's text. */
function unicodeTable(table: string): Map<number, string> {
  const texts = new Map<number, string>();
  for (const [, first, list] of table.matchAll(/<([0-9a-fA-F]+)>\s*<[0-9a-fA-F]+>\s*\[([^\]]*)\]/g)) {
    let glyph = Number.parseInt(first!, 16);
    for (const [, hexadecimal] of list!.matchAll(/<([0-9a-fA-F ]*)>/g)) {
      const units = hexadecimal!.replaceAll(" ", "").match(/.{4}/g) ?? [];
      texts.set(glyph, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))));
      glyph += 1;
    }
  }
  return texts;
}
