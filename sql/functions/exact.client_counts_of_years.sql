create or replace function exact.client_counts_of_years(
  municipality_code text, division_id uuid, measure_key text, first_year integer, last_year integer
) returns table (
  area_code text, area_index integer, value double precision, missing boolean, missing_reason text, estimated boolean
)
language sql stable
as $$
  with sums as (
    select client_counts.area_code,
      case when count(*) = count(client_counts.clients) then sum(client_counts.clients) end as clients,
      min(client_counts.missing_reason) as reason
    from exact.client_counts
    join statistics.measures on measures.municipality_code = client_counts.municipality_code
      and measures.key = client_counts_of_years.measure_key
    where client_counts.municipality_code = client_counts_of_years.municipality_code
      and client_counts.division_id = client_counts_of_years.division_id
      and client_counts.year between client_counts_of_years.first_year and client_counts_of_years.last_year
      and (measures.case_types is null or client_counts.case_type = any (measures.case_types))
    group by client_counts.area_code
  )
  select areas.code, areas.area_index,
    case when last_year is null then null when sums.area_code is null then 0 else sums.clients end::double precision,
    last_year is null or (sums.area_code is not null and sums.clients is null),
    case
      when last_year is null then 'missing'
      when sums.area_code is not null and sums.clients is null then coalesce(sums.reason, 'missing')
    end,
    false
  from geography.areas
  left join sums on sums.area_code = areas.code
  where areas.municipality_code = client_counts_of_years.municipality_code
    and areas.division_id = client_counts_of_years.division_id
  order by areas.area_index nulls last, areas.code
$$;
comment on function exact.client_counts_of_years(text, uuid, text, integer, integer) is
  'A measure of clients for every area of a division over some years. An area without a row has none; a suppressed cell makes its area unknown; without years everything is.';
grant execute on function exact.client_counts_of_years(text, uuid, text, integer, integer) to omradeslinjen_planner;
