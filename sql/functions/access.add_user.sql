create or replace function access.add_user(
  municipality_code text, subject text, display_name text, roles text[], team_ids uuid[] default '{}'
) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  added_id uuid;
begin
  perform access.require_municipality(add_user.municipality_code);
  if access.current_application_role() is distinct from 'operator' then
    raise exception using errcode = 'OL006', message = 'Only the program itself adds people.';
  end if;
  insert into access.users as present (municipality_code, subject, display_name)
  values (add_user.municipality_code, add_user.subject, add_user.display_name)
  on conflict on constraint users_municipality_code_subject_key
    do update set display_name = excluded.display_name
  returning present.id into added_id;
  insert into access.user_roles (municipality_code, user_id, role, granted_by)
  select add_user.municipality_code, added_id, wanted.role, 'program' from unnest(add_user.roles) as wanted (role)
  on conflict on constraint user_roles_pkey do nothing;
  delete from access.user_teams as bound
  where bound.municipality_code = add_user.municipality_code and bound.user_id = added_id and bound.granted_by = 'program'
    and bound.team_id <> all (add_user.team_ids);
  insert into access.user_teams (municipality_code, user_id, team_id, granted_by)
  select add_user.municipality_code, added_id, wanted.team_id, 'program' from unnest(add_user.team_ids) as wanted (team_id)
  on conflict on constraint user_teams_pkey do nothing;
  return added_id;
end
$$;
comment on function access.add_user(text, text, text, text[], uuid[]) is
  'Adds a person with roles and teams, or renews the name, adds roles and replaces the program''s teams of one who is there. Only the program itself may; answers the id.';
grant execute on function access.add_user(text, text, text, text[], uuid[]) to omradeslinjen_operator;
