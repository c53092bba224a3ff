create or replace function exact.client_measure_values(
  municipality_code text, division_id uuid, measure_key text, as_of date
) returns table (
  area_code text, area_index integer, value double precision, missing boolean, missing_reason text, estimated boolean
)
language sql stable
as $$
  with measure as (
    select measures.case_types, coalesce(measures.years, 1) as years
    from statistics.measures
    where measures.municipality_code = client_measure_values.municipality_code
      and measures.key = client_measure_values.measure_key
  ),
  counts as (
    select client_counts.area_code, client_counts.year, client_counts.clients, client_counts.missing_reason,
      measure.case_types is null or client_counts.case_type = any (measure.case_types) as counted
    from exact.client_counts
    cross join measure
    where client_counts.municipality_code = client_measure_values.municipality_code
      and client_counts.division_id = client_measure_values.division_id
      and (client_measure_values.as_of is null or client_counts.year <= extract(year from client_measure_values.as_of))
  ),
  newest as (
    select max(counts.year) as year from counts
  ),
  sums as (
    select counts.area_code,
      case when count(*) = count(counts.clients) then sum(counts.clients) end as clients,
      min(counts.missing_reason) as reason
    from counts
    cross join measure
    cross join newest
    where counts.counted and counts.year > newest.year - measure.years
    group by counts.area_code
  )
  select areas.code, areas.area_index,
    case when newest.year is null then null when sums.area_code is null then 0 else sums.clients end::double precision,
    newest.year is null or (sums.area_code is not null and sums.clients is null),
    case
      when newest.year is null then 'missing'
      when sums.area_code is not null and sums.clients is null then coalesce(sums.reason, 'missing')
    end,
    false
  from geography.areas
  cross join newest
  left join sums on sums.area_code = areas.code
  where areas.municipality_code = client_measure_values.municipality_code
    and areas.division_id = client_measure_values.division_id
  order by areas.area_index nulls last, areas.code
$$;
comment on function exact.client_measure_values(text, uuid, text, date) is
  'The part of exact.measure_values that counts clients: the sum of the newest years not later than as_of. Where the division has clients for these years, an area without a row has none; a suppressed cell makes its area unknown.';
grant execute on function exact.client_measure_values(text, uuid, text, date) to omradeslinjen_planner;
