// The team's area, or a place in it, on paper: its areas with the names that have room, what lies around in grey.
import { teamColour } from "../colour/team-colours.ts";
import { labelsWithRoom } from "../map/labels-with-room.ts";
import { type AreaGeography, boundsAround } from "../map/topology.ts";

const width = 460;
const height = 380;
const margin = 0.08;
const letterHeight = 9;

export function SheetMap({
  geography,
  areas,
  colourIndex,
  label,
}: {
  geography: AreaGeography;
  areas: readonly number[];
  colourIndex: number;
  label: string;
}) {
  const [west, south, east, north] = boundsAround(geography, areas);
  // Near enough for one town: a degree of longitude is shorter by the cosine of the latitude.
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [spanX, spanY] = [(east - west) * narrowing * (1 + 2 * margin), (north - south) * (1 + 2 * margin)];
  const scale = Math.min(width / spanX, height / spanY);
  const x = (longitude: number) => width / 2 + (longitude - (west + east) / 2) * narrowing * scale;
  const y = (latitude: number) => height / 2 - (latitude - (south + north) / 2) * scale;
  const own = new Set(areas);
  const pathOf = (area: number) => {
    const { geometry } = geography.polygons.features[area]!;
    const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
    return rings
      .map(
        (ring) =>
          `M${ring.map(([longitude, latitude]) => `${x(longitude!).toFixed(1)} ${y(latitude!).toFixed(1)}`).join("L")}Z`,
      )
      .join("");
  };
  const labels = areas.map((area) => {
    const { code, name, labelPoint } = geography.properties[area]!;
    const [areaWest, areaSouth, areaEast, areaNorth] = boundsAround(geography, [area]);
    const surface = (areaEast - areaWest) * (areaNorth - areaSouth);
    return { code, text: name, x: x(labelPoint[0]), y: y(labelPoint[1]), surface };
  });
  return (
    <svg className="sheet-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {geography.properties.map(({ code }, area) => (
        <path
          key={code}
          d={pathOf(area)}
          fill={own.has(area) ? teamColour(colourIndex) : "#F1F2F4"}
          fillOpacity={own.has(area) ? 0.45 : 1}
          fillRule="evenodd"
          stroke={own.has(area) ? "#1C1C28" : "#8B8F9A"}
          strokeWidth={own.has(area) ? 1.2 : 0.6}
        />
      ))}
      {labelsWithRoom(labels, letterHeight).map((label) => (
        <text
          key={label.code}
          x={label.x}
          y={label.y}
          fontSize={letterHeight}
          textAnchor="middle"
          fill="#1C1C28"
          stroke="#FFFFFF"
          strokeWidth="2"
          paintOrder="stroke"
        >
          {label.text}
        </text>
      ))}
    </svg>
  );
}
