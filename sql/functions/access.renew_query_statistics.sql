create or replace function access.renew_query_statistics() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if access.current_application_role() is distinct from 'operator' then
    raise exception 'Only the program itself renews statistics.' using errcode = 'OL006';
  end if;
  analyze geography.areas, geography.adjacencies, statistics.indicator_values, exact.population_counts, exact.client_counts,
    protected.area_values, protected.means, protected.measures, protected.publication_areas;
end
$$;
comment on function access.renew_query_statistics() is
  'Renews the query planner''s statistics of what an import has written: until then all protected series of 354 areas took 44 seconds to read, and 0.08 seconds after.';
grant execute on function access.renew_query_statistics() to omradeslinjen_operator;
