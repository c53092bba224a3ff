-- Teams of people: seen by administrators of their municipality, who give and take back what administrators give, never their own.
alter table access.user_teams enable row level security;

grant select on access.user_teams to omradeslinjen_admin;
create policy admin_reads on access.user_teams for select to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));

grant insert, delete on access.user_teams to omradeslinjen_admin;
create policy admin_gives on access.user_teams for insert to omradeslinjen_admin
  with check (
    municipality_code = (select access.current_municipality()) and user_id <> (select access.current_user_id())
    and granted_by = 'administrator'
  );
create policy admin_takes on access.user_teams for delete to omradeslinjen_admin
  using (
    municipality_code = (select access.current_municipality()) and user_id <> (select access.current_user_id())
    and granted_by = 'administrator'
  );
