create or replace function access.add_user(
  municipality_code text, subject text, display_name text, roles text[], team_id uuid default null
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
  insert into access.user_roles as present (municipality_code, user_id, role, team_id)
  select add_user.municipality_code, added_id, wanted.role, case when wanted.role = 'team' then add_user.team_id end
  from unnest(add_user.roles) as wanted (role)
  on conflict on constraint user_roles_pkey do update set team_id = excluded.team_id;
  return added_id;
end
$$;
comment on function access.add_user(text, text, text, text[], uuid) is
  'Adds a person with roles, or renews the name and adds roles of one who is there. Only the program itself may; answers the id.';
grant execute on function access.add_user(text, text, text, text[], uuid) to omradeslinjen_operator;
