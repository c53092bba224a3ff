// Stores numbers of people: a file replaces what the division had for the file's dates, and nothing else.
import { type Issue, issue } from "../issues.ts";
import { type AgeClass, coversExactly } from "../mapping/age-classes.ts";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import type { Queryable } from "../queryable.ts";
import type { PopulationRecord } from "../validate/population-records.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";
import { addMeasures, populationMeasures } from "./measures.ts";
import { changedPeriods, periodHashes } from "./period-content.ts";
import { addRestAreas } from "./rest-areas.ts";

const columns: readonly BulkColumn<PopulationRecord>[] = [
  { type: "text", value: ({ areaCode }) => areaCode },
  { type: "date", value: ({ date }) => date },
  { type: "integer", value: ({ ageFrom }) => ageFrom },
  { type: "integer", value: ({ ageTo }) => ageTo },
  { type: "text", value: ({ sex }) => sex },
  { type: "integer", value: ({ people }) => people },
  { type: "text", value: ({ missingReason }) => missingReason },
];

export interface PopulationRecords {
  readonly rows: readonly PopulationRecord[];
  readonly restCodes: readonly string[];
}

const periodOf = ({ date, ageFrom, ageTo }: Pick<PopulationRecord, "date" | "ageFrom" | "ageTo">) =>
  `${date}|${ageFrom}-${ageTo}`;

interface StoredClass extends AgeClass {
  readonly date: string;
}

async function storedClasses(
  queryable: Queryable,
  municipalityCode: string,
  divisionId: string,
  dates: readonly string[],
) {
  const { rows } = await queryable.query<{ date: string; from: number; to: number }>(
    `select distinct reference_date::text as date, age_from as "from", age_to as "to" from exact.population_counts
     where municipality_code = $1 and division_id = $2::uuid and reference_date = any ($3::date[])`,
    [municipalityCode, divisionId, dates],
  );
  return rows satisfies StoredClass[];
}

const width = ({ from, to }: AgeClass) => to - from;
const overlaps = (one: AgeClass, other: AgeClass) => one.from <= other.to && other.from <= one.to;
const isSame = (one: AgeClass, other: AgeClass) => one.from === other.from && one.to === other.to;

/**
 * Which age classes of one date to store and which stored ones to remove, so that no age is counted twice and none is lost.
 * Equal classes are replaced. A class that finer ones make up exactly gives way to them; of other overlapping classes the wider
 * stays (single years 0–20 beside a class 20–24: the year 20 goes, for 21–24 could not be told).
 */
export function mergeClasses(incoming: readonly AgeClass[], stored: readonly AgeClass[]) {
  const isMadeUpOf = (one: AgeClass, others: readonly AgeClass[]) =>
    coversExactly(
      others.filter((other) => width(other) < width(one)),
      one.from,
      one.to,
    );
  const skipped = new Set(incoming.filter((one) => isMadeUpOf(one, stored)));
  const removed = new Set(
    stored.filter((one) => incoming.some((other) => isSame(one, other)) || isMadeUpOf(one, incoming)),
  );
  for (const one of incoming.filter((candidate) => !skipped.has(candidate))) {
    for (const other of stored.filter((candidate) => !removed.has(candidate) && overlaps(one, candidate))) {
      if (width(other) > width(one)) skipped.add(one);
      else removed.add(other);
    }
  }
  return { kept: incoming.filter((one) => !skipped.has(one)), skipped: [...skipped], removed: [...removed] };
}

/** Loads checked records by date and age class; those whose numbers are already stored count as unchanged. */
export async function loadPopulation(
  { rows, restCodes }: PopulationRecords,
  context: LoadContext,
): Promise<LoadOutcome> {
  const { queryable, municipalityCode, division, checkpoint } = context;
  if (!division) throw new Error("Expected a division for population counts, found none");
  const dates = [...new Set(rows.map(({ date }) => date))].sort();
  const stored = await storedClasses(queryable, municipalityCode, division.id, dates);
  const skipped = new Set<string>();
  const removedClasses: StoredClass[] = [];
  for (const date of dates) {
    const classes = new Map(
      rows.filter((row) => row.date === date).map(({ ageFrom: from, ageTo: to }) => [`${from}-${to}`, { from, to }]),
    );
    const merged = mergeClasses(
      [...classes.values()],
      stored.filter((one) => one.date === date),
    );
    for (const { from, to } of merged.skipped) skipped.add(periodOf({ date, ageFrom: from, ageTo: to }));
    removedClasses.push(...merged.removed.map((one) => ({ ...one, date })));
  }
  const wanted = rows.filter((row) => !skipped.has(periodOf(row)));
  const hashes = periodHashes(wanted, periodOf, (row) => columns.map(({ value }) => value(row)).join("|"));
  const present = new Set(stored.map(({ date, from, to }) => periodOf({ date, ageFrom: from, ageTo: to })));
  const differing = await changedPeriods(queryable, municipalityCode, division.id, ["population"], hashes);
  const areChanged = new Set([...differing, ...Object.keys(hashes).filter((period) => !present.has(period))]);
  const gone = removedClasses.filter(({ date, from, to }) => {
    const period = periodOf({ date, ageFrom: from, ageTo: to });
    return areChanged.has(period) || hashes[period] === undefined;
  });
  let changed = await addRestAreas(queryable, municipalityCode, division.id, restCodes);
  const removed = await queryable.query(
    `delete from exact.population_counts
     where municipality_code = $1 and division_id = $2::uuid
       and (reference_date, age_from, age_to) in (select * from unnest($3::date[], $4::integer[], $5::integer[]))`,
    [
      municipalityCode,
      division.id,
      gone.map(({ date }) => date),
      gone.map(({ from }) => from),
      gone.map(({ to }) => to),
    ],
  );
  changed += removed.affectedCount;
  changed += await bulkWrite(
    queryable,
    wanted.filter((row) => areChanged.has(periodOf(row))),
    {
      text: `insert into exact.population_counts
               (municipality_code, division_id, area_code, reference_date, age_from, age_to, sex, people, missing_reason)
             select $1, $2::uuid, incoming.* from {rows} as incoming`,
      fixed: [municipalityCode, division.id],
      columns,
    },
    (fraction) => checkpoint("loading", fraction),
  );
  const classes = [...new Map(rows.map(({ ageFrom: from, ageTo: to }) => [`${from}-${to}`, { from, to }])).values()];
  changed += await addMeasures(queryable, municipalityCode, populationMeasures(classes));
  const issues: Issue[] = [];
  if (removed.affectedCount > 0)
    issues.push(issue("count.replaced", { count: removed.affectedCount, periods: dates.join(", ") }));
  if (skipped.size > 0) issues.push(issue("population.finer-kept", { count: skipped.size }));
  return { loadedCount: wanted.length, changedCount: changed, divisionId: division.id, issues, periodHashes: hashes };
}
