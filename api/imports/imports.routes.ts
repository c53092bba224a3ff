// Operations on imports.
import { describePurposes } from "../../data/purposes/index.ts";
import { recordAct } from "../audit/record-act.ts";
import type { Import, PurposeDescription } from "../contract/imports.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { openEventStream } from "../http/event-stream.ts";
import type { ImportService } from "./import-service.ts";
import { findImport, listImports } from "./imports.store.ts";
import { readUpload } from "./upload.ts";

type ImportOperations =
  | "listPurposes"
  | "previewImport"
  | "startImport"
  | "listImports"
  | "readImport"
  | "followImport"
  | "cancelImport";

export function importHandlers(database: Database, imports: ImportService): Pick<Handlers, ImportOperations> {
  return {
    listPurposes: async () => ({ status: 200, body: { purposes: purposeList() } }),
    previewImport: {
      outside: async ({ caller, request }) => ({
        status: 200,
        body: await imports.preview(personOf(caller), await readUpload(request)),
      }),
    },
    startImport: {
      outside: async ({ caller, request }) => ({
        status: 202,
        body: await imports.start(personOf(caller), await readUpload(request)),
      }),
    },
    listImports: async (transaction, { params }) => ({
      status: 200,
      body: { imports: await listImports(transaction, params.municipality) },
    }),
    readImport: async (transaction, { params }) => ({
      status: 200,
      body: await requireImport(transaction, params.municipality, params.import),
    }),
    followImport: {
      outside: async ({ params, caller, request, response }) => {
        const read = () =>
          database.transaction(personOf(caller), (transaction) =>
            requireImport(transaction, params.municipality, params.import),
          );
        // On the embedded database a reading transaction would wait until the import has ended.
        if (imports.municipalityOf(params.import) !== params.municipality) await read();
        return {
          status: 200,
          stream: async () => {
            const events = openEventStream(request, response);
            const leave = imports.follow(params.import, {
              progress: (progress) => events.send("progress", progress),
              end: (ended) => events.end("end", ended),
            });
            if (leave) events.onClose(leave);
            // Not under way any more: the stored report is all there is to tell.
            else events.end("end", await read());
          },
        };
      },
    },
    cancelImport: {
      outside: async ({ params, caller }) => {
        // Not in the import's own way: on the embedded database a transaction here would wait for it to end.
        const ownImport = imports.municipalityOf(params.import) === params.municipality;
        if (ownImport) imports.cancel(params.import);
        const found = await database.transaction(personOf(caller), async (transaction) => {
          const row = await requireImport(transaction, params.municipality, params.import);
          if (!ownImport) throw new AppError("import.already-finished");
          await recordAct(transaction, "import.cancel-asked", "import", row.id);
          return row;
        });
        return { status: 202, body: found };
      },
    },
  };
}

async function requireImport(transaction: Transaction, municipality: string, id: string): Promise<Import> {
  const found = await findImport(transaction, municipality, id);
  if (!found) throw new AppError("not-found");
  return found;
}

function purposeList(): PurposeDescription[] {
  return describePurposes().map((purpose) => ({
    ...purpose,
    accepts: [...purpose.accepts],
    fields: [...purpose.fields],
    settings: purpose.settings.map((setting) => ({ ...setting, choices: [...setting.choices] })),
  }));
}
