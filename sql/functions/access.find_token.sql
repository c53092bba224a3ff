create or replace function access.find_token(token_hash bytea)
returns table (
  token_id uuid, municipality_code text, municipality_name text, synthetic boolean,
  user_id uuid, display_name text, role text, roles text[], team_ids uuid[], expires_at timestamptz
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select tokens.id, tokens.municipality_code, municipalities.name, municipalities.synthetic,
    tokens.user_id, users.display_name, tokens.role,
    access.roles_of(tokens.municipality_code, tokens.user_id),
    access.team_ids_of(tokens.municipality_code, tokens.user_id, tokens.role), tokens.expires_at
  from access.tokens
  join access.users on users.municipality_code = tokens.municipality_code and users.id = tokens.user_id
  join geography.municipalities on municipalities.code = tokens.municipality_code
  where tokens.token_hash = find_token.token_hash
    and tokens.revoked_at is null
    and tokens.expires_at > now()
    and users.disabled_at is null
    and tokens.role = any (access.roles_of(tokens.municipality_code, tokens.user_id))
$$;
comment on function access.find_token(bytea) is
  'Whose access token it is (by its SHA-256), with roles and teams as they are now; no row when it is revoked, over or unknown, its person disabled or without its role.';
grant execute on function access.find_token(bytea) to omradeslinjen_anonymous;
