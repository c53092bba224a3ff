// Tells which periods of a count file differ from what is loaded, by hashes kept with the imports: no count is read back.
import { createHash } from "node:crypto";
import type { Queryable } from "../queryable.ts";

/** Period (a date, or year and case type) → SHA-256 of its rows. */
export type PeriodHashes = Readonly<Record<string, string>>;

/** Hash of each period's rows, whatever their order in the file. */
export function periodHashes<Record>(
  records: readonly Record[],
  periodOf: (record: Record) => string,
  textOf: (record: Record) => string,
): PeriodHashes {
  const texts = new Map<string, string[]>();
  for (const record of records) {
    const period = periodOf(record);
    const list = texts.get(period);
    if (list) list.push(textOf(record));
    else texts.set(period, [textOf(record)]);
  }
  return Object.fromEntries(
    [...texts].map(([period, lines]) => [period, createHash("sha256").update(lines.sort().join("\n")).digest("hex")]),
  );
}

/**
 * The periods whose rows are not what the latest import of one of the purposes left there. The program that runs imports
 * may write exact counts but not read them, so equality is judged by the hashes in jobs.imports.options.periodHashes.
 */
export async function changedPeriods(
  queryable: Queryable,
  municipalityCode: string,
  divisionId: string,
  purposes: readonly string[],
  hashes: PeriodHashes,
): Promise<string[]> {
  const periods = Object.keys(hashes);
  const { rows } = await queryable.query<{ period: string; hash: string }>(
    `select distinct on (content.key) content.key as period, content.value as hash
     from jobs.imports, jsonb_each_text(imports.options -> 'periodHashes') as content
     where imports.municipality_code = $1 and imports.division_id = $2::uuid and imports.purpose = any ($3::text[])
       and imports.status = 'loaded' and jsonb_typeof(imports.options -> 'periodHashes') = 'object'
       and content.key = any ($4::text[])
     order by content.key, imports.finished_at desc`,
    [municipalityCode, divisionId, purposes, periods],
  );
  const loaded = new Map(rows.map(({ period, hash }) => [period, hash]));
  return periods.filter((period) => loaded.get(period) !== hashes[period]);
}
