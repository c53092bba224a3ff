create or replace function access.end_session(token_hash bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from access.sessions where sessions.token_hash = end_session.token_hash;
  return found;
end
$$;
comment on function access.end_session(bytea) is 'Signs out; false when there was no such session. Only the holder of the token can.';
grant execute on function access.end_session(bytea) to omradeslinjen_anonymous, omradeslinjen_login;
