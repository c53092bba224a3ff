create or replace function access.end_provider_sessions(
  municipality_code text, provider text, subject_hash bytea, session_hashes bytea[]
) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  ended integer;
begin
  perform access.require_login(end_provider_sessions.municipality_code);
  delete from access.sessions using access.provider_sessions as known
  where known.session_id = sessions.id
    and known.municipality_code = end_provider_sessions.municipality_code
    and known.provider = end_provider_sessions.provider
    and known.subject_hash = end_provider_sessions.subject_hash
    and (end_provider_sessions.session_hashes = '{}' or known.session_hash = any (end_provider_sessions.session_hashes));
  get diagnostics ended = row_count;
  return ended;
end
$$;
comment on function access.end_provider_sessions(text, text, bytea, bytea[]) is
  'Ends the sessions that the identity provider says are over: those it names, or all of the person. Answers how many.';
grant execute on function access.end_provider_sessions(text, text, bytea, bytea[]) to omradeslinjen_login;
