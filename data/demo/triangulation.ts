// Delaunay triangulation of scattered points by insertion and flips (Lawson 1977); the fine mesh of the demonstration.

/** Triangles as corner indices (counter-clockwise) and, for each corner, the triangle across the opposite edge (−1: none). */
export interface Triangulation {
  corners: Int32Array;
  across: Int32Array;
  triangleCount: number;
}

/**
 * Triangulates points given in a spatially coherent order. The three last points must form a triangle round all others.
 * Throws when a point cannot be located, which means that it lies outside that triangle or twice in the list.
 */
export function triangulate(x: Float64Array, y: Float64Array): Triangulation {
  const count = x.length;
  const corners = new Int32Array(3 * (2 * count + 1));
  const across = new Int32Array(3 * (2 * count + 1)).fill(-1);
  corners.set([count - 3, count - 2, count - 1]);
  let triangleCount = 1;
  let lastTriangle = 0;
  const pending: number[] = [];

  function side(a: number, b: number, px: number, py: number): number {
    return (x[b]! - x[a]!) * (py - y[a]!) - (y[b]! - y[a]!) * (px - x[a]!);
  }

  function locate(px: number, py: number): number {
    let triangle = lastTriangle;
    for (let step = 0; step < 4 * count + 100; step++) {
      const base = 3 * triangle;
      let next = -2;
      for (let i = 0; i < 3 && next === -2; i++) {
        const a = corners[base + ((i + 1) % 3)]!;
        const b = corners[base + ((i + 2) % 3)]!;
        if (side(a, b, px, py) < 0) next = across[base + i]!;
      }
      if (next === -2) return triangle;
      if (next === -1) break;
      triangle = next;
    }
    throw new Error(`point ${px}, ${py} lies in no triangle of ${triangleCount}`);
  }

  function write(triangle: number, a: number, b: number, c: number, na: number, nb: number, nc: number): void {
    const base = 3 * triangle;
    corners[base] = a;
    corners[base + 1] = b;
    corners[base + 2] = c;
    across[base] = na;
    across[base + 1] = nb;
    across[base + 2] = nc;
  }

  function repoint(triangle: number, from: number, to: number): void {
    if (triangle < 0) return;
    for (let i = 3 * triangle; i < 3 * triangle + 3; i++) if (across[i] === from) across[i] = to;
  }

  function isInsideCircle(triangle: number, point: number): boolean {
    const [a, b, c] = [corners[3 * triangle]!, corners[3 * triangle + 1]!, corners[3 * triangle + 2]!];
    const ax = x[a]! - x[point]!;
    const ay = y[a]! - y[point]!;
    const bx = x[b]! - x[point]!;
    const by = y[b]! - y[point]!;
    const cx = x[c]! - x[point]!;
    const cy = y[c]! - y[point]!;
    const a2 = ax * ax + ay * ay;
    const b2 = bx * bx + by * by;
    const c2 = cx * cx + cy * cy;
    return a2 * (bx * cy - by * cx) - b2 * (ax * cy - ay * cx) + c2 * (ax * by - ay * bx) > 0;
  }

  /** Flips the edge opposite the newest point (corner 0) while it is not Delaunay. */
  function legalise(): void {
    while (pending.length > 0) {
      const t = pending.pop()!;
      const u = across[3 * t]!;
      if (u < 0) continue;
      const j = across[3 * u] === t ? 0 : across[3 * u + 1] === t ? 1 : 2;
      const d = corners[3 * u + j]!;
      if (!isInsideCircle(t, d)) continue;
      const [p, b, c] = [corners[3 * t]!, corners[3 * t + 1]!, corners[3 * t + 2]!];
      const acrossB = across[3 * t + 1]!;
      const acrossC = across[3 * t + 2]!;
      const beyondBD = across[3 * u + ((j + 1) % 3)]!;
      const beyondDC = across[3 * u + ((j + 2) % 3)]!;
      write(t, p, b, d, beyondBD, u, acrossC);
      write(u, p, d, c, beyondDC, acrossB, t);
      repoint(beyondBD, u, t);
      repoint(acrossB, t, u);
      pending.push(t, u);
    }
  }

  for (let p = 0; p < count - 3; p++) {
    const t0 = locate(x[p]!, y[p]!);
    const [a, b, c] = [corners[3 * t0]!, corners[3 * t0 + 1]!, corners[3 * t0 + 2]!];
    const [na, nb, nc] = [across[3 * t0]!, across[3 * t0 + 1]!, across[3 * t0 + 2]!];
    const t1 = triangleCount++;
    const t2 = triangleCount++;
    write(t0, p, b, c, na, t1, t2);
    write(t1, p, c, a, nb, t2, t0);
    write(t2, p, a, b, nc, t0, t1);
    repoint(nb, t0, t1);
    repoint(nc, t0, t2);
    pending.push(t0, t1, t2);
    legalise();
    lastTriangle = t2;
  }
  return {
    corners: corners.subarray(0, 3 * triangleCount),
    across: across.subarray(0, 3 * triangleCount),
    triangleCount,
  };
}
