// Which area the arrow keys lead to: the neighbour whose label point lies most in the direction pressed.
import type { AreaGeography } from "./topology.ts";

export type Direction = "up" | "down" | "left" | "right";
const vectors: Record<Direction, readonly [number, number]> = {
  up: [0, 1],
  down: [0, -1],
  left: [-1, 0],
  right: [1, 0],
};

export const directionOfKey: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/**
 * The neighbour in a direction; where no neighbour lies within 60° of it (the coast, an island), the nearest area
 * that does. Null at the municipality's edge.
 */
export function neighbourInDirection(geography: AreaGeography, from: number, direction: Direction): number | null {
  const [dx, dy] = vectors[direction];
  const [x0, y0] = geography.properties[from]!.labelPoint;
  const shrink = Math.cos((y0 * Math.PI) / 180);
  const look = (candidates: Iterable<number>, score: (distance: number, cosine: number) => number) => {
    let best: number | null = null;
    let bestScore = -Infinity;
    for (const other of candidates) {
      if (other === from) continue;
      const [x, y] = geography.properties[other]!.labelPoint;
      const [east, north] = [(x - x0) * shrink, y - y0];
      const distance = Math.hypot(east, north);
      const cosine = (east * dx + north * dy) / distance;
      if (!(cosine > 0.5)) continue;
      const own = score(distance, cosine);
      if (own > bestScore) [best, bestScore] = [other, own];
    }
    return best;
  };
  return (
    look(geography.neighbours[from]!, (_, cosine) => cosine) ??
    look(geography.properties.keys(), (distance, cosine) => cosine / distance)
  );
}
