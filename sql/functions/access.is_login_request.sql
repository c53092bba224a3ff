create or replace function access.is_login_request(municipality_code text, request_hash bytea) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform access.require_login(is_login_request.municipality_code);
  return exists (
    select from access.login_attempts as begun
    where begun.municipality_code = is_login_request.municipality_code
      and begun.request_hash = is_login_request.request_hash
      and begun.landing_hash is null and begun.expires_at > now()
  );
end
$$;
comment on function access.is_login_request(text, bytea) is 'Whether a request with that id was sent and waits for its answer.';
grant execute on function access.is_login_request(text, bytea) to omradeslinjen_login;
