// Decision records that were kept: added once with all their documents, listed, and read as they are.
import { recordAct } from "../audit/record-act.ts";
import type { KeptRecord } from "../contract/record.ts";
import type { Database, Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

export type Numbers = KeptRecord["files"][number]["numbers"];
/** `record` is the document that the page shows; the others are files. */
export type KeptFormat = "record" | KeptRecord["files"][number]["format"];

export interface KeptDocument {
  readonly numbers: Numbers;
  readonly format: KeptFormat;
  readonly content: Uint8Array;
  /** SHA-256 of the content in hexadecimals. */
  readonly checksum: string;
}

/** The audience's own table: a right to the one is never a right to the other. */
const tableOf: Readonly<Record<Numbers, string>> = {
  exact: "exact.kept_documents",
  protected: "protected.kept_documents",
};

export interface NewKeptRecord extends Pick<KeptRecord, "id" | "occasion" | "program"> {
  readonly planId: string;
  readonly keptAt: Date;
  readonly documents: readonly KeptDocument[];
}

/** Keeps the documents of a plan as the transaction has it: of its newest revision, and with the day it is to apply from. */
export async function insertKeptRecord(
  transaction: Transaction,
  municipality: string,
  { id, planId, occasion, program, keptAt, documents }: NewKeptRecord,
  userId: string,
): Promise<void> {
  await transaction.affected(
    `insert into planning.kept_records (municipality_code, id, plan_id, revision, occasion, adopted_from, program, kept_by,
       kept_at)
     select p.municipality_code, $3, p.id, planning.newest_revision(p.municipality_code, p.id), $4, p.adopted_from, $5, $6, $7
     from planning.plans p where p.municipality_code = $1 and p.id = $2`,
    [municipality, planId, id, occasion, program, userId, keptAt.toISOString()],
    1,
  );
  for (const { numbers, format, content, checksum } of documents) {
    await transaction.affected(
      `insert into ${tableOf[numbers]} (municipality_code, record_id, format, content, checksum) values ($1, $2, $3, $4, $5)`,
      [municipality, id, format, content, checksum],
      1,
    );
  }
}

/** Dates what this transaction has done to the plan to an instant of one's choice: what its record tells of when follows. */
export async function dateChange(
  transaction: Transaction,
  municipality: string,
  planId: string,
  instant: Date,
): Promise<void> {
  await transaction.affected(
    `update planning.plans set updated_at = case when updated_at = now() then $3::timestamptz else updated_at end,
       accepted_at = case when accepted_at = now() then $3::timestamptz else accepted_at end
     where municipality_code = $1 and id = $2`,
    [municipality, planId, instant.toISOString()],
    1,
  );
}

/** Newest first. Only with `exact`, which planners alone may ask for, are the exact files and who kept them told. */
export async function listKeptRecords(
  transaction: Transaction,
  municipality: string,
  planId: string,
  { exact }: { readonly exact: boolean },
): Promise<KeptRecord[]> {
  const filesOf = (numbers: Numbers) =>
    `select record_id, format, '${numbers}' as numbers, octet_length(content) as bytes, checksum
     from ${tableOf[numbers]} where municipality_code = $1 and format <> 'record'`;
  return transaction.many<KeptRecord>(
    `select k.id, k.occasion, ${timestampText("k.kept_at")} as "keptAt", k.revision, k.adopted_from::text as "adoptedFrom",
       k.program, ${exact ? `access.display_name(k.kept_by) as "keptBy",` : ""}
       (select jsonb_agg(jsonb_build_object('format', f.format, 'numbers', f.numbers, 'bytes', f.bytes, 'sha256', f.checksum)
          order by f.numbers, f.format)
        from (${filesOf("protected")}${exact ? ` union all ${filesOf("exact")}` : ""}) f where f.record_id = k.id) as files
     from planning.kept_records k
     where k.municipality_code = $1 and k.plan_id = $2 order by k.kept_at desc, k.id`,
    [municipality, planId],
  );
}

/** One document of a plan's kept record, with what it is of; null where there is none that the person may see. */
export function findKeptDocument(
  transaction: Transaction,
  municipality: string,
  planId: string,
  keptId: string,
  { numbers, format }: Pick<KeptDocument, "numbers" | "format">,
): Promise<(Pick<KeptDocument, "content" | "checksum"> & Pick<KeptRecord, "occasion" | "keptAt" | "revision">) | null> {
  return transaction.maybeOne(
    `select f.content, f.checksum, k.occasion, ${timestampText("k.kept_at")} as "keptAt", k.revision
     from planning.kept_records k
     join ${tableOf[numbers]} f on f.municipality_code = k.municipality_code and f.record_id = k.id
     where k.municipality_code = $1 and k.plan_id = $2 and k.id = $3 and f.format = $4`,
    [municipality, planId, keptId, format],
  );
}

/** Erases a kept record with all its documents and tells the log why; its plan's id, or null where there is none. */
export async function eraseKeptRecord(
  database: Database,
  municipality: string,
  id: string,
  decision: string,
): Promise<string | null> {
  const planId = await database.transaction(
    { kind: "operator", municipalityCode: municipality },
    async (transaction) => {
      const erased = await transaction.one<{ planId: string | null }>(
        `select planning.erase_kept_record($1, $2, $3) as "planId"`,
        [municipality, id, decision],
      );
      if (erased.planId !== null) {
        await recordAct(transaction, "record.erased", "plan", erased.planId, { kept: id, decision });
      }
      return erased.planId;
    },
  );
  await database.sync();
  return planId;
}
