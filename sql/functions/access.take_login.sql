create or replace function access.take_login(
  municipality_code text, provider text, browser_hash bytea, landing_hash bytea default null
) returns table (return_path text, sealed_login bytea)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform access.require_login(take_login.municipality_code);
  return query
    delete from access.login_attempts as begun
    where begun.municipality_code = take_login.municipality_code
      and begun.provider = take_login.provider
      and begun.browser_hash = take_login.browser_hash
      and begun.landing_hash is not distinct from take_login.landing_hash
      and begun.expires_at > now()
    returning begun.return_path, begun.sealed_login;
end
$$;
comment on function access.take_login(text, text, bytea, bytea) is
  'Ends a login under way, for the browser that began it (and, where it landed, with what it landed with): once and never again.';
grant execute on function access.take_login(text, text, bytea, bytea) to omradeslinjen_login;
