create or replace function protected.weighted_indicator_means(division_id uuid)
returns table (
  indicator_key text, period integer, mean double precision, area_count integer, people double precision,
  low double precision, high double precision
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with weight_measure as (
    select measures.key, max(means.period) as period
    from protected.measures
    join protected.means on means.municipality_code = measures.municipality_code and means.division_id = measures.division_id
      and means.measure_key = measures.key
    where measures.municipality_code = access.current_municipality()
      and measures.division_id = weighted_indicator_means.division_id and measures.kind = 'population'
    group by measures.key, measures.position
    order by measures.key = 'population-total' desc, measures.position limit 1
  ),
  weighed as materialized (
    select areas.code, areas.parent_code, area_values.value as weight
    from geography.areas
    left join weight_measure on true
    left join protected.area_values on area_values.municipality_code = areas.municipality_code
      and area_values.division_id = areas.division_id and area_values.area_code = areas.code
      and area_values.measure_key = weight_measure.key and area_values.period = weight_measure.period
    where areas.municipality_code = access.current_municipality()
      and areas.division_id = weighted_indicator_means.division_id and areas.kind = 'placed'
  ),
  told as materialized (
    select indicator_values.indicator_key, indicator_values.period, indicator_values.area_code, indicator_values.value,
      indicator_values.people, indicator_values.low, indicator_values.high
    from protected.indicator_values
    where indicator_values.municipality_code = access.current_municipality()
      and indicator_values.division_id = weighted_indicator_means.division_id
      and indicator_values.value is not null
  ),
  -- What is said of how certain a level's value is says nothing of its areas.
  applying as (
    select own.indicator_key, own.period, own.value, own.people, own.low, own.high, weighed.weight
    from told as own join weighed on weighed.code = own.area_code
    union all
    select above.indicator_key, above.period, above.value, null, null, null, weighed.weight
    from told as above join weighed on weighed.parent_code = above.area_code
    where not exists (
      select from told as own
      where own.indicator_key = above.indicator_key and own.period = above.period and own.area_code = weighed.code)
  ),
  counted as (
    select applying.*, count(applying.people) over series = count(*) over series as is_counted
    from applying
    where applying.weight is not null
    window series as (partition by applying.indicator_key, applying.period)
  ),
  -- The same rule as in api/profiles/estimates.ts: by people where all are known, and with an interval where each has one.
  parts as (
    select counted.indicator_key, counted.period, counted.value, counted.people, counted.low as given_low,
      case when counted.is_counted then counted.people else counted.weight end as weight,
      coalesce(counted.low, 100 * greatest(0, spread.middle - spread.half)) as low,
      coalesce(counted.high, 100 * least(1, spread.middle + spread.half)) as high
    from counted
    left join statistics.indicators on indicators.municipality_code = access.current_municipality()
      and indicators.key = counted.indicator_key
    left join lateral (
      select (counted.value / 100 + square.z / (2 * counted.people)) / (1 + square.z / counted.people) as middle,
        sqrt(square.z) / (1 + square.z / counted.people)
          * sqrt(counted.value / 100 * (1 - counted.value / 100) / counted.people + square.z / (4 * counted.people ^ 2))
          as half
      from (select 1.959963984540054::double precision ^ 2 as z) as square
    ) as spread on counted.people is not null and indicators.unit = '%' and counted.value between 0 and 100
  ),
  means as (
    select parts.indicator_key, parts.period, count(*)::integer as area_count,
      sum(parts.value * parts.weight) / nullif(sum(parts.weight), 0) as mean,
      case when count(parts.people) = count(*) then sum(parts.people) end as people,
      count(parts.given_low) > 0 and count(parts.low) = count(*) as is_given,
      sqrt(sum((parts.weight * (parts.value - parts.low)) ^ 2)) / nullif(sum(parts.weight), 0) as below,
      sqrt(sum((parts.weight * (parts.high - parts.value)) ^ 2)) / nullif(sum(parts.weight), 0) as above
    from parts
    group by parts.indicator_key, parts.period
  )
  select means.indicator_key, means.period, means.mean, means.area_count, means.people,
    case when means.is_given then means.mean - means.below end, case when means.is_given then means.mean + means.above end
  from means
$$;
comment on function protected.weighted_indicator_means(uuid) is
  'The municipality''s mean of each indicator and year over its areas, weighed by protected numbers of people: what everybody compares with, also a team, which reads the people of its own areas only. With the number of people that the file said the values rest on, and the interval where files gave standard errors or intervals.';
grant execute on function protected.weighted_indicator_means(uuid) to omradeslinjen_reader;
