// Today's division of the demonstration into four teams: by whole places, plausible, but not evenly loaded.

/** A team of today's division. */
interface DemonstrationTeam {
  letter: string;
  name: string;
  investigationPositions: number;
  firstLinePositions: number;
  /** Codes (any level) that belong to the team; the longest that fits an area decides. */
  prefixes: readonly string[];
  /** Code of the place where the team has its home. */
  homePlace: string;
}

/** The four teams of today; in one piece each for the default seed and for most others (37 of 40 tried). */
export const teams: readonly DemonstrationTeam[] = [
  {
    letter: "A",
    name: "Centrum–Nacksta",
    investigationPositions: 6,
    firstLinePositions: 2,
    prefixes: ["15", "16", "135", "136"],
    homePlace: "15",
  },
  {
    letter: "B",
    name: "Norr/Ljustadalen–Skönsberg–Alnö",
    investigationPositions: 6,
    firstLinePositions: 2,
    prefixes: ["12", "13", "2"],
    homePlace: "13",
  },
  {
    letter: "C",
    name: "Väst/Granlo–Matfors–Indal",
    investigationPositions: 6,
    firstLinePositions: 2,
    prefixes: ["11", "3", "6", "7", "8"],
    homePlace: "11",
  },
  {
    letter: "D",
    name: "Söder/Skönsmon–Njurunda",
    investigationPositions: 5,
    firstLinePositions: 2,
    prefixes: ["14", "4", "5"],
    homePlace: "43",
  },
];

/** The team an area belongs to today. Throws for a code that no team has. */
export function teamOfArea({ code }: { code: string }): DemonstrationTeam {
  for (let length = code.length; length > 0; length--) {
    const team = teams.find(({ prefixes }) => prefixes.includes(code.slice(0, length)));
    if (team) return team;
  }
  throw new Error(`area ${code} belongs to none of ${teams.length} teams`);
}
