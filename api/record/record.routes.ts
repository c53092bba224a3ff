// Operations of the decision record: to read, as a file for the board, and as a bundle that proves its numbers.
import { recordAct } from "../audit/record-act.ts";
import type { DecisionRecord } from "../contract/record.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import { fileNameOf } from "../exports/file-name.ts";
import { writeInWorker } from "../exports/write-in-worker.ts";
import type { Caller, Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { makeRecord } from "./make-record.ts";
import { type RecordFacts, readRecordFacts } from "./read-facts.ts";
import { recordHtml } from "./record-html.ts";
import { dayText } from "./swedish-text.ts";

type RecordOperations = "readRecord" | "exportRecord" | "exportBundle";

export function recordHandlers(database: Database): Pick<Handlers, RecordOperations> {
  return {
    readRecord: async (transaction, { params, query, caller }) => {
      const isExact = isExactFor(caller, query.numbers);
      const facts = await readFacts(transaction, caller, params.plan, isExact);
      if (isExact) {
        await recordAct(transaction, "counts.read", "plan", facts.plan.id, { version: facts.plan.version }, facts.plan);
      }
      return { status: 200, body: makeRecord(facts) };
    },
    exportRecord: {
      outside: async ({ params, query, caller }) => {
        const isExact = isExactFor(caller, query.numbers);
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
    exportBundle: async (transaction, { params, caller }) => {
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
