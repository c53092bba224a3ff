create or replace function access.land_login(
  municipality_code text, request_hash bytea, landing_hash bytea, sealed_login bytea
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform access.require_login(land_login.municipality_code);
  update access.login_attempts as begun
  set landing_hash = land_login.landing_hash, sealed_login = land_login.sealed_login,
    expires_at = least(begun.expires_at, now() + interval '1 minute')
  where begun.municipality_code = land_login.municipality_code
    and begun.request_hash = land_login.request_hash
    and begun.landing_hash is null and begun.expires_at > now();
  return found;
end
$$;
comment on function access.land_login(text, bytea, bytea, bytea) is
  'Keeps, for a minute, what answered a request until the browser that asked comes for it; false where no such request waits.';
grant execute on function access.land_login(text, bytea, bytea, bytea) to omradeslinjen_login;
