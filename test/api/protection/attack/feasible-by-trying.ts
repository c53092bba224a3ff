// Which exact counts of one publication area fit all that is told of it, by trying every offset: the measure of the linear programme.
import { roundingBase } from "../../../../engine/disclosure/keyed-rounding.ts";
import type { Atom, PeriodSum } from "./recover-counts.ts";

type Range = readonly [number, number];

/** Beyond this nothing is listed of a count without an upper end. */
const listed = 400;

/**
 * For each atom of one area, every exact count that is possible with some offset of each measure. For given offsets the
 * periods are apart from each other, and a sum of ranges leaves ranges.
 */
export function feasibleByTrying(atoms: readonly Atom[], periods: readonly PeriodSum[]): Map<string, Set<number>> {
  const measures = [...new Set(atoms.map(({ measure }) => measure))];
  const found = new Map(atoms.map(({ name }) => [name, new Set<number>()]));
  const atomOf = new Map(atoms.map((atom) => [atom.name, atom]));
  for (let combination = 0; combination < roundingBase ** measures.length; combination++) {
    const offsetOf = (measure: string) =>
      Math.floor(combination / roundingBase ** measures.indexOf(measure)) % roundingBase;
    const rangeOf = (name: string): Range => {
      const { measure, protectedCount, isCapped } = atomOf.get(name)!;
      const least = protectedCount - offsetOf(measure);
      return [Math.max(0, least), isCapped ? Number.POSITIVE_INFINITY : least + roundingBase - 1];
    };
    const ranges = new Map(atoms.map(({ name }): [string, Range] => [name, rangeOf(name)]));
    const allPossible = periods.every((period) => narrow(ranges, period));
    if (!allPossible || [...ranges.values()].some(([least, most]) => least > most)) continue;
    for (const [name, [least, most]] of ranges) {
      for (let count = least; count <= Math.min(most, least + listed); count++) found.get(name)!.add(count);
    }
  }
  return found;
}

/** Leaves of each range what the others of the period let it be; false where nothing is possible. */
function narrow(ranges: Map<string, Range>, { totals, caseTypes, relation }: PeriodSum): boolean {
  const sumOf = (names: readonly string[], end: 0 | 1) => names.reduce((sum, name) => sum + ranges.get(name)![end], 0);
  const [leastTotal, mostTotal] = [sumOf(totals, 0), sumOf(totals, 1)];
  const leastTypes = sumOf(caseTypes, 0);
  const mostTypes = relation === "equal" ? sumOf(caseTypes, 1) : Number.POSITIVE_INFINITY;
  if (leastTypes > mostTotal || leastTotal > mostTypes) return false;
  const narrowed = [
    ...totals.map((name): [string, Range] => {
      const [least, most] = ranges.get(name)!;
      const others = sumOf(
        totals.filter((other) => other !== name),
        1,
      );
      return [name, [Math.max(least, leastTypes - others), Math.min(most, mostTypes - (leastTotal - least))]];
    }),
    ...caseTypes.map((name): [string, Range] => {
      const [least, most] = ranges.get(name)!;
      const others =
        relation === "equal"
          ? sumOf(
              caseTypes.filter((other) => other !== name),
              1,
            )
          : Number.POSITIVE_INFINITY;
      return [name, [Math.max(least, leastTotal - others), Math.min(most, mostTotal - (leastTypes - least))]];
    }),
  ];
  for (const [name, range] of narrowed) ranges.set(name, range);
  return true;
}
