-- Roles of people: seen by administrators of their municipality, who give and take back what administrators give, never their own.
alter table access.user_roles enable row level security;

grant select on access.user_roles to omradeslinjen_admin;
create policy admin_reads on access.user_roles for select to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));

grant insert, delete on access.user_roles to omradeslinjen_admin;
create policy admin_gives on access.user_roles for insert to omradeslinjen_admin
  with check (
    municipality_code = (select access.current_municipality()) and user_id <> (select access.current_user_id())
    and granted_by = 'administrator'
  );
create policy admin_takes on access.user_roles for delete to omradeslinjen_admin
  using (
    municipality_code = (select access.current_municipality()) and user_id <> (select access.current_user_id())
    and granted_by = 'administrator'
  );
