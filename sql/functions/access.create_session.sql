create or replace function access.create_session(
  municipality_code text, role text, token_hash bytea, subject text default null
) returns table (user_id uuid, display_name text, expires_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  person record;
begin
  if not exists (
    select from geography.municipalities
    where municipalities.code = create_session.municipality_code and municipalities.synthetic
  ) and coalesce(create_session.subject, '') not like 'start-code:%' then
    raise exception using errcode = 'OL004', message = 'Signing in by choosing a role is only for a synthetic municipality or with the start code.';
  end if;
  if length(create_session.token_hash) <> 32 then
    raise exception using errcode = 'OL004', message = 'A token is kept as its SHA-256, which is 32 bytes.';
  end if;
  select users.id, users.display_name into person
  from access.users
  where users.municipality_code = create_session.municipality_code
    and create_session.role = any (access.roles_of(users.municipality_code, users.id))
    and users.disabled_at is null
    and (create_session.subject is null or users.subject = create_session.subject)
  order by users.created_at, users.subject
  limit 1;
  if not found then
    raise exception using errcode = 'OL004', message = 'No person has this role in the municipality.';
  end if;
  delete from access.sessions where sessions.expires_at < now() or sessions.last_seen_at < now() - interval '30 minutes';
  return query
    insert into access.sessions as begun (token_hash, municipality_code, user_id, role, expires_at)
    values (
      create_session.token_hash, create_session.municipality_code, person.id, create_session.role,
      now() + interval '10 hours'
    )
    returning begun.user_id, person.display_name::text, begun.expires_at;
end
$$;
comment on function access.create_session(text, text, bytea, text) is
  'Signs in as a chosen role, for the demonstration: in a synthetic municipality, or as one of the people (start-code:…) that only the program itself adds, on a single planner''s own machine. OL004 otherwise. Lasts ten hours, thirty minutes idle.';
grant execute on function access.create_session(text, text, bytea, text) to omradeslinjen_anonymous;
