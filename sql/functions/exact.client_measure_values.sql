create or replace function exact.client_measure_values(
  municipality_code text, division_id uuid, measure_key text, as_of date
) returns table (
  area_code text, area_index integer, value double precision, missing boolean, missing_reason text, estimated boolean
)
language sql stable
as $$
  with years as (
    select newest.year - coalesce(measures.years, 1) + 1 as first, newest.year as last
    from statistics.measures
    cross join (
      select max(client_counts.year) as year from exact.client_counts
      where client_counts.municipality_code = client_measure_values.municipality_code
        and client_counts.division_id = client_measure_values.division_id
        and (client_measure_values.as_of is null
          or client_counts.year <= extract(year from client_measure_values.as_of))
    ) as newest
    where measures.municipality_code = client_measure_values.municipality_code
      and measures.key = client_measure_values.measure_key
  )
  select counted.*
  from years
  cross join lateral exact.client_counts_of_years(
    client_measure_values.municipality_code, client_measure_values.division_id, client_measure_values.measure_key,
    years.first, years.last
  ) as counted
  order by counted.area_index nulls last, counted.area_code
$$;
comment on function exact.client_measure_values(text, uuid, text, date) is
  'The part of exact.measure_values that counts clients: the sum of the newest years not later than as_of.';
grant execute on function exact.client_measure_values(text, uuid, text, date) to omradeslinjen_planner;
