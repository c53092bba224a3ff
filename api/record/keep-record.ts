// Keeps the decision record as it is when a plan is put forward or adopted: its documents are made once and stored with the change.
import { randomUUID } from "node:crypto";
import { engineVersion } from "../../engine/engine-version.ts";
import type { DecisionRecord, KeptRecord } from "../contract/record.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import { writeInWorker } from "../exports/write-in-worker.ts";
import type { Caller } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { programVersion } from "../program-version.ts";
import { sha256Of } from "./bundle.ts";
import { dateChange, insertKeptRecord, type KeptDocument, type Numbers } from "./kept-records.store.ts";
import { makeRecord } from "./make-record.ts";
import { readFactsOfBoth } from "./read-facts.ts";
import { recordHtml } from "./record-html.ts";
import { dayText, instantText } from "./swedish-text.ts";

/** What a board decides on; null for other changes of a plan. */
export type Occasion = KeptRecord["occasion"] | null;

/** A change of a plan, which is made more than once: each time in a transaction of its own, of which only the last stays. */
export interface PlanChangeWork<Result> {
  readonly planId: string;
  /** False where it cannot be one that a record is kept of: then nothing is rehearsed. */
  readonly isDecision: boolean;
  /** Makes the change and says whether it is one that a record is kept of. */
  change(transaction: Transaction): Promise<Occasion>;
  /** Tells the log and answers, last in the transaction that stays; `kept` is the kept record's id. */
  finish(transaction: Transaction, kept: string | null): Promise<Result>;
}

const keptProgram = `${programVersion}, beräkningsmotor ${engineVersion}`;
const programSentence = `Områdeslinjen ${keptProgram}.`;
const mostAttempts = 3;

/**
 * Makes a change of a plan; where it puts the plan forward or adopts it, the decision record as it is after the change is
 * stored in the same transaction. A PDF takes seconds, in which nobody else should wait for the database: the change is
 * rehearsed and undone, the documents are made of what it gave, and it is made again and stays if the record is still the
 * same. Throws `record.changing` where it never is, and whatever stops the change or the making: then nothing has changed.
 */
export async function changeKeepingRecord<Result>(
  database: Database,
  caller: Caller,
  work: PlanChangeWork<Result>,
): Promise<Result> {
  if (!work.isDecision) return inTransaction(database, caller, work, null);
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const keeping = { id: randomUUID(), keptAt: new Date() };
    const rehearsed = await rehearse(database, caller, async (transaction) => {
      const occasion = await work.change(transaction);
      return (
        occasion && {
          occasion,
          contents: await readContents(transaction, caller, work.planId, occasion, keeping.keptAt),
        }
      );
    });
    const keep = rehearsed && { ...keeping, ...rehearsed, documents: await documentsOf(rehearsed.contents) };
    try {
      return await inTransaction(database, caller, work, keep);
    } catch (thrown) {
      if (!(thrown instanceof ChangedMeanwhile)) throw thrown;
    }
  }
  throw new AppError("record.changing");
}

/** What a rehearsal gave to be kept. */
interface Keep {
  readonly id: string;
  readonly keptAt: Date;
  readonly occasion: NonNullable<Occasion>;
  readonly contents: Contents;
  readonly documents: readonly KeptDocument[];
}

function inTransaction<Result>(
  database: Database,
  caller: Caller,
  { planId, change, finish }: PlanChangeWork<Result>,
  keep: Keep | null,
): Promise<Result> {
  return database.transaction(personOf(caller), async (transaction) => {
    const occasion = await change(transaction);
    if (occasion !== (keep?.occasion ?? null)) throw new ChangedMeanwhile();
    if (occasion === null || keep === null) return finish(transaction, null);
    const contents = await readContents(transaction, caller, planId, occasion, keep.keptAt);
    if (JSON.stringify(contents) !== JSON.stringify(keep.contents)) throw new ChangedMeanwhile();
    const { id, keptAt, documents } = keep;
    const record = { id, planId, occasion, program: keptProgram, keptAt, documents };
    await insertKeptRecord(transaction, caller.municipalityCode, record, caller.userId);
    return finish(transaction, id);
  });
}

/** Somebody else changed what the record tells between the rehearsal and the change. */
class ChangedMeanwhile extends Error {}

/** Carries what a rehearsal gave out of the transaction that it undoes. */
class Rehearsed extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super("A rehearsal is undone.");
    this.result = result;
  }
}

/** What the work gives, with nothing of it done. */
async function rehearse<Result>(
  database: Database,
  caller: Caller,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.transaction(personOf(caller), async (transaction) => {
      throw new Rehearsed(await work(transaction));
    });
  } catch (thrown) {
    if (thrown instanceof Rehearsed) return thrown.result as Result;
    throw thrown;
  }
}

/** One record for each audience, and the bundle that proves the exact one. */
interface Contents extends Readonly<Record<Numbers, DecisionRecord>> {
  readonly bundle: string;
}

/** What is to be kept of a change that was made in the same transaction, which is dated to when the record is. */
async function readContents(
  transaction: Transaction,
  caller: Caller,
  planId: string,
  occasion: NonNullable<Occasion>,
  keptAt: Date,
): Promise<Contents> {
  const madeOn = dayText(keptAt);
  // The rehearsal may have begun in another minute than the change.
  await dateChange(transaction, caller.municipalityCode, planId, keptAt);
  const { exact, protected: told } = await readFactsOfBoth(transaction, caller, planId, madeOn);
  if (!exact.planner) throw new Error("A planner's record without the planners' facts.");
  const { bundle } = exact.planner;
  return {
    exact: makeRecord(exact, exactFoot(occasion, keptAt, exact.planner.madeBy, sha256Of(bundle))),
    protected: makeRecord(told, [`${sentenceOf(occasion)} ${madeOn}.`, programSentence]),
    bundle,
  };
}

const done: Readonly<Record<NonNullable<Occasion>, string>> = { proposed: "lades fram", adopted: "fastställdes" };
const sentenceOf = (occasion: NonNullable<Occasion>) => `Sparat som det var när förslaget ${done[occasion]}`;

/** Managers' has no checksum of the bundle: who knows all exact counts but one could try that one by it. */
function exactFoot(occasion: NonNullable<Occasion>, keptAt: Date, by: string, bundleSha256: string): string[] {
  return [
    `${sentenceOf(occasion)} ${instantText(keptAt.toISOString())}, av ${by}.`,
    programSentence,
    `Bevisfilens kontrollsumma (SHA-256): ${bundleSha256}`,
  ];
}

async function documentsOf(contents: Contents): Promise<KeptDocument[]> {
  const text = new TextEncoder();
  const documents: KeptDocument[] = [];
  const add = (numbers: Numbers, format: KeptDocument["format"], content: Uint8Array) =>
    documents.push({ numbers, format, content, checksum: sha256Of(content) });
  const audiences = ["exact", "protected"] as const;
  const pdfs = await writeInWorker({ kind: "pdfs", records: audiences.map((numbers) => contents[numbers]) });
  for (const [position, numbers] of audiences.entries()) {
    const record = contents[numbers];
    add(numbers, "record", text.encode(JSON.stringify(record)));
    add(numbers, "html", text.encode(recordHtml(record)));
    add(numbers, "pdf", pdfs[position]!);
  }
  add("exact", "bundle", text.encode(contents.bundle));
  return documents;
}
