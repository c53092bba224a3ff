create or replace function protected.weighted_indicator_means(division_id uuid)
returns table (indicator_key text, period integer, mean double precision, area_count integer)
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
  weighed as (
    select areas.code, areas.parent_code, area_values.value as weight
    from geography.areas
    left join weight_measure on true
    left join protected.area_values on area_values.municipality_code = areas.municipality_code
      and area_values.division_id = areas.division_id and area_values.area_code = areas.code
      and area_values.measure_key = weight_measure.key and area_values.period = weight_measure.period
    where areas.municipality_code = access.current_municipality()
      and areas.division_id = weighted_indicator_means.division_id and areas.kind = 'placed'
  ),
  told as (
    select indicator_values.indicator_key, indicator_values.period, indicator_values.area_code, indicator_values.value
    from statistics.indicator_values
    where indicator_values.municipality_code = access.current_municipality()
      and indicator_values.division_id = weighted_indicator_means.division_id
      and indicator_values.sex = 'T' and indicator_values.value is not null
  )
  select asked.indicator_key, asked.period,
    sum(coalesce(own.value, above.value) * weighed.weight) / nullif(sum(weighed.weight), 0), count(*)::integer
  from (select distinct told.indicator_key, told.period from told) as asked
  cross join weighed
  left join told as own on own.indicator_key = asked.indicator_key and own.period = asked.period
    and own.area_code = weighed.code
  left join told as above on above.indicator_key = asked.indicator_key and above.period = asked.period
    and above.area_code = weighed.parent_code
  where coalesce(own.value, above.value) is not null and weighed.weight is not null
  group by asked.indicator_key, asked.period
$$;
comment on function protected.weighted_indicator_means(uuid) is
  'The municipality''s mean of each indicator and year over its areas, weighed by protected numbers of people: what everybody compares with, also a team, which reads the people of its own areas only.';
grant execute on function protected.weighted_indicator_means(uuid) to omradeslinjen_reader;
