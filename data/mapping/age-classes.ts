// Ages as statistics write them: `0-4 år`, `-4`, `80-`, `80+`, `t_0_4`, `6`, school stages, and totals.
import { plainText } from "./headings.ts";

/** Ages from–to, both included. `to` is 999 when the class has no upper end. */
export interface AgeClass {
  readonly from: number;
  readonly to: number;
}

/** The upper end of an open class, such as 80 years and older. */
export const openAge = 999;
const oldestAge = 120;

// Ages in the calendar year a child of each stage begins the term (skollagen 7 and 9 chap.): pre-school class at six.
const schoolStages: Readonly<Record<string, AgeClass>> = {
  forskola: { from: 1, to: 5 },
  forskolan: { from: 1, to: 5 },
  "f-klass": { from: 6, to: 6 },
  forskoleklass: { from: 6, to: 6 },
  lagstadiet: { from: 7, to: 9 },
  lagstadium: { from: 7, to: 9 },
  mellanstadiet: { from: 10, to: 12 },
  mellanstadium: { from: 10, to: 12 },
  hogstadiet: { from: 13, to: 15 },
  hogstadium: { from: 13, to: 15 },
  gymnasiet: { from: 16, to: 18 },
  gymnasium: { from: 16, to: 18 },
  gymnasieskola: { from: 16, to: 18 },
};

const totals =
  /^(totalt?|tot|samtliga|alla|summa|hela befolkningen|samtliga aldrar|totalt samtliga aldrar|alla aldrar|totalt alder|alder totalt|all ages|all)$/;

function within(from: number, to: number): AgeClass | null {
  if (from > oldestAge || to < from) return null;
  return to > oldestAge && to !== openAge ? null : { from, to };
}

/** The class a text names, "total" for all ages, or null when it names none. School-stage names give the ages of the stage. */
export function parseAgeClass(text: string): AgeClass | "total" | null {
  const plain = plainText(text).replace(/\s*-\s*/g, "-");
  if (totals.test(plain)) return "total";
  const stage = schoolStages[plain];
  if (stage) return stage;
  const bare = plain
    .replace(/\b(ar|aring(ar)?|years?|age|aldern?|alder)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const range = /^(\d{1,3})(?:-| | till | to )(\d{1,3})$/.exec(bare);
  if (range) return within(Number(range[1]), Number(range[2]));
  const younger = /^-(\d{1,3})$/.exec(bare) ?? /^(\d{1,3}) (?:och|eller) yngre$/.exec(bare);
  if (younger) return within(0, Number(younger[1]));
  const older = /^(\d{1,3}) ?(?:-|\+|plus|w|och over|och uppat|(?:och|eller|and) (?:aldre|older|over))$/.exec(bare);
  if (older) return within(Number(older[1]), openAge);
  const single = /^(\d{1,3})$/.exec(bare);
  return single ? within(Number(single[1]), Number(single[1])) : null;
}

/** True for what Excel makes of `5-9` and `10-14`: a date such as `05-sep`, `okt-14` or `2025-09-05`. */
export function looksLikeExcelDate(text: string): boolean {
  const plain = plainText(text);
  const month = "(jan|feb|mar|mars|apr|april|maj|may|jun|juni|jul|juli|aug|sep|okt|oct|nov|dec)";
  return (
    new RegExp(`^\\d{1,2}[- .]${month}\\.?$`).test(plain) ||
    new RegExp(`^${month}\\.?[- .]\\d{1,2}$`).test(plain) ||
    /^\d{4}-\d{2}-\d{2}([ t].*)?$/.test(plain)
  );
}

/** Text of a class as the interface writes it: `0–4`, `6`, `80+`. */
export function ageClassText({ from, to }: AgeClass): string {
  if (to === openAge) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}

/** True when some of the classes, put end to end, are exactly from–to (openAge for "and older"). */
export function coversExactly(classes: readonly AgeClass[], from: number, to: number): boolean {
  const reached = new Set([from]);
  for (const one of [...classes].sort((a, b) => a.from - b.from)) {
    if (reached.has(one.from) && one.to <= to) reached.add(one.to + 1);
  }
  return reached.has(to + 1);
}

/** Parts the classes of a file into those to keep and subtotals (exactly put together of finer ones), and finds an overlap. */
export function withoutSubtotals(classes: readonly AgeClass[]): {
  readonly kept: readonly AgeClass[];
  readonly subtotals: readonly AgeClass[];
  readonly overlap: readonly [AgeClass, AgeClass] | null;
} {
  const isSubtotal = (one: AgeClass) => {
    const finer = classes.filter(
      (other) =>
        other !== one && other.from >= one.from && other.to <= one.to && other.to - other.from < one.to - one.from,
    );
    return coversExactly(finer, one.from, one.to);
  };
  const subtotals = classes.filter(isSubtotal);
  const kept = classes.filter((one) => !subtotals.includes(one)).sort((a, b) => a.from - b.from || a.to - b.to);
  for (const [index, one] of kept.entries()) {
    const next = kept[index + 1];
    if (next && next.from <= one.to) return { kept, subtotals, overlap: [one, next] };
  }
  return { kept, subtotals, overlap: null };
}
