// Six leaks planted in a running service through its database, as a careless change would make them; each is taken out again.
import type { OperationName } from "../../../../api/contract/operations.ts";
import type { OwnerConnection } from "../../../../api/db/owner.ts";
import { municipality, type World } from "./world.ts";

export interface PlantedLeak {
  readonly name: string;
  /** Operations that answer with it: a walk through them alone is a part of every walk. */
  readonly toldBy: readonly OperationName[];
  plant(owner: OwnerConnection, world: World): Promise<void>;
  remove(owner: OwnerConnection, world: World): Promise<void>;
}

/** Exact sums of a year, all case types together. */
const exactOfYear = (year: number) =>
  `select area_code, sum(clients) as clients from exact.client_counts
   where municipality_code = '${municipality}' and year = ${year} group by area_code`;

const setMeans = (mean: string) => (owner: OwnerConnection, world: World) =>
  run(
    owner,
    `update protected.means set mean = ${mean}
     where municipality_code = '${municipality}' and division_id = $1::uuid and measure_key = 'clients-all' and period = '2024'`,
    world.divisionId,
  );

/** The map's answer is kept by the first signs of the division's fingerprint, which a new edition changes. */
const setFingerprint = (fingerprint: string) => (owner: OwnerConnection, world: World) =>
  run(
    owner,
    `update geography.divisions set content_hash = ${fingerprint} where municipality_code = '${municipality}' and id = $1::uuid`,
    world.divisionId,
  );
const trueFingerprint = "split_part(content_hash, '-', 2)";

const setNames = (name: string) => (owner: OwnerConnection, world: World) =>
  run(
    owner,
    `update geography.areas set display_name = ${name}
     where municipality_code = '${municipality}' and division_id = $1::uuid and kind = 'placed'`,
    world.divisionId,
  );

async function run(owner: OwnerConnection, text: string, divisionId: string): Promise<void> {
  await owner.query(text, [divisionId]);
}

/** What an order and a filter tell: something that differs between the two worlds. */
export interface TellingPlaces {
  /** An area whose case types of 2023–2025 have another order by exact clients. */
  readonly area: string;
  /** Between the exact sums of 2024. */
  readonly sumBetween: number;
}

export function plantedLeaks({ area, sumBetween }: TellingPlaces): readonly PlantedLeak[] {
  return [
    {
      name: "an exact total",
      toldBy: ["readMeasure", "readArea"],
      plant: setMeans(
        `(select sum(clients) from (${exactOfYear(2024)}) as exact where area_code <> '99')::double precision / area_count`,
      ),
      remove: setMeans(
        `(select avg(value) from protected.area_values as told where told.municipality_code = means.municipality_code
            and told.division_id = means.division_id and told.measure_key = means.measure_key
            and told.period = means.period and told.area_code <> '99')`,
      ),
    },
    {
      name: "a sort order",
      toldBy: ["listMeasures", "readArea"],
      plant: (owner, world) =>
        run(
          owner,
          `update protected.measures set position = 1000 - coalesce((
             select sum(clients) from exact.client_counts
             where client_counts.municipality_code = measures.municipality_code and area_code = '${area}'
               and year between 2023 and 2025 and 'Klienter, ' || case_type = measures.name_sv), 0)
           where municipality_code = '${municipality}' and division_id = $1::uuid and kind = 'clients' and key <> 'clients-all'`,
          world.divisionId,
        ),
      remove: (owner, world) =>
        run(
          owner,
          `update protected.measures set position = 101
           where municipality_code = '${municipality}' and division_id = $1::uuid and kind = 'clients' and key <> 'clients-all'`,
          world.divisionId,
        ),
    },
    {
      name: "an ETag",
      toldBy: ["readAreas", "readDivision"],
      plant: setFingerprint(
        `(select md5(string_agg(clients::text, ',' order by area_code)) from (${exactOfYear(2024)}) as exact) || '-' || content_hash`,
      ),
      remove: setFingerprint(trueFingerprint),
    },
    {
      name: "a filter",
      toldBy: ["listPlans"],
      async plant(owner) {
        await owner.script(`
          create schema planted;
          grant usage on schema planted to omradeslinjen_manager;
          create function planted.is_busy() returns boolean language sql stable security definer as $$
            select sum(clients) > ${sumBetween} from (${exactOfYear(2024)}) as exact
          $$;
          grant execute on function planted.is_busy() to omradeslinjen_manager;
          create policy planted on planning.plans as restrictive for select to omradeslinjen_manager
            using (status <> 'proposed' or planted.is_busy());`);
      },
      async remove(owner) {
        await owner.script("drop policy planted on planning.plans; drop schema planted cascade;");
      },
    },
    {
      name: "an attribute of the map's areas",
      toldBy: ["readAreas"],
      async plant(owner, world) {
        await setNames(`name || ' (' || (select sum(clients) / 5 from exact.client_counts
          where client_counts.municipality_code = areas.municipality_code and area_code = areas.code and year = 2024) || ')'`)(
          owner,
          world,
        );
        await setFingerprint("'2-' || content_hash")(owner, world);
      },
      async remove(owner, world) {
        await setNames("null")(owner, world);
        await setFingerprint(trueFingerprint)(owner, world);
      },
    },
    {
      name: "a rate with two decimals",
      toldBy: ["listIndicators", "readIndicator"],
      async plant(owner, world) {
        await owner.query(
          `insert into statistics.indicators (municipality_code, key, name, unit, decimals, source)
           values ($1, 'planterad', 'Per hundra barn', '%', 2, 'Prov')`,
          [municipality],
        );
        await owner.query(
          `insert into protected.indicator_values
             (municipality_code, indicator_key, division_id, area_code, period, value, joined)
           select $1, 'planterad', $2::uuid, exact.area_code, 2024, round(100.0 * exact.clients / children.people, 2), false
           from (${exactOfYear(2024)}) as exact
           join (select area_code, sum(people) as people from exact.population_counts
                 where division_id = $2::uuid and age_to <= 17 group by area_code) as children using (area_code)
           where exact.area_code <> '99'`,
          [municipality, world.divisionId],
        );
      },
      async remove(owner) {
        await owner.query("delete from statistics.indicators where municipality_code = $1 and key = 'planterad'", [
          municipality,
        ]);
      },
    },
  ];
}
