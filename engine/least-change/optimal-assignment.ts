// The linear assignment problem: which row takes which column so that the costs add up to the least.

/**
 * Gives every row its own column at the least total cost, by shortest augmenting paths with potentials (Jonker and
 * Volgenant 1987; Crouse 2016) in O(rows² × columns). `cost` is rows × columns, row-major, with rows ≤ columns; +Infinity
 * forbids a pair. Returns the column of each row, or undefined when the forbidden pairs leave no way. Throws on a cost
 * that is not a number or −Infinity, and when there are more rows than columns.
 */
export function optimalAssignment(rowCount: number, columnCount: number, cost: Float64Array): Int32Array | undefined {
  if (rowCount > columnCount)
    throw new Error(`${rowCount} rows for ${columnCount} columns, expected at least as many.`);
  if (cost.length !== rowCount * columnCount) {
    throw new Error(`${cost.length} costs, expected ${rowCount} × ${columnCount}.`);
  }
  if (!cost.every((value) => value > Number.NEGATIVE_INFINITY)) throw new Error("A cost is not a number or −Infinity.");
  const rowOfColumn = new Int32Array(columnCount).fill(-1);
  const columnOfRow = new Int32Array(rowCount).fill(-1);
  const rowPrice = new Float64Array(rowCount);
  const columnPrice = new Float64Array(columnCount);
  const distance = new Float64Array(columnCount);
  const cameFromRow = new Int32Array(columnCount);
  const settled = new Uint8Array(columnCount);
  for (let freeRow = 0; freeRow < rowCount; freeRow++) {
    distance.fill(Number.POSITIVE_INFINITY);
    settled.fill(0);
    let row = freeRow;
    let reached = 0;
    let column = -1;
    // Dijkstra over reduced costs from the free row to the nearest free column.
    for (;;) {
      let nearest = -1;
      for (let other = 0; other < columnCount; other++) {
        if (settled[other]) continue;
        const through = reached + cost[row * columnCount + other]! - rowPrice[row]! - columnPrice[other]!;
        if (through < distance[other]!) {
          distance[other] = through;
          cameFromRow[other] = row;
        }
        if (nearest < 0 || distance[other]! < distance[nearest]!) nearest = other;
      }
      if (nearest < 0 || distance[nearest] === Number.POSITIVE_INFINITY) return undefined;
      column = nearest;
      reached = distance[column]!;
      settled[column] = 1;
      if (rowOfColumn[column]! < 0) break;
      row = rowOfColumn[column]!;
    }
    rowPrice[freeRow]! += reached;
    for (let other = 0; other < columnCount; other++) {
      if (!settled[other] || other === column) continue;
      rowPrice[rowOfColumn[other]!]! += reached - distance[other]!;
      columnPrice[other]! -= reached - distance[other]!;
    }
    // Turn the path around.
    for (let at = column; at >= 0; ) {
      const from = cameFromRow[at]!;
      const next = columnOfRow[from]!;
      rowOfColumn[at] = from;
      columnOfRow[from] = at;
      at = from === freeRow ? -1 : next;
    }
  }
  return columnOfRow;
}
