// Every format that can be imported, and the one function that reads a file of any of them.
import { coordinateSystem } from "../coordinate-systems.ts";
import { type Issue, type IssueCode, issue } from "../issues.ts";
import { type UploadLimits, uploadLimits } from "../upload-limits.ts";
import { isZip, unpackArchive } from "./archive.ts";
import { csv } from "./csv.ts";
import { extensionOf } from "./entry-groups.ts";
import { flatgeobuf } from "./flatgeobuf.ts";
import { geojson } from "./geojson.ts";
import { geopackage, isSqlite } from "./geopackage.ts";
import { jsonStat } from "./json-stat.ts";
import { looksLikeJson, parseJson } from "./json-text.ts";
import { mapInfoMif, mapInfoTab } from "./mapinfo.ts";
import { containsPersonalIdentityNumber } from "./personal-identity-number.ts";
import { pxWebJson } from "./pxweb-json.ts";
import { shapefile } from "./shapefile.ts";
import {
  type Format,
  type FormatId,
  type ReadContext,
  type ReadOptions,
  type ReadResult,
  refused,
  type Upload,
} from "./types.ts";
import { xlsx } from "./xlsx.ts";

export type * from "./types.ts";

/** All formats, in the order their content is tried: the certain signatures first, free text last. */
const formats: Readonly<Record<FormatId, Format>> = {
  geopackage,
  flatgeobuf,
  xlsx,
  shapefile,
  "mapinfo-tab": mapInfoTab,
  "mapinfo-mif": mapInfoMif,
  "json-stat": jsonStat,
  "pxweb-json": pxWebJson,
  geojson,
  csv,
};

const issuesShownPerCode = 1_000;

/** The first thousand issues of each code, then how many more there were. */
function limitIssues(issues: readonly Issue[]): Issue[] {
  const counts = new Map<IssueCode, number>();
  const shown = issues.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= issuesShownPerCode;
  });
  const omitted = [...counts].filter(([, count]) => count > issuesShownPerCode);
  return [
    ...shown,
    ...omitted.map(([code, count]) => issue("file.more-issues", { count: count - issuesShownPerCode, example: code })),
  ];
}

type OpenedUpload = { readonly upload: Upload; readonly refusal?: undefined } | { readonly refusal: Issue };

function openUpload(bytes: Uint8Array, fileName: string, options: ReadOptions, limits: UploadLimits): OpenedUpload {
  const companions = options.companions ?? [];
  const size = companions.reduce((sum, entry) => sum + entry.bytes.length, bytes.length);
  const limitMb = limits.compressedBytes / 1024 / 1024;
  if (size > limits.compressedBytes) return { refusal: issue("file.too-large", { file: fileName, limitMb }) };
  if (bytes.length === 0) return { refusal: issue("file.empty", { file: fileName }) };
  if (!isZip(bytes)) return { upload: { fileName, bytes, entries: [{ path: fileName, bytes }, ...companions] } };
  const unpacked = unpackArchive(bytes, fileName, limits);
  return unpacked.refusal ? unpacked : { upload: { fileName, bytes, entries: unpacked.entries } };
}

const sidecars = new Set(["txt", "pdf", "docx", "md", "xml", "qmd", "html", "qml", "sld", "lyr"]);

/**
 * The format of an upload by content, and the part of it to read: a zip may hold one file of a single-file format, with papers beside it.
 */
function recognise(upload: Upload): { format: Format; upload: Upload } | undefined {
  const whole = Object.values(formats).find((format) => format.detect(upload));
  if (whole) return { format: whole, upload };
  if (upload.entries.length < 2) return undefined;
  const data = upload.entries.filter(({ path }) => !sidecars.has(extensionOf(path)));
  const [only] = data;
  return only && data.length === 1 ? recognise({ ...upload, bytes: only.bytes, entries: [only] }) : undefined;
}

/** Why a file of no known format is refused, as precisely as can be told. */
function unknownContent({ fileName: file, bytes, entries }: Upload, limits: UploadLimits): Issue {
  const beginning = new TextDecoder().decode(bytes.subarray(0, 1_024));
  if (isZip(bytes)) return issue("archive.unknown-content", { file });
  if (/^\s*(<!doctype html|<html)/i.test(beginning.replace(/^\ufeff/, ""))) return issue("file.html", { file });
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    return issue("file.old-excel", { file });
  if (isSqlite(bytes)) return issue("file.unreadable", { file, format: "GeoPackage" });
  if (entries.length === 1 && looksLikeJson(bytes))
    return parseJson(bytes, file, limits).refusal ?? issue("json.unknown-kind", { file });
  return issue("file.unknown-format", { file });
}

function extensionRemark(format: Format, { fileName: file, entries }: Upload, isArchive: boolean): Issue[] {
  const extension = extensionOf(isArchive ? (entries.length === 1 ? (entries[0]?.path ?? "") : "zip") : file);
  const isExpected = format.extensions.includes(extension) || (isArchive && entries.length > 1);
  return isExpected ? [] : [issue("file.wrong-extension", { file, format: format.name })];
}

async function readRecognised(upload: Upload, context: ReadContext): Promise<ReadResult> {
  const recognised = recognise(upload);
  if (!recognised) return refused(unknownContent(upload, context.limits));
  const { format } = recognised;
  const result = await format.read(recognised.upload, context);
  const remarks = extensionRemark(format, recognised.upload, isZip(upload.bytes) && format.id !== "xlsx");
  return { ...result, issues: limitIssues([...(result.kind === "refused" ? [] : remarks), ...result.issues]) };
}

/**
 * Reads an uploaded file of any supported format, recognised by its content, not by its name. Returns features in EPSG:3006, tables, or a
 * refusal; always with issues, never with an exception for bad input. `options.epsg` is the system a person has chosen. Runs in the
 * calling thread and blocks it: use `parseInProcess` for anything a person has uploaded.
 */
export async function readFile(bytes: Uint8Array, fileName: string, options: ReadOptions = {}): Promise<ReadResult> {
  if (options.epsg !== undefined && !coordinateSystem(options.epsg))
    throw new Error(`Expected a supported EPSG code, found ${options.epsg}`);
  if (containsPersonalIdentityNumber(fileName)) return refused(issue("file.personal-identity-number-in-name", {}));
  const limits = options.limits ?? uploadLimits;
  const progress = options.onProgress ?? (() => undefined);
  progress(0, "unpacking");
  const file = fileName.split(/[/\\]/).at(-1) || "fil";
  const plainBytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength); // a Buffer's slice() would not copy
  const opened = openUpload(plainBytes, file, options, limits);
  if (opened.refusal) return refused(opened.refusal);
  progress(0.1, "reading");
  return readRecognised(opened.upload, { limits, chosenEpsg: options.epsg ?? null, progress });
}
