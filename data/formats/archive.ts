// Unpacks a zip in memory, trusting nothing its headers claim: names, sizes, links and checksums are all checked.
import { crc32, inflateRawSync } from "node:zlib";
import { type Issue, issue } from "../issues.ts";
import type { UploadLimits } from "../upload-limits.ts";
import type { UploadEntry } from "./types.ts";

const localHeaderSignature = 0x04034b50;
const centralHeaderSignature = 0x02014b50;
const endSignature = 0x06054b50;
const zip64Claim = 0xffffffff;
const stored = 0;
const deflated = 8;

/** True when the bytes begin as a zip file does (also an empty one). */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))
  );
}

interface EntryHeader {
  readonly path: string;
  readonly method: number;
  readonly checksum: number;
  readonly compressedBytes: number;
  readonly localHeaderOffset: number;
  readonly isEncrypted: boolean;
  readonly isLink: boolean;
}

/** What unpacking gives: the files, or why the zip is refused. */
export type Unpacked =
  | { readonly entries: readonly UploadEntry[]; readonly refusal?: undefined }
  | { readonly refusal: Issue };

class DamagedArchive extends Error {}

function findEnd(view: DataView): number {
  const longestComment = 65_535;
  const first = Math.max(0, view.byteLength - 22 - longestComment);
  for (let offset = view.byteLength - 22; offset >= first; offset -= 1) {
    if (view.getUint32(offset, true) === endSignature) return offset;
  }
  throw new DamagedArchive("no end record");
}

function decodeName(bytes: Uint8Array, isUtf8: boolean): string {
  if (isUtf8) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

// Zip64 writers put the true size and offset in an extra field, in this order, only for the fields that overflowed.
function zip64Values(extra: DataView, overflowed: readonly boolean[]): (number | undefined)[] {
  let offset = 0;
  while (offset + 4 <= extra.byteLength) {
    const size = extra.getUint16(offset + 2, true);
    if (extra.getUint16(offset, true) === 1 && offset + 4 + size <= extra.byteLength) {
      let position = offset + 4;
      return overflowed.map((isOverflowed) => {
        if (!isOverflowed || position + 8 > offset + 4 + size) return undefined;
        position += 8;
        return Number(extra.getBigUint64(position - 8, true));
      });
    }
    offset += 4 + size;
  }
  return [];
}

function readCentralHeader(view: DataView, offset: number): { header: EntryHeader; next: number } {
  if (offset + 46 > view.byteLength || view.getUint32(offset, true) !== centralHeaderSignature) {
    throw new DamagedArchive("central directory broken");
  }
  const flags = view.getUint16(offset + 8, true);
  const nameLength = view.getUint16(offset + 28, true);
  const extraLength = view.getUint16(offset + 30, true);
  const next = offset + 46 + nameLength + extraLength + view.getUint16(offset + 32, true);
  if (next > view.byteLength) throw new DamagedArchive("central directory cut off");
  const claims = [24, 20, 42].map((at) => view.getUint32(offset + at, true));
  const extra = new DataView(view.buffer, view.byteOffset + offset + 46 + nameLength, extraLength);
  const large = zip64Values(
    extra,
    claims.map((claim) => claim === zip64Claim),
  );
  const madeByUnix = view.getUint16(offset + 4, true) >> 8 === 3;
  const unixFileType = (view.getUint32(offset + 38, true) >>> 16) & 0o170000;
  return {
    next,
    header: {
      path: decodeName(new Uint8Array(view.buffer, view.byteOffset + offset + 46, nameLength), (flags & 0x800) !== 0),
      method: view.getUint16(offset + 10, true),
      checksum: view.getUint32(offset + 16, true),
      compressedBytes: large[1] ?? claims[1] ?? 0,
      localHeaderOffset: large[2] ?? claims[2] ?? 0,
      isEncrypted: (flags & 0x2041) !== 0,
      isLink: madeByUnix && unixFileType !== 0 && unixFileType !== 0o100000 && unixFileType !== 0o040000,
    },
  };
}

function readCentralDirectory(view: DataView, limits: UploadLimits): { headers: EntryHeader[]; claimedCount: number } {
  const end = findEnd(view);
  const claimedCount = view.getUint16(end + 10, true);
  const headers: EntryHeader[] = [];
  let offset = view.getUint32(end + 16, true);
  if (offset > end) throw new DamagedArchive("central directory outside the file");
  while (
    offset < end &&
    view.getUint32(offset, true) === centralHeaderSignature &&
    headers.length <= limits.archiveEntries
  ) {
    const { header, next } = readCentralHeader(view, offset);
    headers.push(header);
    offset = next;
  }
  if (claimedCount <= limits.archiveEntries && headers.length < claimedCount)
    throw new DamagedArchive("entries missing");
  return { headers, claimedCount: Math.max(claimedCount, headers.length) };
}

function isUnsafePath(path: string): boolean {
  const parts = path.split(/[/\\]/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters in a name are what is looked for
  return path === "" || /^[/\\]|^[a-zA-Z]:|[\u0000-\u001f]/.test(path) || parts.includes("..") || path.length > 500;
}

function compressedPart(bytes: Uint8Array, view: DataView, header: EntryHeader): Uint8Array {
  const offset = header.localHeaderOffset;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localHeaderSignature) {
    throw new DamagedArchive("local header missing");
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + header.compressedBytes > bytes.length) throw new DamagedArchive("entry longer than the file");
  return bytes.subarray(start, start + header.compressedBytes);
}

/** Inflates one entry; undefined as soon as it has grown past the bytes that are left, however small it claims to be. */
function inflateWithin(part: Uint8Array, header: EntryHeader, bytesLeft: number): Uint8Array | undefined {
  if (header.method === stored) return part.length > bytesLeft ? undefined : part.slice();
  try {
    return inflateRawSync(part, { maxOutputLength: Math.max(1, bytesLeft) });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw new DamagedArchive("entry cannot be inflated");
  }
}

function refusalOfHeaders(headers: readonly EntryHeader[], file: string): Issue | undefined {
  if (headers.some(({ path, isLink }) => isLink || isUnsafePath(path))) return issue("archive.unsafe-name", { file });
  if (headers.some(({ isEncrypted }) => isEncrypted)) return issue("archive.encrypted", { file });
  const odd = headers.find(({ method }) => method !== stored && method !== deflated);
  if (odd) return issue("archive.unsupported-compression", { file, method: odd.method });
  return undefined;
}

const isClutter = (path: string) =>
  path.endsWith("/") || /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path);

function inflateAll(
  bytes: Uint8Array,
  view: DataView,
  headers: readonly EntryHeader[],
  file: string,
  limits: UploadLimits,
): Unpacked {
  const entries: UploadEntry[] = [];
  let bytesLeft = limits.inflatedBytes;
  for (const header of headers) {
    const content = inflateWithin(compressedPart(bytes, view, header), header, bytesLeft);
    if (content === undefined || content.length > bytesLeft) {
      return { refusal: issue("archive.too-many-bytes", { file, limitMb: limits.inflatedBytes / 1024 / 1024 }) };
    }
    bytesLeft -= content.length;
    if (crc32(content) !== header.checksum) throw new DamagedArchive("checksum differs");
    if (isZip(content)) return { refusal: issue("archive.nested", { file, entry: header.path }) };
    entries.push({ path: header.path.replaceAll("\\", "/"), bytes: content });
  }
  return { entries };
}

/**
 * All files of a zip, inflated in memory (folders and the clutter of operating systems left out). Refused with one issue
 * when it is damaged, encrypted, nested, too large or too many when really inflated, or names something outside itself.
 */
export function unpackArchive(bytes: Uint8Array, file: string, limits: UploadLimits): Unpacked {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const { headers, claimedCount } = readCentralDirectory(view, limits);
    if (claimedCount > limits.archiveEntries) {
      return {
        refusal: issue("archive.too-many-entries", { file, found: claimedCount, limit: limits.archiveEntries }),
      };
    }
    const refusal = refusalOfHeaders(headers, file);
    if (refusal) return { refusal };
    const wanted = headers.filter(({ path }) => !isClutter(path));
    if (wanted.length === 0) return { refusal: issue("archive.empty", { file }) };
    return inflateAll(bytes, view, wanted, file, limits);
  } catch (error) {
    if (error instanceof DamagedArchive || error instanceof RangeError)
      return { refusal: issue("archive.damaged", { file }) };
    throw error;
  }
}
