// Which box of the drawing an arrow key goes to.
import type { TreeBox } from "../../engine/problem-tree/layout.ts";

/** The nearest box in the direction, what lies straight ahead before what lies aside; the same one where there is none. */
export function boxInDirection(
  boxes: readonly TreeBox[],
  fromId: string | null,
  direction: "up" | "down" | "left" | "right" | "first" | "last",
): string | null {
  if (direction === "first") return boxes[0]?.node.id ?? null;
  if (direction === "last") return boxes.at(-1)?.node.id ?? null;
  const from = boxes.find(({ node }) => node.id === fromId);
  if (!from) return boxes[0]?.node.id ?? null;
  const middle = ({ x, y, width, height }: TreeBox) => [x + width / 2, y + height / 2] as const;
  const [x, y] = middle(from);
  let nearest: string | null = from.node.id;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const [bx, by] = middle(box);
    const ahead = { up: y - by, down: by - y, left: x - bx, right: bx - x }[direction];
    const aside = Math.abs(direction === "up" || direction === "down" ? bx - x : by - y);
    if (ahead <= 1) continue;
    const distance = ahead + 3 * aside;
    if (distance < least) {
      least = distance;
      nearest = box.node.id;
    }
  }
  return nearest;
}
