// Each team's share of the whole as the rows of a file tell it: on every row of the team the same, and together one.
import type { Cell } from "../formats/types.ts";
import { type Issue, issue } from "../issues.ts";
import { type DecimalSign, readNumber } from "./numbers.ts";
import type { TeamName } from "./team-names.ts";

/** Spreadsheet programs save what they show: nine decimals. */
const sumSlack = 1e-6;
/** A small share as programs write it, such as 1,5E-7. */
const withExponent = /^(\d+(?:[.,]\d+)?e-\d+)$/i;

interface ToldShare {
  readonly share: number;
  readonly row: number;
}

/** The share in a cell; null in an empty one, and "trouble" where it is not a number above 0 and at most 1. */
function readShare(cell: Cell, sign: DecimalSign): number | null | "trouble" {
  const small = typeof cell === "string" ? withExponent.exec(cell.trim()) : null;
  const reading = readNumber(small ? Number(small[1]!.replace(",", ".")) : cell, sign);
  if (reading.kind === "missing") return null;
  return reading.kind === "number" && reading.value > 0 && reading.value <= 1 ? reading.value : "trouble";
}

/** Gathers the shares row by row; `column` is the heading that the issues name. */
export function targetShares(column: string, sign: DecimalSign) {
  const issues: Issue[] = [];
  const firstRows = new Map<TeamName, number>();
  const told = new Map<TeamName, ToldShare>();
  return {
    /** An empty cell tells nothing: another row of the team may. */
    add(team: TeamName, cell: Cell, row: number): void {
      if (!firstRows.has(team)) firstRows.set(team, row);
      const share = readShare(cell, sign);
      if (share === "trouble") issues.push(issue("team.share-unreadable", { row, column }));
      if (share === null || share === "trouble") return;
      const before = told.get(team);
      if (!before) told.set(team, { share, row });
      else if (before.share !== share) {
        issues.push(issue("team.shares-disagree", { row, firstRow: before.row, column, team: team.letter }));
      }
    },
    /** Share by team, to the bit as the file tells it; null where no row tells any: the targets follow the positions. */
    finish(): { readonly shares: ReadonlyMap<TeamName, number> | null; readonly issues: readonly Issue[] } {
      if (told.size === 0) return { shares: null, issues };
      const shares = new Map([...told].map(([team, { share }]) => [team, share]));
      const sum = [...shares.values()].reduce((total, each) => total + each, 0);
      for (const [team, row] of firstRows) {
        if (!told.has(team)) issues.push(issue("team.share-missing", { row, column, team: team.letter }));
      }
      // One trouble at a time: a sum with shares that are missing or unreadable says nothing.
      if (issues.length === 0 && Math.abs(sum - 1) > sumSlack) {
        const [{ row }] = [...told.values()] as [ToldShare];
        issues.push(issue("team.shares-not-one", { row, column, sum: sumText(sum) }));
      }
      return { shares, issues };
    },
  };
}

const sumFormats = { sv: "sv-SE", en: "en-GB" } as const;

function sumText(sum: number): { readonly sv: string; readonly en: string } {
  const text = (language: "sv" | "en") =>
    new Intl.NumberFormat(sumFormats[language], { maximumFractionDigits: 7 }).format(sum);
  return { sv: text("sv"), en: text("en") };
}
