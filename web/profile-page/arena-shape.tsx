// An arena as the profile's map and its legend draw it.
import type { ProfileArena } from "../../api/contract/profiles.ts";
import { arenaShapes, starShape } from "../map/arena-shapes.ts";

const ink = "#1C1C28";

/** The kind by its shape; priority by colour and a star; thin where the arena lies outside. */
export function ArenaShape({
  kind,
  at: [x, y],
  isPriority,
  isInside,
}: {
  kind: ProfileArena["kind"];
  at: readonly [number, number];
  isPriority: boolean;
  isInside: boolean;
}) {
  const size = 6;
  const corners = arenaShapes[kind];
  const drawn = { fill: isPriority ? "#DB6900" : "#FFFFFF", stroke: ink, strokeWidth: isInside ? 1.5 : 0.8 };
  const star = starShape.map(([dx, dy]) => `${x + 8 + 5 * dx},${y - 8 + 5 * dy}`).join(" ");
  return (
    <>
      {corners === null ? (
        <circle cx={x} cy={y} r={size} {...drawn} />
      ) : (
        <polygon points={corners.map(([dx, dy]) => `${x + size * dx},${y + size * dy}`).join(" ")} {...drawn} />
      )}
      {isPriority && <polygon points={star} fill={ink} />}
    </>
  );
}
