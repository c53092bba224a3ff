// Where the profile's areas lie among their neighbours, with names, neighbouring teams and the arenas: drawn, so that it can be read on paper too.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AreaProfile, ProfileArena } from "../../api/contract/profiles.ts";
import {
  pictureMargin as margin,
  type Point,
  type Projection,
  pathOf,
  projectionTo,
  pictureWidth as width,
} from "../map/area-picture.ts";
import { labelsWithRoom } from "../map/labels-with-room.ts";
import { type AreaGeography, boundsAround } from "../map/topology.ts";
import { ArenaShape } from "./arena-shape.tsx";
import { MapLegend } from "./map-legend.tsx";

const letterHeight = 10;
const ink = "#1C1C28";

interface NamedPlace {
  readonly text: string;
  readonly isOwn: boolean;
  readonly x: number;
  readonly y: number;
  readonly surface: number;
}

/** The names that have room: own areas before neighbours, larger before smaller. */
function namesOn(geography: AreaGeography, { areaIndexes, neighbours }: AreaProfile, projection: Projection) {
  const letterOf = new Map(neighbours.map(({ areaIndex, teamLetter }) => [areaIndex, teamLetter]));
  const nameOf = (areaIndex: number, isOwn: boolean): NamedPlace => {
    const { name, labelPoint } = geography.properties[areaIndex]!;
    const [west, south, east, north] = boundsAround(geography, [areaIndex]);
    const [x, y] = projection.project(labelPoint[0], labelPoint[1]);
    const letter = letterOf.get(areaIndex);
    const surface = (east - west) * (north - south) + (isOwn ? 1e6 : 0);
    return { text: isOwn || !letter ? name : `${letter} ${name}`, isOwn, x, y, surface };
  };
  const named = [
    ...areaIndexes.map((areaIndex) => nameOf(areaIndex, true)),
    ...neighbours.map(({ areaIndex }) => nameOf(areaIndex, false)),
  ].filter(({ x, y }) => x > margin && x < width - margin && y > 12 && y < projection.height - 6);
  return labelsWithRoom(named, letterHeight);
}

export function ProfileMap({ geography, profile }: { geography: AreaGeography; profile: AreaProfile }) {
  const { t } = useTranslation();
  const { areaIndexes, neighbours, arenas } = profile;
  const drawn = useMemo(() => {
    const near = neighbours.map(({ areaIndex }) => areaIndex);
    const projection = projectionTo(geography, areaIndexes.length > 0 ? areaIndexes : near);
    const paths = (indexes: readonly number[]) =>
      indexes.map((areaIndex) => ({ areaIndex, path: pathOf(geography, areaIndex, projection) }));
    return { projection, own: paths(areaIndexes), near: paths(near), names: namesOn(geography, profile, projection) };
  }, [geography, areaIndexes, neighbours, profile]);
  const { height, project } = drawn.projection;
  const placed = arenas.flatMap((arena) => {
    if (arena.longitude === null || arena.latitude === null) return [];
    const at = project(arena.longitude, arena.latitude);
    const isInPicture = at[0] > 8 && at[0] < width - 8 && at[1] > 8 && at[1] < height - 8;
    return isInPicture ? [{ arena, at }] : [];
  });
  const label = t("profile.map.label", {
    name: profile.name,
    count: areaIndexes.length,
    neighbours: neighbours.length,
    arenas: placed.length,
  });
  return (
    <figure className="profile-figure">
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
        {placed.map(({ arena, at }) => (
          <ArenaMark key={arena.id} arena={arena} at={at} />
        ))}
        {drawn.names.map(({ text, isOwn, x, y }) => (
          <text
            key={`${text} ${x}`}
            x={x}
            y={y + letterHeight / 3}
            fontSize={letterHeight}
            fontWeight={isOwn ? 700 : 400}
            textAnchor="middle"
            fill={isOwn ? ink : "#5B5F6B"}
            stroke="#FFFFFF"
            strokeWidth="2.5"
            paintOrder="stroke"
          >
            {text}
          </text>
        ))}
      </svg>
      <MapLegend arenas={placed.map(({ arena }) => arena)} unplacedCount={arenas.length - placed.length} />
    </figure>
  );
}

function ArenaMark({ arena, at }: { arena: ProfileArena; at: Point }) {
  return (
    <g>
      <title>{arena.name}</title>
      <ArenaShape kind={arena.kind} at={at} isPriority={arena.priority} isInside={arena.lies} />
    </g>
  );
}
