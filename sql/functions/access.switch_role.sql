create or replace function access.switch_role(token_hash bytea, role text, new_token_hash bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  present record;
begin
  if length(switch_role.new_token_hash) <> 32 then
    raise exception using errcode = 'OL004', message = 'A token is kept as its SHA-256, which is 32 bytes.';
  end if;
  select found_session.* into present from access.find_session(switch_role.token_hash) as found_session;
  if not found or not (switch_role.role = any (present.roles)) then
    return false;
  end if;
  update access.sessions
  set token_hash = switch_role.new_token_hash, role = switch_role.role, last_seen_at = now()
  where sessions.token_hash = switch_role.token_hash;
  return found;
end
$$;
comment on function access.switch_role(bytea, text, bytea) is
  'Lets the holder of a session act in another of their roles, under a new token: the old one opens nothing more, and the time limit is not prolonged. False where the role is not theirs.';
grant execute on function access.switch_role(bytea, text, bytea) to omradeslinjen_signed_in;
