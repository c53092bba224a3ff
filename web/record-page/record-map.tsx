// The record's map on the page: vector shapes with the teams' letters, as on paper.
import { useId } from "react";
import type { RecordMap as MapOfRecord } from "../../api/contract/record.ts";
import { inkColour, unassignedColour } from "../colour/team-colours.ts";

const scaleBand = 70;

export function RecordMap({ map, title }: { map: MapOfRecord; title: string }) {
  const scaleY = map.height + 40;
  const [changedId, unassignedId] = [useId(), useId()];
  return (
    <svg
      className="record-map"
      viewBox={`-4 -4 ${map.width + 8} ${map.height + scaleBand}`}
      role="img"
      aria-label={title}
    >
      <defs>
        <pattern id={changedId} width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V12" stroke={inkColour} strokeWidth="3" />
        </pattern>
        <pattern id={unassignedId} width="10" height="10" patternUnits="userSpaceOnUse">
          <circle cx="5" cy="5" r="1.8" fill={inkColour} />
        </pattern>
      </defs>
      {map.teams.map(({ letter, colour, path }) => (
        <path key={letter} d={path} fill={colour} fillRule="evenodd" />
      ))}
      <path d={map.unassignedPath} fill={unassignedColour} fillRule="evenodd" />
      <path d={map.unassignedPath} fill={`url(#${unassignedId})`} fillRule="evenodd" />
      <path d={map.changedPath} fill={`url(#${changedId})`} fillRule="evenodd" />
      <path d={map.areaBorders} fill="none" stroke="#5A5A66" strokeWidth="0.8" />
      <path d={map.teamBorders} fill="none" stroke={inkColour} strokeWidth="3.5" strokeLinejoin="round" />
      {map.teams.flatMap(({ letter, labels }) =>
        labels.map(({ x, y, radius }) => (
          <g key={`${letter} ${x} ${y}`}>
            <circle cx={x} cy={y} r={radius} fill="#FFFFFF" stroke={inkColour} strokeWidth={radius / 9} />
            <text x={x} y={y + radius * 0.42} className="record-letter" fontSize={radius * 1.23} textAnchor="middle">
              {letter}
            </text>
          </g>
        )),
      )}
      {map.frame && (
        <>
          <rect {...map.frame} fill="none" stroke="#FFFFFF" strokeWidth="11" />
          <rect {...map.frame} fill="none" stroke={inkColour} strokeWidth="5" />
        </>
      )}
      <path
        d={`M0 ${scaleY - 12}V${scaleY}H${map.scale.width}V${scaleY - 12}`}
        fill="none"
        stroke={inkColour}
        strokeWidth="3"
      />
      <text x={map.scale.width + 14} y={scaleY} className="record-scale">
        {map.scale.lengthM >= 1000 ? `${map.scale.lengthM / 1000} km` : `${map.scale.lengthM} m`}
      </text>
    </svg>
  );
}
