create or replace function access.touch_session(token_hash bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update access.sessions set last_seen_at = now()
  where sessions.token_hash = touch_session.token_hash
    and sessions.expires_at > now()
    and sessions.last_seen_at > now() - interval '30 minutes' and sessions.last_seen_at < now() - interval '20 seconds';
  return found or exists (
    select from access.sessions
    where sessions.token_hash = touch_session.token_hash
      and sessions.expires_at > now() and sessions.last_seen_at > now() - interval '30 minutes');
end
$$;
comment on function access.touch_session(bytea) is
  'Notes that a session was used, so that it is not idle, to within twenty seconds, so that requests side by side do not wait for each other''s note; false when it is already over. Only the holder of the token can.';
grant execute on function access.touch_session(bytea) to omradeslinjen_anonymous;
