// Whether needs can be met from stores that only some may draw from, and where not, who together cannot.

/** As a share of the need: what rounding may leave unmet. */
const slack = 1e-9;

/**
 * Meets `need[i]` from the stores `drawsFrom[i]`, which hold `stored`, by augmenting paths. Answers undefined when every
 * need is met, else some of those who need that together may draw from too little (Hall's condition for transport): all
 * that their stores hold is already theirs.
 */
export function unmetTogether(
  need: Float64Array,
  stored: Float64Array,
  drawsFrom: readonly (readonly number[])[],
): number[] | undefined {
  const left = stored.slice();
  const drawn = Array.from(need, () => new Float64Array(stored.length));
  for (let taker = 0; taker < need.length; taker++) {
    let missing = need[taker]!;
    while (missing > slack * need[taker]!) {
      const search = pathToStore(taker, left, drawn, drawsFrom);
      if (search.store < 0) return [...search.takerBefore.keys()].filter((other) => search.reached[other]);
      missing -= drawAlong(search, taker, missing, left, drawn);
    }
  }
  return undefined;
}

interface Path {
  /** A store with something left, −1 where none is in reach. */
  readonly store: number;
  /** By store: who comes before it on the path. */
  readonly takerOfStore: Int32Array;
  /** By taker: the store that comes before, which the taker gives up; −1 for the first. */
  readonly takerBefore: Int32Array;
  readonly reached: Uint8Array;
}

/** Breadth first from a taker over its stores to those who draw from them, and on. */
function pathToStore(
  first: number,
  left: Float64Array,
  drawn: readonly Float64Array[],
  drawsFrom: readonly (readonly number[])[],
): Path {
  const takerOfStore = new Int32Array(left.length).fill(-1);
  const takerBefore = new Int32Array(drawn.length).fill(-1);
  const reached = new Uint8Array(drawn.length);
  reached[first] = 1;
  const queue = [first];
  for (const taker of queue) {
    for (const store of drawsFrom[taker]!) {
      if (takerOfStore[store] !== -1) continue;
      takerOfStore[store] = taker;
      if (left[store]! > 0) return { store, takerOfStore, takerBefore, reached };
      for (let other = 0; other < drawn.length; other++) {
        if (reached[other] || !(drawn[other]![store]! > 0)) continue;
        reached[other] = 1;
        takerBefore[other] = store;
        queue.push(other);
      }
    }
  }
  return { store: -1, takerOfStore, takerBefore, reached };
}

/** Moves as much as the path lets through; answers how much. */
function drawAlong(path: Path, first: number, missing: number, left: Float64Array, drawn: Float64Array[]): number {
  let amount = Math.min(missing, left[path.store]!);
  for (let store = path.store; ; ) {
    const taker = path.takerOfStore[store]!;
    if (taker === first) break;
    store = path.takerBefore[taker]!;
    amount = Math.min(amount, drawn[taker]![store]!);
  }
  left[path.store]! -= amount;
  for (let store = path.store; ; ) {
    const taker = path.takerOfStore[store]!;
    drawn[taker]![store]! += amount;
    if (taker === first) return amount;
    store = path.takerBefore[taker]!;
    drawn[taker]![store]! -= amount;
  }
}
