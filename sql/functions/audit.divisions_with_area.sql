create or replace function audit.divisions_with_area(area_code text) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select areas.division_id from geography.areas
  where areas.municipality_code = access.current_municipality() and areas.code = divisions_with_area.area_code
$$;
comment on function audit.divisions_with_area(text) is
  'The divisions of one''s own municipality that have an area of this code, for the reviewer''s filter: what was done to a whole division was done to each of its areas.';
grant execute on function audit.divisions_with_area(text) to omradeslinjen_reviewer;
