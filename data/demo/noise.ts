// Smooth noise over the plane: makes coasts, borders and densities look grown and not drawn with a ruler.
import { mixBits } from "./random.ts";

function latticeValue(seed: number, column: number, row: number): number {
  const mixed = mixBits(seed ^ Math.imul(column, 0x27d4eb2d) ^ mixBits(Math.imul(row, 0x165667b1)));
  return mixed / 2147483648 - 1;
}

/** Value noise in [−1, 1] with the given wavelength; the same seed and place give the same value. */
export function smoothNoise(seed: number, x: number, y: number, wavelength: number): number {
  const u = x / wavelength;
  const v = y / wavelength;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const fu = u - column;
  const fv = v - row;
  const su = fu * fu * (3 - 2 * fu);
  const sv = fv * fv * (3 - 2 * fv);
  const south = latticeValue(seed, column, row) * (1 - su) + latticeValue(seed, column + 1, row) * su;
  const north = latticeValue(seed, column, row + 1) * (1 - su) + latticeValue(seed, column + 1, row + 1) * su;
  return south * (1 - sv) + north * sv;
}

/** Sum of four octaves of value noise, in about [−1, 1]. */
export function fractalNoise(seed: number, x: number, y: number, wavelength: number): number {
  return (
    0.53 * smoothNoise(seed, x, y, wavelength) +
    0.27 * smoothNoise(seed + 1, x, y, wavelength / 2.1) +
    0.13 * smoothNoise(seed + 2, x, y, wavelength / 4.3) +
    0.07 * smoothNoise(seed + 3, x, y, wavelength / 8.9)
  );
}
