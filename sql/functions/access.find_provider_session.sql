create or replace function access.find_provider_session(token_hash bytea)
returns table (provider text, sealed_session bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select known.provider, known.sealed_session
  from access.sessions join access.provider_sessions as known on known.session_id = sessions.id
  where sessions.token_hash = find_provider_session.token_hash
$$;
comment on function access.find_provider_session(bytea) is
  'Which identity provider a session came from, and its sealed name there. Only the holder of the token can ask or read it.';
grant execute on function access.find_provider_session(bytea) to omradeslinjen_anonymous, omradeslinjen_signed_in;
