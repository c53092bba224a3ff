create or replace function protected.dates_of_people(division_id uuid, indicator_keys text[])
returns table (
  indicator_key text, period integer, age integer, people_date text, children_date text, weight_key text, weight_date text,
  old_period integer
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with counted as materialized (
    select measures.key, means.period,
      dense_rank() over (order by measures.key = 'population-total' desc, measures.position, measures.key) as choice,
      -- A date in the first half of a year tells of the end of the year before.
      extract(year from means.period::date - interval '6 months')::integer as year
    from protected.measures
    join protected.means on means.municipality_code = measures.municipality_code
      and means.division_id = measures.division_id and means.measure_key = measures.key
    where measures.municipality_code = access.current_municipality()
      and measures.division_id = dates_of_people.division_id and measures.kind = 'population'
  ),
  told as materialized (
    select distinct indicator_values.indicator_key, indicator_values.period
    from protected.indicator_values
    where indicator_values.municipality_code = access.current_municipality()
      and indicator_values.division_id = dates_of_people.division_id
      and (indicator_values.indicator_key = 'share-65-plus'
        or indicator_values.indicator_key = any (dates_of_people.indicator_keys))
  ),
  asked as (
    select told.indicator_key, told.period,
      (row_number() over (partition by told.indicator_key order by told.period desc))::integer as age
    from told where told.indicator_key = any (dates_of_people.indicator_keys)
  ),
  dated as (
    select asked.indicator_key, asked.period, asked.age,
      coalesce(
        (select max(counted.period) from counted
         where counted.key = 'population-total' and counted.year = asked.period and asked.age > 1),
        (select max(counted.period) from counted where counted.key = 'population-total')) as people_date,
      (select min(counted.key) from counted where counted.choice = 1) as weight_key,
      coalesce(
        (select max(counted.period) from counted
         where counted.choice = 1 and counted.year = asked.period and asked.age > 1),
        (select max(counted.period) from counted where counted.choice = 1)) as weight_date,
      coalesce(
        (select told.period from told
         where told.indicator_key = 'share-65-plus' and told.period = asked.period and asked.age > 1),
        (select max(told.period) from told where told.indicator_key = 'share-65-plus')) as old_period
    from asked
  )
  select dated.indicator_key, dated.period, dated.age, dated.people_date,
    (select counted.period from counted where counted.key = 'children-0-19' and counted.period = dated.people_date),
    dated.weight_key, dated.weight_date, dated.old_period
  from dated
$$;
comment on function protected.dates_of_people(uuid, text[]) is
  'Of which day the people are that each indicator''s year rests on, as in api/profiles/division-facts.ts: of its newest year (age 1) the newest told; of an earlier one those of that year, or the newest where there are none. Beside it the day of the children and the year of the share of 65 or older that the people of an age are worked out from (the children''s is null where none are told of the people''s day), and the measure that weighs where nobody knows of whom an indicator is. Dates alone. Granted to nobody: it is for the functions that use it.';
