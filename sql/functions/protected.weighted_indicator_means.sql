create or replace function protected.weighted_indicator_means(division_id uuid, indicator_keys text[], bases text[])
returns table (
  indicator_key text, period integer, mean double precision, people double precision, low double precision,
  high double precision
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with division as materialized (
    select divisions.municipality_code, divisions.id, divisions.kind
    from geography.divisions
    where divisions.municipality_code = access.current_municipality() and divisions.id = weighted_indicator_means.division_id
  ),
  placed as materialized (
    select areas.code, areas.parent_code, areas.area_index
    from division
    join geography.areas on areas.municipality_code = division.municipality_code and areas.division_id = division.id
      and areas.kind = 'placed'
  ),
  -- The value that applies to an area: its own, else that of the smallest level above that there is a row of.
  levels as materialized (
    select placed.area_index, placed.code, 1 as step, 0 as level from placed
    union all
    select placed.area_index, placed.parent_code, 2, 0 from placed where placed.parent_code is not null
    union all
    select placed.area_index, parent_areas.code, 3, parent_areas.level
    from division
    join geography.parent_areas on parent_areas.municipality_code = division.municipality_code
      and parent_areas.division_id = division.id
    join placed on placed.parent_code = parent_areas.code
      or (division.kind = 'nyko' and starts_with(placed.code, parent_areas.code))
  ),
  -- Years that rest on the same people have one number.
  years as materialized (
    select dates.*,
      dense_rank() over (order by dates.people_date, dates.weight_date, dates.old_period) as people_number
    from division
    cross join lateral protected.dates_of_people(division.id, weighted_indicator_means.indicator_keys) as dates
  ),
  told as materialized (
    select indicator_values.indicator_key, indicator_values.period, indicator_values.area_code, indicator_values.value,
      indicator_values.people, indicator_values.low, indicator_values.high
    from division
    join protected.indicator_values on indicator_values.municipality_code = division.municipality_code
      and indicator_values.division_id = division.id
    where indicator_values.indicator_key = 'share-65-plus'
      or indicator_values.indicator_key = any (weighted_indicator_means.indicator_keys)
  ),
  -- What is said of how certain a level's value is says nothing of its areas.
  applying as materialized (
    select distinct on (told.indicator_key, told.period, levels.area_index) told.indicator_key, told.period,
      levels.area_index, told.value, case when levels.step = 1 then told.people end as people,
      case when levels.step = 1 then told.low end as low, case when levels.step = 1 then told.high end as high
    from levels join told on told.area_code = levels.code
    order by told.indicator_key, told.period, levels.area_index, levels.step, levels.level desc, levels.code desc
  ),
  counts as materialized (
    select area_values.measure_key, area_values.period, area_values.area_code, area_values.value
    from division
    cross join (
      select 'population-total' as measure_key, years.people_date as period from years
      union select 'children-0-19', years.children_date from years
      union select years.weight_key, years.weight_date from years
    ) as needed
    join protected.area_values on area_values.municipality_code = division.municipality_code
      and area_values.division_id = division.id and area_values.measure_key = needed.measure_key
      and area_values.period = needed.period
  ),
  -- By area_index, since rows of a table that has just been filled would be looked for one by one.
  people as materialized (
    select dates.people_number, array_agg(weights.value order by placed.area_index) as weights,
      array_agg(everybody.value order by placed.area_index) as everybody,
      array_agg(everybody.value - children.value order by placed.area_index) as adults,
      array_agg(everybody.value - children.value - everybody.value * old.value / 100 order by placed.area_index)
        as of_working_age
    from (
      select distinct years.people_number, years.people_date, years.children_date, years.weight_key, years.weight_date,
        years.old_period
      from years
    ) as dates
    cross join placed
    left join counts as weights on weights.area_code = placed.code and weights.measure_key = dates.weight_key
      and weights.period = dates.weight_date
    left join counts as everybody on everybody.area_code = placed.code
      and everybody.measure_key = 'population-total' and everybody.period = dates.people_date
    left join counts as children on children.area_code = placed.code and children.measure_key = 'children-0-19'
      and children.period = dates.children_date
    left join applying as old on old.area_index = placed.area_index and old.indicator_key = 'share-65-plus'
      and old.period = dates.old_period
    group by dates.people_number
  ),
  reckoned as materialized (
    select years.indicator_key, years.period, asked.base, applying.area_index, applying.value, applying.low, applying.high,
      people.weights[applying.area_index + 1] as inhabitants,
      case asked.base when 'everybody' then people.everybody[applying.area_index + 1]
        when 'from-20' then people.adults[applying.area_index + 1]
        when '20-64' then people.of_working_age[applying.area_index + 1]
        when '16-64' then people.of_working_age[applying.area_index + 1]
        else applying.people end as people
    from unnest(weighted_indicator_means.indicator_keys, weighted_indicator_means.bases) as asked (key, base)
    join years on years.indicator_key = asked.key
    join applying on applying.indicator_key = years.indicator_key and applying.period = years.period
      and applying.value is not null
    join people on people.people_number = years.people_number
  ),
  known as (
    select reckoned.indicator_key, reckoned.period, reckoned.base, reckoned.area_index, reckoned.value, reckoned.inhabitants,
      shared.people, reckoned.low, reckoned.high, count(shared.people) over series = count(*) over series as is_counted
    from reckoned
    cross join lateral (select case when reckoned.people > 0 then reckoned.people end as people) as shared
    window series as (partition by reckoned.indicator_key, reckoned.period)
  ),
  -- Numbers that came with the file may be of answers: they are not mixed with numbers of inhabitants.
  weighed as (
    select known.*,
      case when known.base = 'imported' and not known.is_counted then known.inhabitants
        else coalesce(known.people, known.inhabitants) end as weight
    from known
  ),
  -- The same rule as in api/profiles/estimates.ts: with an interval where some part was given one and each has one.
  parts as (
    select weighed.indicator_key, weighed.period, weighed.base, weighed.area_index, weighed.value, weighed.people,
      weighed.weight, weighed.low as given_low,
      coalesce(weighed.low, 100 * greatest(0, spread.middle - spread.half)) as low,
      coalesce(weighed.high, 100 * least(1, spread.middle + spread.half)) as high
    from weighed
    left join statistics.indicators on indicators.municipality_code = access.current_municipality()
      and indicators.key = weighed.indicator_key
    left join lateral (
      select (weighed.value / 100 + square.z / (2 * weighed.people)) / (1 + square.z / weighed.people) as middle,
        sqrt(square.z) / (1 + square.z / weighed.people)
          * sqrt(weighed.value / 100 * (1 - weighed.value / 100) / weighed.people + square.z / (4 * weighed.people ^ 2))
          as half
      from (select 1.959963984540054::double precision ^ 2 as z) as square
    ) as spread on weighed.people is not null and indicators.unit = '%' and weighed.value between 0 and 100
    where weighed.weight is not null
  ),
  means as (
    select parts.indicator_key, parts.period,
      sum(parts.value * parts.weight order by parts.area_index)
        / nullif(sum(parts.weight order by parts.area_index), 0) as mean,
      -- How many the program reckons in the areas that have a value would tell of those in the others.
      case when parts.base = 'imported' and count(parts.people) = count(*)
        then sum(parts.people order by parts.area_index) end as people,
      count(parts.given_low) > 0 and count(parts.low) = count(*) as is_given,
      sqrt(sum((parts.weight * (parts.value - parts.low)) ^ 2 order by parts.area_index))
        / nullif(sum(parts.weight order by parts.area_index), 0) as below,
      sqrt(sum((parts.weight * (parts.high - parts.value)) ^ 2 order by parts.area_index))
        / nullif(sum(parts.weight order by parts.area_index), 0) as above
    from parts
    group by parts.indicator_key, parts.period, parts.base
  )
  select means.indicator_key, means.period, means.mean, means.people,
    case when means.is_given then means.mean - means.below end, case when means.is_given then means.mean + means.above end
  from means
  where means.mean is not null
$$;
comment on function protected.weighted_indicator_means(uuid, text[], text[]) is
  'The municipality''s mean of each indicator and year over its areas, weighed by the protected numbers of the people that it is about in that year, as a profile''s own values are (api/profiles/estimates.ts). With the number of people that the file said the values rest on, and the interval where files gave standard errors or intervals. Bases, beside the keys: everybody, from-20, 20-64, 16-64, imported or null, which weighs by everybody. For what is stored in protected.indicator_means.';
grant execute on function protected.weighted_indicator_means(uuid, text[], text[]) to omradeslinjen_planner;
