// Bringing in a file: read → validate → load → report. The wizard, the HTTP route and the command all come through here.
import { createHash } from "node:crypto";
import { coordinateSystem } from "./coordinate-systems.ts";
import { containsPersonalIdentityNumber } from "./formats/personal-identity-number.ts";
import type { ReadResult } from "./formats/types.ts";
import { type Issue, issue } from "./issues.ts";
import { divisionFacts } from "./load/division-facts.ts";
import { finishImport, type ImportRecord, type ImportStatus, startImport } from "./load/import-records.ts";
import { guessMapping, mappingIssues, rememberedMapping, rememberMapping } from "./mapping/mapping.ts";
import { purposeOf } from "./purposes/index.ts";
import {
  type Checked,
  type CheckInput,
  type ColumnMapping,
  ImportCancelled,
  type ImportContext,
  type LoadOutcome,
  type Purpose,
  type PurposeName,
  type Sentence,
  type Settings,
} from "./purposes/purpose.ts";
import type { Queryable } from "./queryable.ts";
import { type IssueCounts, issueList } from "./validate/issue-list.ts";
import { cellText, type SourceTable, sourceTables } from "./validate/source-table.ts";
import { parseInProcess } from "./workers/parse-in-process.ts";

/** What the person has answered about a file. */
export interface ImportOptions {
  readonly purpose: PurposeName;
  readonly divisionId: string | null;
  /** Layer or sheet, where the file has several; left out: the fullest one. */
  readonly layer?: string | undefined;
  /** The coordinate system, where the file does not say it. */
  readonly epsg?: number | undefined;
  /** Field key → headings; left out: remembered from the last such file, else guessed. */
  readonly mapping?: ColumnMapping | undefined;
  readonly settings: Settings;
}

/** Runs work in one transaction as the person: committed when it resolves, undone when it rejects. */
type InTransaction = <Result>(work: (queryable: Queryable) => Promise<Result>) => Promise<Result>;

interface ImportActor {
  readonly municipalityCode: string;
  /** Null for the program itself. */
  readonly userId: string | null;
}

/** Protects the numbers that a file has changed, in the same transaction; answers remarks for the person. */
type ProtectNumbers = (
  queryable: Queryable,
  loaded: { readonly municipalityCode: string; readonly divisionId: string | null; readonly purpose: PurposeName },
) => Promise<readonly Issue[]>;

export interface ImportHost {
  readonly inTransaction: InTransaction;
  readonly actor: ImportActor;
  readonly protect: ProtectNumbers;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** An import that was announced by `beginImport`; left out: runImport announces it itself. */
  readonly importId?: string | undefined;
}

export interface ImportProgress {
  readonly stage: "reading" | "validating" | "loading" | "adjacency" | "done";
  /** 0…1 within the stage. */
  readonly fraction: number;
  readonly message: Sentence;
}

export interface ImportPreview {
  readonly fileName: string;
  readonly format: string;
  readonly layers: readonly { readonly name: string; readonly rowCount: number }[];
  readonly layer: string;
  readonly coordinateSystem: {
    readonly epsg: number | null;
    readonly name: string | null;
    readonly source: "file" | "sniffed" | "asked" | "unknown";
    readonly candidates: readonly { readonly epsg: number; readonly name: string }[];
  } | null;
  readonly columns: readonly { readonly heading: string; readonly samples: readonly string[] }[];
  readonly mapping: ColumnMapping;
  readonly mappingSource: "guessed" | "remembered" | "given";
  readonly settings: Settings;
  /** The first 50 rows as text; none for case files. */
  readonly rows: readonly (readonly string[])[];
  readonly rowCount: number;
  readonly onlyInFile: readonly string[];
  readonly onlyInDivision: readonly string[];
  readonly issues: readonly Issue[];
  readonly issueCounts: IssueCounts;
  readonly loadable: boolean;
}

export interface ImportResult {
  readonly id: string;
  readonly purpose: PurposeName;
  readonly fileName: string;
  readonly status: Exclude<ImportStatus, "running">;
  readonly divisionId: string | null;
  readonly rowCount: number | null;
  readonly loadedCount: number | null;
  readonly issues: readonly Issue[];
}

const previewRows = 50;
const sampleCount = 5;

const stageMessages: Readonly<Record<ImportProgress["stage"], Sentence>> = {
  reading: { sv: "Läser filen", en: "Reading the file" },
  validating: { sv: "Kontrollerar innehållet", en: "Checking the contents" },
  loading: { sv: "Läser in i databasen", en: "Loading into the database" },
  adjacency: { sv: "Beräknar vilka områden som är grannar", en: "Computing which areas are neighbours" },
  done: { sv: "Klart", en: "Done" },
};

interface Read {
  readonly tables: readonly SourceTable[];
  readonly table: SourceTable | null;
  readonly format: string;
  readonly issues: readonly Issue[];
}

interface Examined {
  readonly checked: Checked<unknown> | null;
  readonly mapping: ColumnMapping;
  readonly mappingSource: ImportPreview["mappingSource"];
  readonly settings: Settings;
  readonly issues: readonly Issue[];
  readonly context: ImportContext;
}

/** The layer or sheet to use: the one asked for, else the one with most rows. */
function chooseTable(tables: readonly SourceTable[], asked: string | undefined): SourceTable | null {
  if (asked !== undefined) return tables.find(({ name }) => name === asked) ?? null;
  return [...tables].sort((a, b) => b.rows.length - a.rows.length)[0] ?? null;
}

/** Name of the file in records and sentences: its last part, and nothing at all of one that holds a personal number. */
function safeFileName(fileName: string): string {
  const lastPart = fileName.split(/[/\\]/).at(-1) ?? "";
  return containsPersonalIdentityNumber(lastPart) ? "(borttaget namn)" : lastPart || "fil";
}

async function read(bytes: Uint8Array, fileName: string, options: ImportOptions, host: ImportHost): Promise<Read> {
  const isKnownSystem = options.epsg === undefined || coordinateSystem(options.epsg) !== undefined;
  if (!isKnownSystem) {
    return {
      tables: [],
      table: null,
      format: "",
      issues: [issue("crs.choice-unknown", { epsg: String(options.epsg) })],
    };
  }
  const result: ReadResult = await parseInProcess(
    bytes,
    fileName,
    options.epsg === undefined ? {} : { epsg: options.epsg },
    {
      ...(host.signal ? { signal: host.signal } : {}),
      onProgress: (fraction) => report(host, "reading", fraction),
    },
  );
  const tables = sourceTables(result, safeFileName(fileName));
  const table = chooseTable(tables, options.layer);
  const format = result.kind === "refused" ? "" : result.format;
  const missing =
    table === null && result.kind !== "refused" ? [issue("layer.not-found", { layer: options.layer ?? "" })] : [];
  return { tables, table, format, issues: [...result.issues, ...missing] };
}

/** Every remark says where: those about no row, column or area are about the file. */
function placed(issues: readonly Issue[], fileName: string): Issue[] {
  const isPlaced = ({ row, column, area, file }: Issue) =>
    [row, column, area, file].some((place) => place !== undefined);
  return issues.map((one) => (isPlaced(one) ? one : { ...one, file: safeFileName(fileName) }));
}

function report(host: ImportHost, stage: ImportProgress["stage"], fraction: number): void {
  host.onProgress?.({ stage, fraction: Math.min(1, Math.max(0, fraction)), message: stageMessages[stage] });
}

function refusal(issues: readonly Issue[], settings: Settings, context: ImportContext): Examined {
  return { checked: null, mapping: {}, mappingSource: "guessed", settings, issues, context };
}

/** Maps the columns, fills in the settings and checks every row; asks the database, changes nothing. */
async function examine(
  purpose: Purpose<unknown>,
  table: SourceTable,
  options: ImportOptions,
  queryable: Queryable,
  municipalityCode: string,
): Promise<Examined> {
  const division =
    options.divisionId === null ? null : await divisionFacts(queryable, municipalityCode, options.divisionId);
  const context: ImportContext = {
    municipalityCode,
    division,
    fileName: table.fileName,
    chosenEpsg: options.epsg ?? null,
    queryable,
  };
  if (options.divisionId !== null && division === null)
    return refusal([issue("division.unknown", {})], options.settings, context);
  if (purpose.needsDivision && division === null)
    return refusal([issue("division.missing", {})], options.settings, context);
  if (table.rows.length === 0)
    return refusal([issue("table.no-rows", { file: table.fileName })], options.settings, context);
  const headings = table.columns.map(({ name }) => name);
  const remembered = options.mapping
    ? null
    : await rememberedMapping(queryable, municipalityCode, purpose.purpose, headings);
  const mapping = options.mapping ?? remembered ?? guessMapping(purpose.fields, table, context);
  const mappingSource = options.mapping ? "given" : remembered ? "remembered" : "guessed";
  const guessed = purpose.guessSettings({ table, mapping, settings: options.settings, context });
  const settings = {
    ...guessed,
    ...Object.fromEntries(Object.entries(options.settings).filter(([, value]) => value.trim() !== "")),
  };
  const issues = [...mappingIssues(purpose.fields, table, mapping), ...settingIssues(purpose, options.settings)];
  for (const { key } of purpose.settings) {
    const isGuessedDate =
      (key === "date" || key === "year") && guessed[key] && settings[key] === guessed[key] && !options.settings[key];
    if (isGuessedDate) issues.push(issue("date.guessed", { date: guessed[key] ?? "", file: table.fileName }));
  }
  if (issues.some(({ severity }) => severity === "error")) {
    return { checked: null, mapping, mappingSource, settings, issues, context };
  }
  const input: CheckInput = { table, mapping, settings, context };
  const checked = await purpose.check(input);
  const unused = headings.filter((heading) => !Object.values(mapping).flat().includes(heading));
  if (unused.length > 0) issues.push(issue("mapping.unused-columns", { columns: unused.slice(0, 8).join(", ") }));
  return { checked, mapping, mappingSource, settings, issues: [...issues, ...checked.issues], context };
}

function declaredSettings(purpose: Purpose<unknown>, given: Settings): string[] {
  return purpose.settings.filter(({ key, isDeclaration }) => isDeclaration && given[key]).map(({ key }) => key);
}

function settingIssues(purpose: Purpose<unknown>, settings: Settings): Issue[] {
  const issues: Issue[] = [];
  for (const [key, value] of Object.entries(settings)) {
    const setting = purpose.settings.find((one) => one.key === key);
    if (!setting) issues.push(issue("setting.unknown", { setting: key }));
    else if (setting.kind === "choice" && value !== "" && !setting.choices.some((choice) => choice.value === value)) {
      issues.push(issue("setting.not-a-choice", { setting: setting.name }));
    } else if (setting.kind === "number" && value !== "" && !Number.isFinite(Number(value.replace(",", ".")))) {
      issues.push(issue("setting.not-a-number", { setting: setting.name }));
    }
  }
  return issues;
}

function describeCoordinateSystem(table: SourceTable): ImportPreview["coordinateSystem"] {
  if (table.coordinateSystem === null) return null;
  const { epsg, source, candidates } = table.coordinateSystem;
  const nameOf = (code: number) => coordinateSystem(code)?.name ?? String(code);
  return {
    epsg,
    name: epsg === null ? null : nameOf(epsg),
    source,
    candidates: candidates.map((candidate) => ({ epsg: candidate, name: nameOf(candidate) })),
  };
}

/**
 * Shows what a file holds and what would happen to it: guessed or remembered columns, 50 rows, every problem, both left-over
 * lists. Changes nothing. Rows and samples of case files are never given. Rejects only when the signal is aborted or on a bug.
 */
export async function previewImport(
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions,
  host: ImportHost,
): Promise<ImportPreview> {
  const purpose = purposeOf(options.purpose);
  const { tables, table, format, issues } = await read(bytes, fileName, options, host);
  const list = issueList();
  list.addAll(placed(issues, fileName));
  const isShown = table !== null && !purpose.isSensitive;
  let examined: Examined | null = null;
  if (table !== null && !list.hasErrors) {
    report(host, "validating", 0);
    examined = await host.inTransaction((queryable) =>
      examine(purpose, table, options, queryable, host.actor.municipalityCode),
    );
    list.addAll(placed(examined.issues, fileName));
  }
  report(host, "done", 1);
  return {
    fileName: safeFileName(fileName),
    format,
    layers: tables.map(({ name, rows }) => ({ name, rowCount: rows.length })),
    layer: table?.name ?? "",
    coordinateSystem: table === null ? null : describeCoordinateSystem(table),
    columns: (table?.columns ?? []).map(({ name }, index) => ({
      heading: name,
      samples: isShown ? samplesOf(table, index) : [],
    })),
    mapping: examined?.mapping ?? {},
    mappingSource: examined?.mappingSource ?? "guessed",
    settings: examined?.settings ?? options.settings,
    rows: isShown ? table.rows.slice(0, previewRows).map(({ cells }) => cells.map(cellText)) : [],
    rowCount: table?.rows.length ?? 0,
    onlyInFile: examined?.checked?.onlyInFile ?? [],
    onlyInDivision: examined?.checked?.onlyInDivision ?? [],
    issues: list.report(),
    issueCounts: list.counts,
    loadable: examined?.checked != null && !list.hasErrors,
  };
}

function samplesOf(table: SourceTable | null, columnIndex: number): string[] {
  const samples = new Set<string>();
  for (const { cells } of table?.rows ?? []) {
    const text = cellText(cells[columnIndex]);
    if (text !== "") samples.add(text);
    if (samples.size === sampleCount) break;
  }
  return [...samples];
}

/** Announces an import that is about to run, so that it can be followed; answers its id. */
export async function beginImport(
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions,
  host: Pick<ImportHost, "inTransaction" | "actor">,
): Promise<string> {
  const fileHash = createHash("sha256").update(bytes).digest("hex");
  return host.inTransaction((queryable) =>
    startImport(queryable, host.actor, { ...options, fileName: safeFileName(fileName), fileHash }),
  );
}

interface Loaded {
  readonly outcome: LoadOutcome;
  readonly status: "loaded" | "unchanged";
  readonly examined: Examined;
}

/** Thrown inside the transaction so that nothing of a refused file is kept. */
class Refused extends Error {
  readonly examined: Examined;
  constructor(examined: Examined) {
    super("The file was refused");
    this.examined = examined;
  }
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ImportCancelled();
}

async function checkAndLoad(
  purpose: Purpose<unknown>,
  table: SourceTable,
  options: ImportOptions,
  host: ImportHost,
  queryable: Queryable,
): Promise<Loaded> {
  report(host, "validating", 0);
  const { municipalityCode, userId } = host.actor;
  const examined = await examine(purpose, table, options, queryable, municipalityCode);
  throwIfCancelled(host.signal);
  if (examined.checked === null || examined.issues.some(({ severity }) => severity === "error"))
    throw new Refused(examined);
  report(host, "loading", 0);
  const outcome = await purpose.load(examined.checked.records, {
    ...examined.context,
    userId,
    settings: examined.settings,
    signal: host.signal ?? new AbortController().signal,
    checkpoint: (stage, fraction) => {
      throwIfCancelled(host.signal);
      report(host, stage, fraction);
    },
  });
  throwIfCancelled(host.signal);
  const changed = outcome.changedCount > 0;
  const { divisionId } = outcome;
  const remarks = changed
    ? await host.protect(queryable, { municipalityCode, divisionId, purpose: purpose.purpose })
    : [];
  throwIfCancelled(host.signal);
  const headings = table.columns.map(({ name }) => name);
  await rememberMapping(queryable, municipalityCode, purpose.purpose, headings, examined.mapping, userId);
  return {
    outcome: { ...outcome, issues: [...outcome.issues, ...remarks] },
    status: changed ? "loaded" : "unchanged",
    examined,
  };
}

/**
 * Brings a file in, all or nothing: one transaction holds everything it changes, its record and its line in the log. A file
 * that changes nothing is "unchanged"; one with errors is "refused"; an aborted signal gives "cancelled". Those are recorded in a
 * transaction of their own. A fault of the program is recorded as "failed" and thrown on.
 */
export async function runImport(
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions,
  host: ImportHost,
): Promise<ImportResult> {
  const id = host.importId ?? (await beginImport(bytes, fileName, options, host));
  const purpose = purposeOf(options.purpose);
  const list = issueList();
  let rowCount: number | null = null;
  const recordOf = (status: Exclude<ImportStatus, "running">, loaded?: Loaded): ImportRecord => ({
    id,
    status,
    divisionId: loaded?.outcome.divisionId ?? options.divisionId,
    rowCount,
    loadedCount: loaded?.outcome.loadedCount ?? null,
    issues: list.report(),
    mapping: loaded?.examined.mapping ?? options.mapping ?? {},
    settings: loaded?.examined.settings ?? options.settings,
    periodHashes: loaded?.outcome.periodHashes ?? null,
    declared: declaredSettings(purpose, options.settings),
  });
  const resultOf = ({ status, divisionId, loadedCount, issues }: ImportRecord): ImportResult => {
    report(host, "done", 1);
    return {
      id,
      purpose: options.purpose,
      fileName: safeFileName(fileName),
      status,
      divisionId,
      rowCount,
      loadedCount,
      issues,
    };
  };
  const finishApart = async (status: "refused" | "cancelled" | "failed"): Promise<ImportResult> => {
    const record = recordOf(status);
    await host.inTransaction((queryable) => finishImport(queryable, host.actor, options.purpose, record));
    return resultOf(record);
  };

  try {
    report(host, "reading", 0);
    const { table, issues } = await read(bytes, fileName, options, host);
    list.addAll(placed(issues, fileName));
    rowCount = table?.rows.length ?? null;
    if (table === null || list.hasErrors) return await finishApart("refused");
    return await host.inTransaction(async (queryable) => {
      const loaded = await checkAndLoad(purpose, table, options, host, queryable);
      list.addAll(placed([...loaded.examined.issues, ...loaded.outcome.issues], fileName));
      const record = recordOf(loaded.status, loaded);
      await finishImport(queryable, host.actor, options.purpose, record);
      return resultOf(record);
    });
  } catch (error) {
    if (error instanceof Refused) {
      list.addAll(placed(error.examined.issues, fileName));
      return await finishApart("refused");
    }
    if (error instanceof ImportCancelled || host.signal?.aborted) return await finishApart("cancelled");
    list.add(issue("import.failed", {}));
    await finishApart("failed");
    throw error;
  }
}
