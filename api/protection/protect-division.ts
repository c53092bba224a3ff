// Makes a division's protected values anew from its exact counts, in the transaction that changed them.
import { type Issue, issue } from "../../data/issues.ts";
import type { PurposeName } from "../../data/purposes/purpose.ts";
import type { Queryable } from "../../data/queryable.ts";
import type { KeyedHash } from "../../engine/disclosure/keyed-rounding.ts";
import { protectClients } from "./protect-clients.ts";
import { protectFlow } from "./protect-flow.ts";
import { protectIndicators } from "./protect-indicators.ts";
import { protectPopulation } from "./protect-population.ts";
import type { MeasureKind } from "./protected-values.ts";
import { ensurePublicationAreas } from "./publication-areas.ts";
import { storeIndicatorMeans } from "./store-indicator-means.ts";

/** What an import calls when it has loaded a file: answers what the planner should know of what others will see. */
export type Protect = (
  queryable: Queryable,
  loaded: { readonly municipalityCode: string; readonly divisionId: string | null; readonly purpose: PurposeName },
) => Promise<Issue[]>;

/** What of a division is protected: its measures by kind, and its indicators. */
type ProtectedKind = MeasureKind | "indicators";

const changedKinds: Partial<Record<PurposeName, ProtectedKind>> = {
  population: "population",
  clients: "clients",
  "case-rows": "clients",
  indicators: "indicators",
};

/** Protects after files of counts; other files change nothing that is told. */
export function protectAfterImport(keyedHash: KeyedHash): Protect {
  return async (queryable, { municipalityCode, divisionId, purpose }) => {
    if (purpose === "flow") return protectFlow(queryable, keyedHash, municipalityCode);
    const kind = changedKinds[purpose];
    if (divisionId === null || kind === undefined) return [];
    return protectDivision(queryable, keyedHash, municipalityCode, divisionId, [kind]);
  };
}

/**
 * Replaces the division's protected values of the kinds that have changed, or of all where its publication areas are drawn
 * now; indicators, and their means, also with the numbers of people that they are shares of. The same counts and the same
 * secret always give the same values, whatever was there before. Must act as a planner, who alone reads exact counts.
 */
export async function protectDivision(
  queryable: Queryable,
  keyedHash: KeyedHash,
  municipality: string,
  divisionId: string,
  changed: readonly ProtectedKind[],
): Promise<Issue[]> {
  await queryable.query("select exact.refresh_statistics()");
  const { areas, drawnNow } = await ensurePublicationAreas(queryable, municipality, divisionId);
  if (areas.length === 0) return [issue("protection.no-children", {})];
  const division = { id: divisionId, name: await nameForHash(queryable, municipality, divisionId) };
  if (drawnNow || changed.includes("population")) {
    await protectPopulation(queryable, keyedHash, municipality, division, areas);
  }
  if (drawnNow || changed.some((kind) => kind !== "clients")) {
    await protectIndicators(queryable, keyedHash, municipality, division, areas);
    await storeIndicatorMeans(queryable, municipality, divisionId);
  }
  if (!drawnNow && !changed.includes("clients")) return [];
  const years = await claimClientYears(queryable, municipality, divisionId);
  await protectClients(queryable, keyedHash, municipality, division, areas, years.own);
  if (years.elsewhere.length === 0) return [];
  return [issue("protection.years-elsewhere", { years: years.elsewhere.join(", ") })];
}

/** A division's key is unique within its municipality only. */
async function nameForHash(queryable: Queryable, municipality: string, divisionId: string): Promise<string> {
  const { rows } = await queryable.query<{ key: string }>(
    "select key from geography.divisions where municipality_code = $1 and id = $2::uuid",
    [municipality, divisionId],
  );
  const [division] = rows;
  if (!division) throw new Error("Expected the division to protect, found none");
  return `${municipality}/${division.key}`;
}

/** A year's clients are told in the division that brought them in first, and in no other. */
async function claimClientYears(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
): Promise<{ readonly own: number[]; readonly elsewhere: number[] }> {
  await queryable.query(
    `insert into protected.client_years (municipality_code, year, division_id)
     select distinct municipality_code, year, division_id from exact.client_counts
     where municipality_code = $1 and division_id = $2::uuid
     on conflict (municipality_code, year) do nothing`,
    [municipality, divisionId],
  );
  const { rows } = await queryable.query<{ year: number; own: boolean }>(
    `select client_years.year, client_years.division_id = $2::uuid as own
     from protected.client_years
     where municipality_code = $1 and year in (
       select year from exact.client_counts where municipality_code = $1 and division_id = $2::uuid)
     order by year`,
    [municipality, divisionId],
  );
  return {
    own: rows.filter(({ own }) => own).map(({ year }) => year),
    elsewhere: rows.filter(({ own }) => !own).map(({ year }) => year),
  };
}
