create or replace function access.find_session(token_hash bytea)
returns table (
  municipality_code text, municipality_name text, synthetic boolean,
  user_id uuid, display_name text, role text, team_id uuid, expires_at timestamptz
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select sessions.municipality_code, municipalities.name, municipalities.synthetic,
    sessions.user_id, users.display_name, user_roles.role, user_roles.team_id, sessions.expires_at
  from access.sessions
  join access.user_roles on user_roles.municipality_code = sessions.municipality_code
    and user_roles.user_id = sessions.user_id and user_roles.role = sessions.role
  join access.users on users.municipality_code = sessions.municipality_code and users.id = sessions.user_id
  join geography.municipalities on municipalities.code = sessions.municipality_code
  where sessions.token_hash = find_session.token_hash
    and sessions.expires_at > now()
    and sessions.last_seen_at > now() - interval '30 minutes'
    and users.disabled_at is null
$$;
comment on function access.find_session(bytea) is
  'Who a cookie''s token (its SHA-256) belongs to, with role and team as they are now; no row when it is over, idle or unknown.';
grant execute on function access.find_session(bytea) to omradeslinjen_anonymous;
