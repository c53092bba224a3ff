// Square areas in rows near 62° north, as the drawing tools see a division: area 0 is south-west, codes are "rrcc".
import { type AreaField, neighbourRows, type Point, parentLevels } from "../../../web/drawing/area-field.ts";

export const sideDegrees = 0.01;
const origin: Point = [17, 62];

/** The middle of a square. */
export function middleOf(row: number, column: number): Point {
  return [origin[0] + (column + 0.5) * sideDegrees, origin[1] + (row + 0.5) * sideDegrees];
}

export function squareField(rows: number, columns: number): AreaField {
  const codes = Array.from({ length: rows * columns }, (_, area) => {
    const [row, column] = [Math.floor(area / columns), area % columns];
    return `${String(row).padStart(2, "0")}${String(column).padStart(2, "0")}`;
  });
  const edges: [number, number][] = [];
  for (let area = 0; area < rows * columns; area++) {
    if (area % columns < columns - 1) edges.push([area, area + 1]);
    if (area + columns < rows * columns) edges.push([area, area + columns]);
  }
  return {
    codes,
    labelPoints: codes.map((_, area) => middleOf(Math.floor(area / columns), area % columns)),
    neighbours: neighbourRows(rows * columns, edges),
    areaAt: ([x, y]) => {
      const [row, column] = [Math.floor((y - origin[1]) / sideDegrees), Math.floor((x - origin[0]) / sideDegrees)];
      return row < 0 || row >= rows || column < 0 || column >= columns ? null : row * columns + column;
    },
    touchesOutside: (area) => {
      const [row, column] = [Math.floor(area / columns), area % columns];
      return row === 0 || row === rows - 1 || column === 0 || column === columns - 1;
    },
    parents: parentLevels(
      "nyko",
      codes.map((code) => ({ code, parentCode: null })),
    ),
  };
}
