// One shape for each kind of arena, the same on the map and in the legend; colour carries nothing.
import type { Arena } from "../../api/contract/teams.ts";

export type ArenaKind = Arena["kind"];

const polygon = (corners: number, turn = -90): [number, number][] =>
  Array.from({ length: corners }, (_, corner) => {
    const angle = ((turn + (corner * 360) / corners) * Math.PI) / 180;
    return [Math.cos(angle), Math.sin(angle)];
  });

/** Corners in a circle of radius 1, y downwards; null is a circle. */
export const arenaShapes: Readonly<Record<ArenaKind, readonly (readonly [number, number])[] | null>> = {
  school: polygon(4, 45),
  preschool: null,
  "family-centre": polygon(4),
  bvc: [
    [-0.38, -1],
    [0.38, -1],
    [0.38, -0.38],
    [1, -0.38],
    [1, 0.38],
    [0.38, 0.38],
    [0.38, 1],
    [-0.38, 1],
    [-0.38, 0.38],
    [-1, 0.38],
    [-1, -0.38],
    [-0.38, -0.38],
  ],
  "youth-centre": polygon(3),
  "open-preschool": polygon(6, 0),
  other: polygon(5),
};

/** A five-pointed star in a circle of radius 1. */
export const starShape: readonly (readonly [number, number])[] = Array.from({ length: 10 }, (_, corner) => {
  const radius = corner % 2 === 0 ? 1 : 0.42;
  const angle = ((-90 + corner * 36) * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
});

/** SVG path of a shape round (x, y). */
export function shapePath(
  corners: readonly (readonly [number, number])[],
  x: number,
  y: number,
  radius: number,
): string {
  const points = corners.map(([dx, dy]) => `${(x + radius * dx).toFixed(2)} ${(y + radius * dy).toFixed(2)}`);
  return `M${points.join("L")}Z`;
}
