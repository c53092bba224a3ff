create or replace function access.keep_provider_session(token_hash bytea, sealed_session bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update access.provider_sessions as known set sealed_session = keep_provider_session.sealed_session
  from access.sessions
  where sessions.id = known.session_id and sessions.token_hash = keep_provider_session.token_hash;
  return found;
end
$$;
comment on function access.keep_provider_session(bytea, bytea) is
  'Keeps the identity provider''s name for a session sealed with its new token, when the token is changed. Only the holder of the token can.';
grant execute on function access.keep_provider_session(bytea, bytea) to omradeslinjen_signed_in;
