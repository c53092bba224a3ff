// Which areas hang together through their neighbours.

/** Connected parts, the largest first, equal ones by their smallest index; indexes within a part in order. */
export function connectedParts(
  areaIndexes: readonly number[],
  edges: readonly { readonly areaIndexA: number; readonly areaIndexB: number }[],
): number[][] {
  const neighbours = new Map<number, number[]>(areaIndexes.map((area) => [area, []]));
  for (const { areaIndexA, areaIndexB } of edges) {
    neighbours.get(areaIndexA)?.push(areaIndexB);
    neighbours.get(areaIndexB)?.push(areaIndexA);
  }
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (const start of areaIndexes) {
    if (seen.has(start)) continue;
    seen.add(start);
    const part = [start];
    for (const area of part) {
      for (const next of neighbours.get(area) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        part.push(next);
      }
    }
    parts.push(part.sort((a, b) => a - b));
  }
  return parts.sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
}
