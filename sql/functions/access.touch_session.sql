create or replace function access.touch_session(token_hash bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update access.sessions set last_seen_at = now()
  where sessions.token_hash = touch_session.token_hash
    and sessions.expires_at > now()
    and sessions.last_seen_at > now() - interval '30 minutes';
  return found;
end
$$;
comment on function access.touch_session(bytea) is
  'Notes that a session was used, so that it is not idle; false when it is already over. Only the holder of the token can.';
grant execute on function access.touch_session(bytea) to omradeslinjen_anonymous;
