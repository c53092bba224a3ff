// What the log review reads: rows by filter, samples, volumes, and what there is to filter by. Under the reviewer's own policies.
import type { OfficeHours } from "../config.ts";
import type { AuditEvent, AuditFilter } from "../contract/audit.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";
import { countReadingActions } from "./actions.ts";
import { swedishHolidays } from "./swedish-holidays.ts";

/** A log review reads one municipality's chain, by its office hours. */
export interface Review {
  readonly municipality: string;
  readonly officeHours: OfficeHours;
  /** How far back holidays are to be known. */
  readonly retentionYears: number;
}

const timeZone = "Europe/Stockholm";
const localTime = `(occurred_at at time zone '${timeZone}')`;

/** Statement pieces that share one list of values. */
class Values {
  readonly list: unknown[] = [];
  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

function isOutside({ officeHours: { opens, closes }, retentionYears }: Review, values: Values): string {
  const next = new Date().getUTCFullYear() + 1;
  const years = Array.from({ length: retentionYears + 3 }, (_, back) => next - back);
  const holidays = values.add(years.flatMap(swedishHolidays));
  return `(extract(isodow from ${localTime}) > 5 or ${localTime}::date = any(${holidays}::date[])
    or ${localTime}::time < ${values.add(opens)}::time or ${localTime}::time >= ${values.add(closes)}::time)`;
}

function conditionOf(review: Review, filter: AuditFilter, values: Values): string {
  const conditions = [`chain = ${values.add(review.municipality)}`];
  const startOf = (day: string, added: string) =>
    `((${values.add(day)}::date + ${added})::timestamp at time zone '${timeZone}')`;
  if (filter.from !== undefined) conditions.push(`occurred_at >= ${startOf(filter.from, "0")}`);
  if (filter.to !== undefined) conditions.push(`occurred_at < ${startOf(filter.to, "1")}`);
  if (filter.personId !== undefined) conditions.push(`user_id = ${values.add(filter.personId)}`);
  if (filter.role !== undefined) conditions.push(`role = ${values.add(filter.role)}`);
  if (filter.action !== undefined) conditions.push(`action = ${values.add(filter.action)}`);
  if (filter.area !== undefined) {
    const area = values.add(filter.area);
    conditions.push(`(${area} = any(area_codes)
      or (area_codes = '{}' and division_id in (select audit.divisions_with_area(${area}))))`);
  }
  if (filter.hours === "outside") conditions.push(isOutside(review, values));
  return conditions.join(" and ");
}

function columnsOf(review: Review, values: Values): string {
  return `sequence, ${timestampText("occurred_at")} as "occurredAt", ${isOutside(review, values)} as "outsideOfficeHours",
    user_id as "personId", person_name as "personName", role, address_class as "addressClass", action,
    object_kind as "objectKind", object_id as "objectId", division_id as "divisionId", area_codes as "areaCodes", details`;
}

/** Rows that the filter lets through, newest first, below a number. */
export function listEvents(
  transaction: Transaction,
  review: Review,
  filter: AuditFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<AuditEvent[]> {
  const values = new Values();
  const columns = columnsOf(review, values);
  const condition = conditionOf(review, filter, values);
  const below = page.before === undefined ? "" : `and sequence < ${values.add(page.before)}`;
  return transaction.many<AuditEvent>(
    `select ${columns} from audit.events where ${condition} ${below}
     order by audit.events.sequence desc limit ${values.add(page.limit)}`,
    values.list,
  );
}

export async function countEvents(
  transaction: Transaction,
  review: Review,
  filter: AuditFilter,
  through?: number,
): Promise<number> {
  const values = new Values();
  const condition = conditionOf(review, filter, values);
  const upTo = through === undefined ? "" : `and sequence <= ${values.add(through)}`;
  const { count } = await transaction.one<{ count: number }>(
    `select count(*) as count from audit.events where ${condition} ${upTo}`,
    values.list,
  );
  return count;
}

/** One row; null where there is none. */
export function findEvent(transaction: Transaction, review: Review, sequence: number): Promise<AuditEvent | null> {
  const values = new Values();
  const columns = columnsOf(review, values);
  return transaction.maybeOne<AuditEvent>(
    `select ${columns} from audit.events
     where chain = ${values.add(review.municipality)} and sequence = ${values.add(sequence)}`,
    values.list,
  );
}

/**
 * The rows whose numbers, hashed with the seed, come first: as good as drawn at random, and the same each time for the
 * same seed, filter and last row.
 */
export function drawEvents(
  transaction: Transaction,
  review: Review,
  filter: AuditFilter,
  draw: { readonly seed: string; readonly through: number; readonly size: number },
): Promise<AuditEvent[]> {
  const values = new Values();
  const columns = columnsOf(review, values);
  const condition = conditionOf(review, filter, values);
  return transaction.many<AuditEvent>(
    `select ${columns} from audit.events where ${condition} and sequence <= ${values.add(draw.through)}
     order by sha256(convert_to(${values.add(draw.seed)}::text || ':' || audit.events.sequence::text, 'UTF8'))
     limit ${values.add(draw.size)}`,
    values.list,
  );
}

export interface Extent {
  readonly firstSequence: number | null;
  readonly lastSequence: number | null;
  readonly firstAt: string | null;
}

export function readExtent(transaction: Transaction, { municipality }: Review): Promise<Extent> {
  return transaction.one<Extent>(
    `select min(sequence) as "firstSequence", max(sequence) as "lastSequence",
       ${timestampText("min(occurred_at)")} as "firstAt" from audit.events where chain = $1`,
    [municipality],
  );
}

/** Everybody who has done something, with the latest name. */
export function listPeople(
  transaction: Transaction,
  { municipality }: Review,
): Promise<{ personId: string; name: string }[]> {
  return transaction.many(
    `select distinct on (user_id) user_id as "personId", coalesce(person_name, user_id::text) as name
     from audit.events where chain = $1 and user_id is not null order by user_id, sequence desc`,
    [municipality],
  );
}

/** Rows of one act, newest first. */
export function listByAction(
  transaction: Transaction,
  review: Review,
  action: string,
  limit: number,
): Promise<AuditEvent[]> {
  return listEvents(transaction, review, { action }, { limit });
}

export interface PersonDay {
  readonly personId: string;
  readonly personName: string;
  readonly day: string;
  readonly count: number;
  /** Median of the person's own days with any in the 90 days before; null where there was none. */
  readonly ownUsual: number | null;
  readonly ownDays: number;
  /** The same of everybody's. */
  readonly everybodysUsual: number | null;
}

/**
 * Readings and exports of exact counts, person by person and day by day, against the 90 days before each day. What shows
 * several measures at once counts as so many readings.
 */
export function readPersonDays(
  transaction: Transaction,
  { municipality }: Review,
  from: string,
  to: string,
): Promise<PersonDay[]> {
  return transaction.many<PersonDay>(
    `with days as (
       select user_id, ${localTime}::date as day, 
         sum(coalesce((details ->> 'measures')::integer, 1))::integer as count, max(person_name) as name
       from audit.events
       where chain = $1 and user_id is not null and action = any($2)
         and occurred_at >= (($3::date - 90)::timestamp at time zone '${timeZone}')
         and occurred_at < (($4::date + 1)::timestamp at time zone '${timeZone}')
       group by 1, 2
     )
     select days.user_id as "personId", coalesce(days.name, '') as "personName", days.day::text as day, days.count,
       own.usual as "ownUsual", own.days as "ownDays", everybody.usual as "everybodysUsual"
     from days
     cross join lateral (
       select percentile_cont(0.5) within group (order by earlier.count) as usual, count(*) as days from days as earlier
       where earlier.user_id = days.user_id and earlier.day < days.day and earlier.day >= days.day - 90) own
     cross join lateral (
       select percentile_cont(0.5) within group (order by earlier.count) as usual from days as earlier
       where earlier.day < days.day and earlier.day >= days.day - 90) everybody
     where days.day between $3::date and $4::date
     order by days.day desc, days.count desc`,
    [municipality, countReadingActions, from, to],
  );
}
