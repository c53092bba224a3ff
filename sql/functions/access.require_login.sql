create or replace function access.require_login(municipality_code text) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform access.require_municipality(require_login.municipality_code);
  if access.current_application_role() is distinct from 'login' then
    raise exception using errcode = 'OL006', message = 'Only a login under way does this.';
  end if;
end
$$;
comment on function access.require_login(text) is
  'Raises OL006 unless the transaction is a login under way in the municipality. The first line of the functions of the login.';
