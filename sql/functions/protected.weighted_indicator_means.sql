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
    select indicator_values.indicator_key, indicator_values.period, indicator_values.area_code, indicator_values.value
    from protected.indicator_values
    where indicator_values.municipality_code = access.current_municipality()
      and indicator_values.division_id = weighted_indicator_means.division_id
      and indicator_values.value is not null
  )
  select applying.indicator_key, applying.period,
    sum(applying.value * applying.weight) / nullif(sum(applying.weight), 0), count(*)::integer
  from (
    select own.indicator_key, own.period, own.value, weighed.weight
    from told as own join weighed on weighed.code = own.area_code
    union all
    select above.indicator_key, above.period, above.value, weighed.weight
    from told as above join weighed on weighed.parent_code = above.area_code
    where not exists (
      select from told as own
      where own.indicator_key = above.indicator_key and own.period = above.period and own.area_code = weighed.code)
  ) as applying
  where applying.weight is not null
  group by applying.indicator_key, applying.period
$$;
comment on function protected.weighted_indicator_means(uuid) is
  'The municipality''s mean of each indicator and year over its areas, weighed by protected numbers of people: what everybody compares with, also a team, which reads the people of its own areas only.';
grant execute on function protected.weighted_indicator_means(uuid) to omradeslinjen_reader;
