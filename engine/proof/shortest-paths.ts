// Shortest paths from one node (Dijkstra with a binary heap), with the order in which nodes were reached.

/** Works in arrays of its own; what a run found stands until the next run. */
export class ShortestPaths {
  /** N: +Infinity where the node was not reached. */
  readonly distance: Float64Array;
  /** N: the link by which a node was reached, −1 for the source. */
  readonly reachedBy: Int32Array;
  /** The reached nodes, nearest first: the first `reachedCount`. */
  readonly order: Int32Array;
  reachedCount = 0;
  private readonly offset: Int32Array;
  private readonly target: Int32Array;
  private readonly heap: Int32Array;
  private readonly heapPlace: Int32Array;
  private heapSize = 0;

  constructor(offset: Int32Array, target: Int32Array) {
    const nodeCount = offset.length - 1;
    this.offset = offset;
    this.target = target;
    this.distance = new Float64Array(nodeCount);
    this.reachedBy = new Int32Array(nodeCount);
    this.order = new Int32Array(nodeCount);
    this.heap = new Int32Array(nodeCount);
    this.heapPlace = new Int32Array(nodeCount);
  }

  /** @param linkLength beside the graph's targets, each ≥ 0; a link of infinite length is not used. */
  run(source: number, linkLength: Float64Array, sourceDistance = 0): void {
    const { distance, reachedBy, order, offset, target } = this;
    distance.fill(Number.POSITIVE_INFINITY);
    this.heapPlace.fill(-1);
    this.reachedCount = 0;
    this.heapSize = 0;
    distance[source] = sourceDistance;
    reachedBy[source] = -1;
    this.push(source);
    while (this.heapSize > 0) {
      const node = this.pop();
      order[this.reachedCount++] = node;
      for (let e = offset[node]!; e < offset[node + 1]!; e++) {
        const next = target[e]!;
        const through = distance[node]! + linkLength[e]!;
        if (through >= distance[next]!) continue;
        distance[next] = through;
        reachedBy[next] = e;
        if (this.heapPlace[next]! >= 0) this.siftUp(this.heapPlace[next]!);
        else this.push(next);
      }
    }
  }

  private push(node: number): void {
    this.heap[this.heapSize] = node;
    this.heapPlace[node] = this.heapSize;
    this.siftUp(this.heapSize++);
  }

  private pop(): number {
    const { heap, heapPlace } = this;
    const top = heap[0]!;
    heapPlace[top] = -2;
    const last = heap[--this.heapSize]!;
    if (this.heapSize > 0) {
      heap[0] = last;
      heapPlace[last] = 0;
      this.siftDown(0);
    }
    return top;
  }

  private siftUp(start: number): void {
    const { heap, heapPlace, distance } = this;
    const node = heap[start]!;
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (distance[heap[parent]!]! <= distance[node]!) break;
      heap[place] = heap[parent]!;
      heapPlace[heap[place]!] = place;
      place = parent;
    }
    heap[place] = node;
    heapPlace[node] = place;
  }

  private siftDown(start: number): void {
    const { heap, heapPlace, distance } = this;
    const node = heap[start]!;
    let place = start;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.heapSize) break;
      if (child + 1 < this.heapSize && distance[heap[child + 1]!]! < distance[heap[child]!]!) child++;
      if (distance[heap[child]!]! >= distance[node]!) break;
      heap[place] = heap[child]!;
      heapPlace[heap[place]!] = place;
      place = child;
    }
    heap[place] = node;
    heapPlace[node] = place;
  }
}
