// Imports as the routes and the command line use them: preview, start, follow, cancel; the work itself is the data folder's.
import type { Logger } from "pino";
import {
  beginImport,
  type ImportOptions as DataImportOptions,
  type ImportHost,
  previewImport,
  runImport,
} from "../../data/import.ts";
import { recordAct } from "../audit/record-act.ts";
import type { Import, ImportPreview, ImportProgress } from "../contract/imports.ts";
import type { Database } from "../db/database.ts";
import type { Person } from "../http/call.ts";
import type { Protect } from "../protection/protect-division.ts";
import { findImport } from "./imports.store.ts";
import type { Upload } from "./upload.ts";

export interface ImportHearer {
  progress(progress: ImportProgress): void;
  end(ended: Import): void;
}

export interface ImportService {
  preview(person: Person, upload: Upload): Promise<ImportPreview>;
  /** Notes the import as running and begins it; follow it by `follow` or await `ended`. */
  start(person: Person, upload: Upload): Promise<Import>;
  /** The latest progress at once, then everything new; null where the import is not under way here. */
  follow(importId: string, hearer: ImportHearer): (() => void) | null;
  /** Resolves with the stored report of an import that is under way; null for others. */
  ended(importId: string): Promise<Import> | null;
  /** Whose import it is, while it is under way. */
  municipalityOf(importId: string): string | null;
  /** False where the import is not under way. */
  cancel(importId: string): boolean;
  /** Cancels all and resolves when each has been noted. */
  close(): Promise<void>;
}

interface LiveImport {
  readonly municipalityCode: string;
  readonly controller: AbortController;
  readonly hearers: Set<ImportHearer>;
  readonly stored: Promise<Import>;
  latest: ImportProgress;
}

/** Adjacency of 6,000 areas takes tens of seconds on the embedded database. */
const deadlineMilliseconds = 10 * 60_000;

/** What a file is refused for that the log review wants to hear of, also when it was only looked at. */
const personalNumberIssues: ReadonlySet<string> = new Set([
  "file.personal-identity-number",
  "file.personal-identity-number-in-name",
]);

const begun: ImportProgress = { stage: "reading", fraction: 0, message: { sv: "Läser filen", en: "Reading the file" } };

export function createImportService(database: Database, log: Logger, protect: Protect): ImportService {
  const live = new Map<string, LiveImport>();

  function hostOf(person: Person): Pick<ImportHost, "inTransaction" | "actor" | "protect"> {
    return {
      inTransaction: (work) => database.transaction(person, work, { deadlineMilliseconds }),
      actor: { municipalityCode: person.municipalityCode, userId: person.userId },
      protect,
    };
  }

  function read(person: Person, importId: string): Promise<Import | null> {
    return database.transaction(person, (transaction) => findImport(transaction, person.municipalityCode, importId));
  }

  async function start(person: Person, { bytes, fileName, options }: Upload): Promise<Import> {
    const host = hostOf(person);
    const importId = await beginImport(bytes, fileName, options, host);
    const started = (await read(person, importId))!;
    const controller = new AbortController();
    const hearers = new Set<ImportHearer>();
    const working = runImport(bytes, fileName, options, {
      ...host,
      importId,
      signal: controller.signal,
      onProgress: (progress) => {
        const entry = live.get(importId);
        if (entry) entry.latest = progress;
        for (const hearer of hearers) hearer.progress(progress);
      },
    });
    const stored = noted(working, person, importId);
    live.set(importId, {
      municipalityCode: person.municipalityCode,
      controller,
      hearers,
      stored,
      latest: begun,
    });
    stored
      .then((ended) => {
        log.debug({ import: importId, purpose: ended.purpose, status: ended.status }, "import ended");
        for (const hearer of hearers) hearer.end(ended);
      })
      .catch((cause) => log.error({ import: importId, name: (cause as Error).name }, "import not noted"))
      .finally(() => live.delete(importId));
    return started;
  }

  /** The report as it was stored; a fault of the program has been stored as "failed" before it is thrown. */
  async function noted(working: Promise<unknown>, person: Person, importId: string): Promise<Import> {
    await working.catch((cause) => {
      const { name, message, code } = cause as Error & { code?: unknown };
      log.error({ import: importId, name, code, ...(code === undefined ? { message } : {}) }, "import failed");
    });
    await database.sync();
    return (await read(person, importId))!;
  }

  return {
    start,
    async preview(person, { bytes, fileName, options }) {
      await database.transaction(person, (transaction) =>
        recordAct(transaction, "import.previewed", "import", options.purpose, {}, areasOf(options)),
      );
      const preview = await previewImport(bytes, fileName, options satisfies DataImportOptions, hostOf(person));
      if (preview.issues.some(({ code }) => personalNumberIssues.has(code))) {
        await database.transaction(person, (transaction) =>
          recordAct(transaction, "import.refused", "import", options.purpose, { purpose: options.purpose }),
        );
      }
      return toContract(preview);
    },
    follow(importId, hearer) {
      const entry = live.get(importId);
      if (!entry) return null;
      entry.hearers.add(hearer);
      hearer.progress(entry.latest);
      return () => entry.hearers.delete(hearer);
    },
    ended: (importId) => live.get(importId)?.stored ?? null,
    municipalityOf: (importId) => live.get(importId)?.municipalityCode ?? null,
    cancel(importId) {
      const entry = live.get(importId);
      entry?.controller.abort();
      return entry !== undefined;
    },
    async close() {
      const underWay = [...live.values()];
      for (const { controller } of underWay) controller.abort();
      await Promise.allSettled(underWay.map(({ stored }) => stored));
    },
  };
}

function areasOf({ divisionId }: DataImportOptions) {
  return divisionId ? { divisionId } : undefined;
}

/** The preview without the offending texts of its issues: their sentences say what a person needs. */
function toContract(preview: Awaited<ReturnType<typeof previewImport>>): ImportPreview {
  return {
    ...preview,
    layers: [...preview.layers],
    coordinateSystem: preview.coordinateSystem && {
      ...preview.coordinateSystem,
      candidates: [...preview.coordinateSystem.candidates],
    },
    columns: preview.columns.map(({ heading, samples }) => ({ heading, samples: [...samples] })),
    mapping: Object.fromEntries(Object.entries(preview.mapping).map(([field, headings]) => [field, [...headings]])),
    settings: { ...preview.settings },
    rows: preview.rows.map((row) => [...row]),
    onlyInFile: [...preview.onlyInFile],
    onlyInDivision: [...preview.onlyInDivision],
    issues: preview.issues.map(({ value: _value, ...issue }) => issue),
  };
}
