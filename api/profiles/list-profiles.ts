// What there is to open a profile of: today's teams, the areas of every level and the neighbourhoods; for a team its own.
import type { ProfileList } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Person } from "../http/call.ts";
import { listEarlierNeighbourhoods, listNeighbourhoods } from "./neighbourhoods.store.ts";
import { readOwnAreaIndexes } from "./profile-subjects.ts";

type Listed = ProfileList["profiles"][number];

interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly level: number | null;
  /** The areas on the map it is made of. */
  readonly areaIndexes: readonly number[];
}

/** `asked` null takes the division of the newest plan that applies today, or the newest division. */
export async function listProfiles(
  transaction: Transaction,
  person: Person,
  asked: string | null,
): Promise<ProfileList> {
  const { municipalityCode: municipality, role, teamIds } = person;
  const divisionId = asked ?? (await newestDivision(transaction, municipality));
  const areas = divisionId === null ? [] : await listAreas(transaction, municipality, divisionId);
  if (divisionId === null || areas.length === 0) throw new AppError("not-found");
  const own = role === "team" ? new Set(await readOwnAreaIndexes(transaction, municipality, divisionId)) : null;
  const teams = await transaction.many<{ planId: string; teamId: string; name: string; letter: string }>(
    `select n.plan_id as "planId", t.id as "teamId", t.name, t.letter
     from planning.present_plans n
     join planning.plan_teams pt on pt.municipality_code = n.municipality_code and pt.plan_id = n.plan_id
     join planning.teams t on t.municipality_code = n.municipality_code and t.id = pt.team_id
     where n.municipality_code = $1 and n.division_id = $2 order by pt.team_index`,
    [municipality, divisionId],
  );
  const listedTeam = ({ planId, teamId, name, letter }: (typeof teams)[number]): Listed => {
    return { key: `team.${planId}.${teamId}`, kind: "team", name, letter, level: null, areaCodes: null };
  };
  const isOpen = ({ teamId }: (typeof teams)[number]) => own === null || teamIds.includes(teamId);
  const neighbourhoods = await listNeighbourhoods(transaction, municipality, divisionId);
  const earlier = role === "manager" ? [] : await listEarlierNeighbourhoods(transaction, municipality, divisionId);
  const ownCodes =
    own &&
    new Set(areas.filter(({ areaIndexes: [only], level }) => level === null && own.has(only!)).map(({ code }) => code));
  return {
    divisionId,
    planId: teams[0]?.planId ?? null,
    profiles: [
      ...teams.filter(isOpen).map(listedTeam),
      ...neighbourhoods.map(({ key, name, areaCodes }): Listed => {
        return { key, kind: "neighbourhood", name, letter: null, level: null, areaCodes };
      }),
      ...areas
        .filter(({ areaIndexes }) => own === null || areaIndexes.every((areaIndex) => own.has(areaIndex)))
        .map(({ code, name, level }): Listed => {
          const key = `area.${divisionId}.${code}`;
          return {
            key,
            kind: "area",
            name: name === code ? nameless(code, areas) : `${code} ${name}`,
            letter: null,
            level,
            areaCodes: null,
          };
        }),
    ],
    comparable: teams.filter((team) => !isOpen(team)).map(listedTeam),
    earlierNeighbourhoods: earlier
      .map((one) => ({ ...one, areaCodes: one.areaCodes.filter((code) => ownCodes === null || ownCodes.has(code)) }))
      .filter(({ areaCodes }) => ownCodes === null || areaCodes.length > 0),
  };
}

/** "13510 (Granloholm)": by the smallest level above that has a name; the code alone where none has. */
function nameless(code: string, areas: readonly AreaRow[]): string {
  const own = new Set(areas.find((area) => area.code === code)?.areaIndexes);
  const above = areas
    .filter((area) => area.name !== area.code && area.code !== code && area.areaIndexes.length > own.size)
    .filter(({ areaIndexes }) => areaIndexes.some((areaIndex) => own.has(areaIndex)))
    .toSorted((a, b) => a.areaIndexes.length - b.areaIndexes.length);
  return above[0] ? `${code} (${above[0].name})` : code;
}

async function newestDivision(transaction: Transaction, municipality: string): Promise<string | null> {
  const found = await transaction.maybeOne<{ id: string }>(
    `select d.id from geography.divisions d
     left join planning.present_plans n on n.municipality_code = d.municipality_code and n.division_id = d.id
     where d.municipality_code = $1
     order by n.plan_id is not null desc, d.valid_from desc nulls last, d.created_at desc, d.id limit 1`,
    [municipality],
  );
  return found?.id ?? null;
}

function listAreas(transaction: Transaction, municipality: string, divisionId: string): Promise<AreaRow[]> {
  return transaction.many<AreaRow>(
    `select p.code, p.name, p.level, array_agg(a.area_index) as "areaIndexes"
     from geography.parent_areas p
     join geography.divisions d on d.municipality_code = p.municipality_code and d.id = p.division_id
     join geography.areas a on a.municipality_code = p.municipality_code and a.division_id = p.division_id
       and a.kind = 'placed' and (a.parent_code = p.code or (d.kind = 'nyko' and starts_with(a.code, p.code)))
     where p.municipality_code = $1 and p.division_id = $2
       and not exists (select from geography.areas s where s.municipality_code = p.municipality_code
                         and s.division_id = p.division_id and s.code = p.code)
     group by p.code, p.name, p.level
     union all
     select code, coalesce(display_name, name), null, array[area_index] from geography.areas
     where municipality_code = $1 and division_id = $2 and kind = 'placed'
     order by 3 nulls last, 1`,
    [municipality, divisionId],
  );
}
