// Stretches of one segment, as distances in metres from its start.

export interface Interval {
  readonly fromM: number;
  readonly toM: number;
}

/** The same points as disjoint intervals in order; touching ones are joined. */
export function unionOf<Stretch extends Interval>(intervals: readonly Stretch[]): Interval[] {
  const ordered = [...intervals].sort((a, b) => a.fromM - b.fromM);
  const joined: { fromM: number; toM: number }[] = [];
  for (const { fromM, toM } of ordered) {
    const last = joined.at(-1);
    if (last !== undefined && fromM <= last.toM) last.toM = Math.max(last.toM, toM);
    else joined.push({ fromM, toM });
  }
  return joined;
}

/** What `intervals` leave of a segment of the given length. */
export function complementOf(intervals: readonly Interval[], lengthM: number): Interval[] {
  const left: Interval[] = [];
  let fromM = 0;
  for (const covered of unionOf(intervals)) {
    if (covered.fromM > fromM) left.push({ fromM, toM: covered.fromM });
    fromM = Math.max(fromM, covered.toM);
  }
  if (fromM < lengthM) left.push({ fromM, toM: lengthM });
  return left;
}

/** Total length in metres of disjoint intervals. */
export function totalLengthM(intervals: readonly Interval[]): number {
  return intervals.reduce((sumM, { fromM, toM }) => sumM + toM - fromM, 0);
}
