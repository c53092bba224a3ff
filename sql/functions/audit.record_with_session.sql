create or replace function audit.record_with_session(
  token_hash bytea, action text, details jsonb default '{}'
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  person record;
  event audit.events;
begin
  select found_session.* into person from access.find_session(record_with_session.token_hash) as found_session;
  if not found then
    return false;
  end if;
  event.chain := person.municipality_code;
  event.user_id := person.user_id;
  event.person_name := person.display_name;
  event.role := person.role;
  event.action := record_with_session.action;
  event.object_kind := 'person';
  event.object_id := person.user_id::text;
  event.details := record_with_session.details;
  perform audit.append(event);
  return true;
end
$$;
comment on function audit.record_with_session(bytea, text, jsonb) is
  'Adds to the log that a session begins, changes role or ends, in the same transaction, while nobody is signed in yet: who it is follows from the session whose token (its SHA-256) is held. False where there is no such session.';
grant execute on function audit.record_with_session(bytea, text, jsonb) to omradeslinjen_anonymous, omradeslinjen_login;
