create or replace function access.create_login_session(
  municipality_code text, user_id uuid, role text, level_met boolean, token_hash bytea, provider text,
  subject_hash bytea, session_hash bytea, sealed_session bytea
) returns timestamptz
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  begun record;
begin
  perform access.require_login(create_login_session.municipality_code);
  if length(create_login_session.token_hash) <> 32 then
    raise exception using errcode = 'OL006', message = 'A token is kept as its SHA-256, which is 32 bytes.';
  end if;
  if create_login_session.role = 'planner' and not create_login_session.level_met then
    raise exception using errcode = 'OL006', message = 'The login is not sure enough for a planner.';
  end if;
  delete from access.sessions where sessions.expires_at < now() or sessions.last_seen_at < now() - interval '30 minutes';
  insert into access.sessions as present (token_hash, municipality_code, user_id, role, expires_at, level_met)
  select create_login_session.token_hash, users.municipality_code, users.id, create_login_session.role,
    now() + interval '10 hours', create_login_session.level_met
  from access.users
  where users.municipality_code = create_login_session.municipality_code
    and users.id = create_login_session.user_id
    and users.disabled_at is null
    and create_login_session.role = any (access.roles_of(users.municipality_code, users.id))
  returning present.id, present.expires_at into begun;
  if not found then
    raise exception using errcode = 'OL006', message = 'The person may not act in this role.';
  end if;
  insert into access.provider_sessions (
    municipality_code, session_id, provider, subject_hash, session_hash, sealed_session
  ) values (
    create_login_session.municipality_code, begun.id, create_login_session.provider,
    create_login_session.subject_hash, create_login_session.session_hash, create_login_session.sealed_session
  );
  return begun.expires_at;
end
$$;
comment on function access.create_login_session(text, uuid, text, boolean, bytea, text, bytea, bytea, bytea) is
  'Begins the session of a person whom the identity provider has proved; answers when it ends at the latest. Lasts ten hours, thirty minutes idle.';
grant execute on function access.create_login_session(text, uuid, text, boolean, bytea, text, bytea, bytea, bytea)
  to omradeslinjen_login;
