// Imports from upload to stored report, for the routes and the command line alike: preview, start, follow, cancel.
import { createHash } from "node:crypto";
import type { Logger } from "pino";
import { recordAct } from "../audit.ts";
import type { Import, ImportIssue, ImportPreview, ImportProgress, PurposeDescription } from "../contract/imports.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Person } from "../http/call.ts";
import { type ImportEnd, insertImport, markImportEnded } from "./imports.store.ts";
import type { Upload } from "./upload.ts";

export interface ImportRequest extends Upload {
  readonly municipalityCode: string;
  readonly userId: string;
}

export interface ImportControl {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

/** How an import ended that was not broken off by a fault. */
export interface ImportOutcome {
  readonly status: "loaded" | "unchanged" | "refused" | "cancelled";
  readonly divisionId: string | null;
  readonly rowCount: number | null;
  readonly loadedCount: number | null;
  readonly issues: readonly ImportIssue[];
}

/** What the service asks of the data folder. */
export interface Importer {
  readonly purposes: readonly PurposeDescription[];
  preview(transaction: Transaction, request: ImportRequest): Promise<ImportPreview>;
  /** Loads all or nothing in the transaction it is given. */
  run(transaction: Transaction, request: ImportRequest, control: ImportControl): Promise<ImportOutcome>;
}

export interface ImportHearer {
  progress(progress: ImportProgress): void;
  end(ended: Import): void;
}

export interface ImportService {
  readonly purposes: readonly PurposeDescription[];
  preview(person: Person, upload: Upload): Promise<ImportPreview>;
  /** Notes the import as running and begins it; follow it by `follow` or await `ended`. */
  start(person: Person, upload: Upload): Promise<Import>;
  follow(importId: string, hearer: ImportHearer): (() => void) | null;
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

const begun: ImportProgress = {
  stage: "reading",
  fraction: 0,
  message: { sv: "Läser filen …", en: "Reading the file …" },
};

export function createImportService(database: Database, importer: Importer, log: Logger): ImportService {
  const live = new Map<string, LiveImport>();

  function requestOf(person: Person, upload: Upload): ImportRequest {
    return { ...upload, municipalityCode: person.municipalityCode, userId: person.userId };
  }

  async function work(person: Person, request: ImportRequest, control: ImportControl): Promise<ImportEnd> {
    try {
      return await database.transaction(person, (transaction) => importer.run(transaction, request, control), {
        deadlineMilliseconds,
        signal: control.signal,
      });
    } catch (cause) {
      if (control.signal.aborted) return endWithout("cancelled");
      log.error({ name: (cause as Error).name, code: (cause as { code?: unknown }).code }, "import failed");
      return endWithout("failed");
    }
  }

  async function start(person: Person, upload: Upload): Promise<Import> {
    const { options, fileName, bytes } = upload;
    const started = await database.transaction(person, async (transaction) => {
      const row = await insertImport(transaction, person.municipalityCode, {
        purpose: options.purpose,
        fileName,
        fileHash: createHash("sha256").update(bytes).digest("hex"),
        divisionId: options.divisionId,
        options,
        userId: person.userId,
      });
      await recordAct(transaction, "import.started", "import", row.id, { purpose: options.purpose });
      return row;
    });
    begin(person, started, requestOf(person, upload));
    return started;
  }

  function begin(person: Person, started: Import, request: ImportRequest): void {
    const controller = new AbortController();
    const hearers = new Set<ImportHearer>();
    const control: ImportControl = {
      signal: controller.signal,
      onProgress: (progress) => {
        const entry = live.get(started.id);
        if (entry) entry.latest = progress;
        for (const hearer of hearers) hearer.progress(progress);
      },
    };
    const stored = work(person, request, control).then(async (end) => {
      const ended = await database.transaction(person, (transaction) =>
        markImportEnded(transaction, person.municipalityCode, started.id, end),
      );
      await database.sync();
      return ended;
    });
    live.set(started.id, { municipalityCode: person.municipalityCode, controller, hearers, stored, latest: begun });
    stored
      .then((ended) => {
        log.info({ import: ended.id, purpose: ended.purpose, status: ended.status }, "import ended");
        for (const hearer of hearers) hearer.end(ended);
      })
      .catch((cause) => log.error({ import: started.id, name: (cause as Error).name }, "import not noted"))
      .finally(() => live.delete(started.id));
  }

  return {
    purposes: importer.purposes,
    start,
    preview: (person, upload) =>
      database.transaction(
        person,
        async (transaction) => {
          await recordAct(transaction, "import.previewed", "import", upload.options.purpose);
          return importer.preview(transaction, requestOf(person, upload));
        },
        { deadlineMilliseconds },
      ),
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
      entry?.controller.abort(new AppError("import.already-finished"));
      return entry !== undefined;
    },
    async close() {
      const under = [...live.values()];
      for (const { controller } of under) controller.abort(new AppError("server.busy"));
      await Promise.allSettled(under.map(({ stored }) => stored));
    },
  };
}

function endWithout(status: "cancelled" | "failed"): ImportEnd {
  return { status, divisionId: null, rowCount: null, loadedCount: null, issues: [] };
}
