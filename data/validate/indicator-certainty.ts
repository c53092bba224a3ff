// What a row says of how certain an indicator's value is: read, held against the value, and counted where it says nothing.
import type { Cell } from "../formats/types.ts";
import { type Issue, issue } from "../issues.ts";
import type { IndicatorCertainty } from "../load/indicators.ts";
import type { CertaintyColumns, CertaintyKey } from "../mapping/certainty-columns.ts";
import { takeCount, takeNumber } from "./number-issues.ts";
import type { DecimalSign } from "./numbers.ts";

const nothing: IndicatorCertainty = { base: null, standardError: null, low: null, high: null };

/** `saidNothing`: a standard error, a margin or an interval of 0, which is no way to be certain. */
export interface ReadCertainty extends IndicatorCertainty {
  readonly saidNothing: boolean;
}

/** Of a value that is not known nothing is read. Troubles are told by row and column. */
export function readCertainty(
  columns: CertaintyColumns | undefined,
  value: number | null,
  { row, cells }: { readonly row: number; readonly cells: readonly Cell[] },
  headingOf: (index: number) => string,
  sign: DecimalSign,
  issues: Issue[],
): ReadCertainty {
  if (columns === undefined || value === null) return { ...nothing, saidNothing: false };
  const read = (key: CertaintyKey, take: typeof takeNumber): number | null => {
    const index = columns[key];
    if (index === undefined) return null;
    return take(cells[index] ?? null, sign, row, headingOf(index), issues)?.value ?? null;
  };
  const base = read("base", takeCount);
  const errors = (["standardError", "margin"] as const).map((key) => {
    const error = read(key, takeNumber);
    if (error !== null && error < 0) {
      issues.push(issue("indicator.negative-error", { row, column: headingOf(columns[key]!) }));
    }
    return error;
  });
  const [standardError, margin] = errors as [number | null, number | null];
  const given = [read("low", takeNumber), read("high", takeNumber)] as const;
  const [low, high] =
    given[0] === null && given[1] === null && margin !== null ? [value - margin, value + margin] : given;
  if ((low === null) !== (high === null) || (low !== null && high !== null && (low > value || high < value))) {
    issues.push(issue("indicator.interval-outside", { row }));
    return { ...nothing, saidNothing: false };
  }
  const hasWidth = low !== null && high !== null && low < high;
  return {
    base,
    standardError: standardError !== null && standardError > 0 ? standardError : null,
    ...(hasWidth ? { low, high } : { low: null, high: null }),
    saidNothing: standardError === 0 || (low !== null && !hasWidth),
  };
}
