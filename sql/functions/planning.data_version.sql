create or replace function planning.data_version() returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(changes), 0) || '.' || current_date from planning.change_counters
$$;
comment on function planning.data_version() is
  'Differs whenever anything that area profiles show may differ: it counts committed changes, and the day, since plans apply by their days.';
grant execute on function planning.data_version() to omradeslinjen_reader;
