// The municipality's children by single year, in the areas that are told as imported: what classes are aged by.
import type { Queryable } from "../../data/queryable.ts";

/** The sum of fewer areas would tell of each what the classes do not. */
const leastAreas = 5;
/** The last age of the classes that are aged. */
const lastAge = 17;

/**
 * Writes them for every date with single years, over what was there. Areas with few children, whose numbers are rounded,
 * are left out: with them the sum less the classes of all others would be theirs, exact. So are areas that lack a date or
 * have an unknown number, so that all dates tell of the same areas. An age without a row has nobody.
 * @param codes of the areas on the map that are told as imported.
 */
export async function protectAges(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
  codes: readonly string[],
): Promise<void> {
  await queryable.query("delete from protected.age_totals where municipality_code = $1 and division_id = $2::uuid", [
    municipality,
    divisionId,
  ]);
  await queryable.query(
    `with single_years as (
       select area_code, reference_date, age_from as age,
         case when count(people) filter (where sex in ('F', 'M')) = 2 then sum(people) filter (where sex in ('F', 'M'))
           else sum(people) filter (where sex = 'T') end as people
       from exact.population_counts
       where municipality_code = $1 and division_id = $2::uuid and area_code = any ($3::text[])
         and age_from = age_to and age_from between 0 and $4
       group by area_code, reference_date, age_from),
     dates as (
       select reference_date from single_years group by reference_date having count(distinct age) = $4 + 1),
     whole as (
       select area_code from single_years join dates using (reference_date)
       group by area_code
         having bool_and(people is not null) and count(distinct reference_date) = (select count(*) from dates))
     insert into protected.age_totals (municipality_code, division_id, reference_date, age, people)
     select $1, $2::uuid, reference_date, age, sum(people)
     from single_years join dates using (reference_date) join whole using (area_code)
     where (select count(*) from whole) >= $5
     group by reference_date, age`,
    [municipality, divisionId, codes, lastAge, leastAreas],
  );
}
