-- People: seen and shut out by administrators of their municipality, who never change themselves; added by functions only.
alter table access.users enable row level security;

grant select on access.users to omradeslinjen_admin;
create policy admin_reads on access.users for select to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));

grant update (disabled_at) on access.users to omradeslinjen_admin;
create policy admin_disables on access.users for update to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()) and id <> (select access.current_user_id()))
  with check (municipality_code = (select access.current_municipality()) and id <> (select access.current_user_id()));
