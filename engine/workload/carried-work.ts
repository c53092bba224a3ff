// What a position has carried: cases and children per position and year, and the load that the earlier years came to.
import { amountMargins, type CountBasis, type LoadBalance, type TeamWork, typeMargin } from "./load-balance.ts";

/** Work of a year per position, beside how far chance and rounding take it. */
export interface PerPosition {
  /** Null without positions, also of all teams together where one has work and nobody to do it. */
  readonly amount: number | null;
  /** 19 times of 20; null as the amount is. */
  readonly margin: number | null;
  /** Areas whose work is not all known: at least so much. */
  readonly unknownAreas: number;
}

export interface PositionWork {
  /** By case type, per position in investigation. Empty where the types were counted as one: their mix is not that period's. */
  readonly caseTypes: readonly PerPosition[];
  /** Of all case types. */
  readonly cases: PerPosition;
  /** Per position in the first line. */
  readonly children: PerPosition;
}

/**
 * Cases and children of a year per position, by team and of all teams together. The positions are those of the teams given,
 * whatever the year. Margins are those of the amounts (`amountMargins`), which positions only divide; teams have no area in
 * common, so that theirs add up as squares.
 */
export function workPerPosition(
  teams: readonly TeamWork[],
  basis: CountBasis,
): { readonly teams: readonly PositionWork[]; readonly whole: PositionWork } {
  const typeCount = basis.typesTogether ? 0 : (teams[0]?.expectedCases.length ?? 0);
  const typePlaces = [...Array(typeCount).keys()];
  const parts = teams.map((team) => {
    const margins = amountMargins(team, basis);
    const { investigation, firstLine } = team.positions;
    const ofCases = { positions: investigation, unknownAreas: team.unknownCaseAreas };
    const allCases = team.expectedCases.reduce((sum, cases) => sum + cases, 0);
    return {
      caseTypes: typePlaces.map((type) => ({
        ...ofCases,
        amount: team.expectedCases[type]!,
        margin: typeMargin(team, basis, type),
      })),
      cases: { ...ofCases, amount: allCases, margin: margins.cases },
      children: {
        amount: team.children,
        margin: margins.children,
        positions: firstLine,
        unknownAreas: team.unknownChildAreas,
      },
    };
  });
  return {
    teams: parts.map(({ caseTypes, cases, children }) => ({
      caseTypes: caseTypes.map((own) => divided([own])),
      cases: divided([cases]),
      children: divided([children]),
    })),
    whole: {
      caseTypes: typePlaces.map((type) => divided(parts.map(({ caseTypes }) => caseTypes[type]!))),
      cases: divided(parts.map(({ cases }) => cases)),
      children: divided(parts.map(({ children }) => children)),
    },
  };
}

interface Part {
  readonly amount: number;
  readonly margin: number;
  readonly positions: number;
  readonly unknownAreas: number;
}

function divided(parts: readonly Part[]): PerPosition {
  const sum = (value: (part: Part) => number) => parts.reduce((total, part) => total + value(part), 0);
  const positions = sum((part) => part.positions);
  const unknownAreas = sum((part) => part.unknownAreas);
  // Work of a team that has nobody would be counted as the others' staff's.
  const isNobodys = parts.some((part) => part.positions === 0 && part.amount > 0);
  if (positions === 0 || isNobodys) return { amount: null, margin: null, unknownAreas };
  const margin = Math.hypot(...parts.map((part) => part.margin));
  return { amount: sum(({ amount }) => amount) / positions, margin: margin / positions, unknownAreas };
}

/** The load per position that earlier years came to, in the weights' unit. */
export interface CarriedLoad {
  /** The years it is of, oldest first. */
  readonly years: readonly string[];
  /** Years in which some team's work is not all known, or has nobody to do it: what was carried then was more than is told. */
  readonly leftOut: readonly string[];
  /** Of all teams together: the middle year, or the mean of the two in the middle. */
  readonly median: number;
  readonly lowestYear: number;
  readonly highestYear: number;
  /** Of single teams in single years, where chance is larger. */
  readonly lowestTeam: number;
  readonly highestTeam: number;
}

/**
 * What a position has carried in a kind of work, of single years oldest first; null where no year is known whole and all
 * its work has positions. The middle is of all teams together, whom chance moves least, and it is a median, which one odd year does not
 * move (Tukey 1977, Exploratory Data Analysis, chapter 2). It says what was carried with the positions given and never what is
 * reasonable.
 */
export function carriedLoad(
  years: readonly {
    readonly year: string;
    readonly balance: LoadBalance;
    /** False where the year's own work is not told, and another year's stands in for it. */
    readonly isTold: boolean;
  }[],
  kind: "investigation" | "firstLine",
): CarriedLoad | null {
  const known = years.flatMap(({ year, balance, isTold }) => {
    const whole = kind === "investigation" ? balance.investigationPerPosition : balance.firstLinePerPosition;
    const teams = balance.teams.map((team) => team[kind]);
    const isWhole = teams.every(
      ({ unknownAreas, perPosition, load }) => unknownAreas === 0 && (perPosition !== null || load === 0),
    );
    if (whole === null || !isTold || !isWhole) return [];
    return [{ year, whole, teams: teams.flatMap(({ perPosition }) => perPosition ?? []) }];
  });
  if (known.length === 0) return null;
  const inOrder = known.map(({ whole }) => whole).sort((one, other) => one - other);
  const ofTeams = known.flatMap(({ teams }) => teams);
  const knownYears = known.map(({ year }) => year);
  return {
    years: knownYears,
    leftOut: years.flatMap(({ year }) => (knownYears.includes(year) ? [] : [year])),
    median: (inOrder[(inOrder.length - 1) >> 1]! + inOrder[inOrder.length >> 1]!) / 2,
    lowestYear: inOrder[0]!,
    highestYear: inOrder.at(-1)!,
    lowestTeam: Math.min(...ofTeams),
    highestTeam: Math.max(...ofTeams),
  };
}
