// A team's letter on its colour.
import { teamColour } from "../colour/team-colours.ts";

export function TeamBadge({ letter, colourIndex, small }: { letter: string; colourIndex: number; small?: boolean }) {
  return (
    <span
      className={`team-badge ${small ? "team-badge-small" : ""}`}
      style={{ background: teamColour(colourIndex) }}
      aria-hidden="true"
    >
      {letter}
    </span>
  );
}

export function NoTeamBadge({ small }: { small?: boolean }) {
  return (
    <span className={`team-badge team-badge-none ${small ? "team-badge-small" : ""}`} aria-hidden="true">
      –
    </span>
  );
}
