// The publication areas of a division: drawn once, from the first population that tells of children, and read back ever after.
import type { Queryable } from "../../data/queryable.ts";
import { drawPublicationAreas, hasEnoughChildren } from "../../engine/disclosure/publication-areas.ts";
import { readDivisionPlaces } from "./division-places.ts";

/** What the group of areas without a place is called, in messages to the keyed hash and in the database. */
export const unplacedPublicationArea = "utan";

/** Areas whose numbers are told together. */
export interface PublicationArea {
  readonly name: string;
  /** By area code. */
  readonly areas: readonly { readonly code: string; readonly children: number }[];
  readonly children: number;
  /** False where there are too few children for anything to be told. */
  readonly told: boolean;
}

/**
 * Whether numbers of its people are published statistics that are told as they came. Where areas are joined all of them are
 * rounded, large ones too: a share that is told of all together would otherwise tell of the small one.
 */
export function isToldAsImported({ areas, children }: PublicationArea): boolean {
  return areas.length === 1 && hasEnoughChildren(children);
}

interface StoredArea {
  readonly code: string;
  readonly publicationArea: string;
  readonly children: number;
  readonly told: boolean;
}

/**
 * The division's publication areas; drawn now where they are not and children 0–17 are known somewhere. Empty where no
 * population tells of children: then nothing may be told. Later populations and links made by hand change nothing. Rest
 * codes that came after the drawing have no children and belong to the group without a place.
 */
export async function ensurePublicationAreas(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
): Promise<{ readonly areas: readonly PublicationArea[]; readonly drawnNow: boolean }> {
  const stored = await readStored(queryable, municipality, divisionId);
  if (stored.length > 0) {
    const all = await withLaterRestCodes(queryable, municipality, divisionId, stored);
    return { areas: grouped(all), drawnNow: false };
  }
  const drawn = await draw(queryable, municipality, divisionId);
  await store(queryable, municipality, divisionId, drawn);
  return { areas: grouped(drawn), drawnNow: drawn.length > 0 };
}

async function readStored(queryable: Queryable, municipality: string, divisionId: string): Promise<StoredArea[]> {
  const { rows } = await queryable.query<StoredArea>(
    `select area_code as code, publication_area as "publicationArea", children, told
     from protected.publication_areas where municipality_code = $1 and division_id = $2::uuid order by area_code`,
    [municipality, divisionId],
  );
  return rows;
}

async function withLaterRestCodes(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
  stored: readonly StoredArea[],
): Promise<StoredArea[]> {
  const { rows } = await queryable.query<{ code: string }>(
    `select code from geography.areas
     where municipality_code = $1 and division_id = $2::uuid and kind = 'unplaced' and code <> all ($3::text[])
     order by code`,
    [municipality, divisionId, stored.map(({ code }) => code)],
  );
  const told = stored.some((area) => area.publicationArea === unplacedPublicationArea && area.told);
  const added = rows.map(({ code }) => ({ code, publicationArea: unplacedPublicationArea, children: 0, told }));
  await store(queryable, municipality, divisionId, added);
  return [...stored, ...added];
}

async function draw(queryable: Queryable, municipality: string, divisionId: string): Promise<StoredArea[]> {
  const { rows } = await queryable.query<{ code: string; areaIndex: number | null; children: number | null }>(
    `select counted.area_code as code, areas.area_index as "areaIndex", counted.people as children
     from exact.people_in_span($1, $2::uuid, (
         select max(reference_date) from exact.population_counts where municipality_code = $1 and division_id = $2::uuid),
       0, 17) as counted
     join geography.areas on areas.municipality_code = $1 and areas.division_id = $2::uuid and areas.code = counted.area_code
     order by areas.area_index nulls last, counted.area_code`,
    [municipality, divisionId],
  );
  if (rows.every(({ children }) => children === null)) return [];
  const placed = rows.filter(({ areaIndex }) => areaIndex !== null);
  const unplaced = rows.filter(({ areaIndex }) => areaIndex === null);
  const children = placed.map((row) => row.children ?? 0);
  const names = drawPublicationAreas({ children, ...(await readDivisionPlaces(queryable, municipality, divisionId)) });
  const sums = new Map<number, number>();
  for (const [areaIndex, name] of names.entries()) sums.set(name, (sums.get(name) ?? 0) + children[areaIndex]!);
  const unplacedChildren = unplaced.reduce((sum, row) => sum + (row.children ?? 0), 0);
  return [
    ...placed.map(({ code }, areaIndex) => ({
      code,
      publicationArea: placed[names[areaIndex]!]!.code,
      children: children[areaIndex]!,
      told: hasEnoughChildren(sums.get(names[areaIndex]!)!),
    })),
    ...unplaced.map((row) => ({
      code: row.code,
      publicationArea: unplacedPublicationArea,
      children: row.children ?? 0,
      told: hasEnoughChildren(unplacedChildren),
    })),
  ];
}

async function store(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
  areas: readonly StoredArea[],
): Promise<void> {
  if (areas.length === 0) return;
  await queryable.query(
    `insert into protected.publication_areas (municipality_code, division_id, area_code, publication_area, children, told)
     select $1, $2::uuid, drawn.* from unnest($3::text[], $4::text[], $5::double precision[], $6::boolean[]) as drawn`,
    [
      municipality,
      divisionId,
      areas.map(({ code }) => code),
      areas.map(({ publicationArea }) => publicationArea),
      areas.map(({ children }) => children),
      areas.map(({ told }) => told),
    ],
  );
}

function grouped(stored: readonly StoredArea[]): PublicationArea[] {
  const names = [...new Set(stored.map(({ publicationArea }) => publicationArea))];
  return names.map((name) => {
    const own = stored.filter(({ publicationArea }) => publicationArea === name);
    return {
      name,
      areas: own.map(({ code, children }) => ({ code, children })),
      children: own.reduce((sum, { children }) => sum + children, 0),
      told: own.every(({ told }) => told),
    };
  });
}
