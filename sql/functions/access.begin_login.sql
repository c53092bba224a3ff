create or replace function access.begin_login(
  municipality_code text, provider text, browser_hash bytea, request_hash bytea, return_path text
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform access.require_login(begin_login.municipality_code);
  delete from access.login_attempts where expires_at < now();
  delete from access.used_assertions where expires_at < now();
  insert into access.login_attempts (browser_hash, request_hash, municipality_code, provider, return_path, expires_at)
  select begin_login.browser_hash, begin_login.request_hash, municipalities.code, begin_login.provider,
    begin_login.return_path, now() + interval '10 minutes'
  from geography.municipalities where municipalities.code = begin_login.municipality_code;
  return found;
end
$$;
comment on function access.begin_login(text, text, bytea, bytea, text) is
  'Notes a login that begins in one browser; false where the municipality is not in the database. Forgets what is too old.';
grant execute on function access.begin_login(text, text, bytea, bytea, text) to omradeslinjen_login;
