// Operations of the decision record: to read, as a file for the board, and as a bundle that proves its numbers.
import { recordAct } from "../audit/record-act.ts";
import type { Plan } from "../contract/plans.ts";
import { DecisionRecord } from "../contract/record.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import { fileNameOf } from "../exports/file-name.ts";
import { writeInWorker } from "../exports/write-in-worker.ts";
import type { Caller, FileAnswer, Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { requirePlan, sightOf } from "../plans/plan-preconditions.ts";
import { sha256Of } from "./bundle.ts";
import { findKeptDocument, type KeptDocument, listKeptRecords, type Numbers } from "./kept-records.store.ts";
import { makeRecord } from "./make-record.ts";
import { type RecordFacts, readRecordFacts } from "./read-facts.ts";
import { recordHtml } from "./record-html.ts";
import { dayText } from "./swedish-text.ts";

type RecordOperations = "readRecord" | "exportRecord" | "listKeptRecords" | "exportBundle";

export function recordHandlers(database: Database): Pick<Handlers, RecordOperations> {
  return {
    readRecord: async (transaction, { params, query, caller }) => {
      const isExact = isExactFor(caller, query.numbers);
      if (query.kept !== undefined) {
        const wanted = { numbers: numbersOf(isExact), format: "record" } as const;
        const { plan, content } = await requireKept(transaction, caller, params.plan, query.kept, wanted);
        if (isExact) {
          const seen = { version: plan.version, kept: query.kept };
          await recordAct(transaction, "counts.read", "plan", plan.id, seen, plan);
        }
        return { status: 200, body: keptRecordOf(content) };
      }
      const facts = await readFacts(transaction, caller, params.plan, isExact);
      if (isExact) {
        await recordAct(transaction, "counts.read", "plan", facts.plan.id, { version: facts.plan.version }, facts.plan);
      }
      return { status: 200, body: makeRecord(facts) };
    },
    exportRecord: {
      outside: async ({ params, query, caller }) => {
        const isExact = isExactFor(caller, query.numbers);
        const { format, kept } = query;
        if (kept !== undefined) {
          const file = await database.transaction(personOf(caller), (transaction) =>
            exportKept(transaction, caller, params.plan, kept, { numbers: numbersOf(isExact), format }),
          );
          return { status: 200, file };
        }
        const facts = await database.transaction(personOf(caller), async (transaction) => {
          const facts = await readFacts(transaction, caller, params.plan, isExact);
          await recordExport(transaction, facts, query.format);
          return facts;
        });
        const record = makeRecord(facts);
        const kind = `beslutsunderlag-${isExact ? "exakta" : "skyddade"}-antal`;
        const name = fileNameOf(kind, params.municipality, facts.plan, query.format);
        return { status: 200, file: { name, ...(await fileOf(record, query.format)) } };
      },
    },
    listKeptRecords: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const exact = caller.role === "planner";
      return {
        status: 200,
        body: { records: await listKeptRecords(transaction, params.municipality, plan.id, { exact }) },
      };
    },
    exportBundle: async (transaction, { params, query, caller }) => {
      if (query.kept !== undefined) {
        const wanted = { numbers: "exact", format: "bundle" } as const;
        return { status: 200, file: await exportKept(transaction, caller, params.plan, query.kept, wanted) };
      }
      const { plan, planner } = await readFacts(transaction, caller, params.plan, true);
      if (!planner) throw new AppError("session.role-not-allowed");
      const { version } = plan;
      await recordAct(transaction, "counts.exported", "plan", plan.id, { format: "bundle", version }, plan);
      const bytes = new TextEncoder().encode(planner.bundle);
      const name = fileNameOf("bevis-exakta-antal", params.municipality, plan, "json");
      return { status: 200, file: { name, mediaType: "application/json", bytes } };
    },
  };
}

/** Exact numbers are the planners' own; who asks for what they may not have is refused rather than given something else. */
function isExactFor(caller: Caller, numbers: "exact" | "protected" | undefined): boolean {
  const isPlanner = caller.role === "planner";
  if (numbers === "exact" && !isPlanner) throw new AppError("session.role-not-allowed");
  return isPlanner && numbers !== "protected";
}

const numbersOf = (isExact: boolean): Numbers => (isExact ? "exact" : "protected");

/** A kept document, whole. Throws `not-found`, also for what the caller may not see, and `record.kept-changed`. */
async function requireKept(
  transaction: Transaction,
  caller: Caller,
  planId: string,
  keptId: string,
  wanted: Pick<KeptDocument, "numbers" | "format">,
) {
  const plan: Plan = await requirePlan(transaction, caller.municipalityCode, planId, sightOf(caller));
  const found = await findKeptDocument(transaction, caller.municipalityCode, plan.id, keptId, wanted);
  if (!found) throw new AppError("not-found");
  if (sha256Of(found.content) !== found.checksum) throw new AppError("record.kept-changed");
  return { ...found, plan };
}

/** The kept document for the page. Throws `record.kept-of-other-version` where this version writes it in another form. */
function keptRecordOf(content: Uint8Array): DecisionRecord {
  const parsed = DecisionRecord.safeParse(JSON.parse(new TextDecoder().decode(content)));
  if (!parsed.success) throw new AppError("record.kept-of-other-version");
  return parsed.data;
}

const mediaTypes = { html: "text/html", pdf: "application/pdf", bundle: "application/json" } as const;
const occasionNames = { proposed: "framlagt", adopted: "faststallt" } as const;

/** The kept file as it is, told in the log as what it holds. */
async function exportKept(
  transaction: Transaction,
  caller: Caller,
  planId: string,
  keptId: string,
  { numbers, format }: { readonly numbers: Numbers; readonly format: keyof typeof mediaTypes },
): Promise<FileAnswer> {
  const wanted = { numbers, format };
  const { plan, content, occasion, keptAt, revision } = await requireKept(transaction, caller, planId, keptId, wanted);
  if (numbers === "exact") {
    const told = { format, version: plan.version, kept: keptId };
    await recordAct(transaction, "counts.exported", "plan", plan.id, told, plan);
  } else {
    await recordAct(transaction, "data.exported", "plan", plan.id, { format, kept: keptId }, plan);
  }
  const holds = numbers === "exact" ? "exakta-antal" : "skyddade-antal";
  const kind = `${format === "bundle" ? "bevis" : "beslutsunderlag"}-${occasionNames[occasion]}-${dayText(keptAt)}-${holds}`;
  const ending = format === "bundle" ? "json" : format;
  const name = fileNameOf(kind, caller.municipalityCode, { id: plan.id, revision }, ending);
  return { name, mediaType: mediaTypes[format], bytes: content };
}

function readFacts(transaction: Transaction, caller: Caller, plan: string, isExact: boolean): Promise<RecordFacts> {
  return readRecordFacts(transaction, caller, plan, isExact, dayText(new Date()));
}

/** Exact counts that were taken out are told apart in the log from what others may see. */
async function recordExport(transaction: Transaction, { plan, planner }: RecordFacts, format: string): Promise<void> {
  if (planner) {
    await recordAct(transaction, "counts.exported", "plan", plan.id, { format, version: plan.version }, plan);
  } else {
    await recordAct(transaction, "data.exported", "plan", plan.id, { format }, plan);
  }
}

async function fileOf(
  record: DecisionRecord,
  format: "html" | "pdf",
): Promise<{ mediaType: string; bytes: Uint8Array }> {
  if (format === "pdf") return { mediaType: "application/pdf", bytes: await writeInWorker({ kind: "pdf", record }) };
  return { mediaType: "text/html", bytes: new TextEncoder().encode(recordHtml(record)) };
}
