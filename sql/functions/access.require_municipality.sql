create or replace function access.require_municipality(municipality_code text) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if access.current_municipality() is null
    or access.current_municipality() not in (require_municipality.municipality_code, '*') then
    raise exception using errcode = 'OL006', message = 'The transaction does not act in this municipality.';
  end if;
end
$$;
comment on function access.require_municipality(text) is
  'Raises OL006 unless the transaction acts in the municipality. The first line of every function with its owner''s rights.';
grant execute on function access.require_municipality(text)
  to omradeslinjen_anonymous, omradeslinjen_login, omradeslinjen_signed_in, omradeslinjen_operator;
