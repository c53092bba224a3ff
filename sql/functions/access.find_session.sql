create or replace function access.find_session(token_hash bytea)
returns table (
  session_id uuid, municipality_code text, municipality_name text, synthetic boolean,
  user_id uuid, display_name text, role text, roles text[], team_ids uuid[], expires_at timestamptz
)
-- Asked at every request: plpgsql keeps the plan for the connection, which takes most of the time.
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  select sessions.id, sessions.municipality_code, municipalities.name, municipalities.synthetic,
    sessions.user_id, users.display_name, sessions.role,
    array(
      select held.role
      from unnest(access.roles_of(sessions.municipality_code, sessions.user_id)) with ordinality as held (role, place)
      where sessions.level_met or held.role <> 'planner'
      order by held.place
    ),
    access.team_ids_of(sessions.municipality_code, sessions.user_id, sessions.role), sessions.expires_at
  from access.sessions
  join access.users on users.municipality_code = sessions.municipality_code and users.id = sessions.user_id
  join geography.municipalities on municipalities.code = sessions.municipality_code
  where sessions.token_hash = find_session.token_hash
    and sessions.expires_at > now()
    and sessions.last_seen_at > now() - interval '30 minutes'
    and users.disabled_at is null
    and (sessions.level_met or sessions.role <> 'planner')
    and sessions.role = any (access.roles_of(sessions.municipality_code, sessions.user_id));
end
$$;
comment on function access.find_session(bytea) is
  'Who a cookie''s token (its SHA-256) belongs to, with roles and teams as they are now; no row when it is over, idle or unknown, or the role it acts in was taken away. A login that was not sure enough for a planner is never one.';
grant execute on function access.find_session(bytea) to omradeslinjen_anonymous;
