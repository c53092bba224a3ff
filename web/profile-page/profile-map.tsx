// Where the profile's areas lie among their neighbours, with the arenas: drawn, so that it can be read on paper too.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AreaProfile, ProfileArena } from "../../api/contract/profiles.ts";
import { arenaShapes, starShape } from "../map/arena-shapes.ts";
import { type AreaGeography, boundsAround } from "../map/topology.ts";

const width = 720;
const height = 460;
const margin = 26;
const ink = "#1C1C28";

type Point = readonly [number, number];
type Project = (longitude: number, latitude: number) => Point;

/** Degrees to the picture, so that the areas and their neighbours fill it; one degree east is shorter than one north. */
function projectionTo(geography: AreaGeography, areaIndexes: readonly number[]): Project {
  const [west, south, east, north] = boundsAround(geography, areaIndexes);
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [spanX, spanY] = [Math.max(1e-9, (east - west) * narrowing), Math.max(1e-9, north - south)];
  const scale = Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY);
  const [padX, padY] = [(width - scale * spanX) / 2, (height - scale * spanY) / 2];
  return (longitude, latitude) => [padX + (longitude - west) * narrowing * scale, padY + (north - latitude) * scale];
}

function pathOf(geography: AreaGeography, areaIndex: number, project: Project): string {
  const { geometry } = geography.polygons.features[areaIndex]!;
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  return rings
    .map((ring) => {
      const points = ring.map(([longitude, latitude]) => project(longitude!, latitude!));
      return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
    })
    .join("");
}

function shapePath(shape: readonly (readonly [number, number])[] | null, [x, y]: Point, size: number): string {
  if (shape === null)
    return `M${x - size} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`;
  return `M${shape.map(([dx, dy]) => `${(x + size * dx).toFixed(1)} ${(y + size * dy).toFixed(1)}`).join("L")}Z`;
}

export function ProfileMap({ geography, profile }: { geography: AreaGeography; profile: AreaProfile }) {
  const { t } = useTranslation();
  const { areaIndexes, neighbours, arenas } = profile;
  const drawn = useMemo(() => {
    const near = neighbours.map(({ areaIndex }) => areaIndex);
    const project = projectionTo(geography, areaIndexes.length > 0 ? areaIndexes : near);
    const paths = (indexes: readonly number[]) =>
      indexes.map((areaIndex) => ({ areaIndex, path: pathOf(geography, areaIndex, project) }));
    return { project, own: paths(areaIndexes), near: paths(near) };
  }, [geography, areaIndexes, neighbours]);
  const placed = arenas.filter(({ longitude, latitude, lies }) => lies && longitude !== null && latitude !== null);
  const label = t("profile.map.label", {
    name: profile.name,
    count: areaIndexes.length,
    neighbours: neighbours.length,
    arenas: placed.length,
  });
  return (
    <svg className="profile-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <rect width={width} height={height} fill="#F0F5F9" />
      {drawn.near.map(({ areaIndex, path }) => (
        <path key={areaIndex} d={path} fill="#FAFAFA" stroke="#8B8F9A" strokeWidth="1" strokeDasharray="4 3">
          <title>{geography.properties[areaIndex]!.name}</title>
        </path>
      ))}
      {drawn.own.map(({ areaIndex, path }) => (
        <path key={areaIndex} d={path} fill="#D9E8F4" stroke="#005595" strokeWidth="1.2">
          <title>{geography.properties[areaIndex]!.name}</title>
        </path>
      ))}
      {placed.map((arena) => (
        <ArenaMark key={arena.id} arena={arena} at={drawn.project(arena.longitude!, arena.latitude!)} />
      ))}
    </svg>
  );
}

function ArenaMark({ arena, at }: { arena: ProfileArena; at: Point }) {
  return (
    <g>
      <title>{arena.name}</title>
      <path
        d={shapePath(arenaShapes[arena.kind], at, 6)}
        fill={arena.priority ? "#DB6900" : "#FFFFFF"}
        stroke={ink}
        strokeWidth="1.5"
      />
      {arena.priority && <path d={shapePath(starShape, [at[0] + 8, at[1] - 8], 5)} fill={ink} />}
    </g>
  );
}
