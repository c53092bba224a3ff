-- Access tokens: readers make, see and revoke their own in the role they act in; administrators see and revoke their municipality's. Nobody reads a hash.
alter table access.tokens enable row level security;

grant select (municipality_code, id, user_id, name, role, created_at, expires_at, last_used_at, revoked_at, revoked_by)
  on access.tokens to omradeslinjen_reader, omradeslinjen_admin;
create policy own_reads on access.tokens for select to omradeslinjen_reader
  using (municipality_code = (select access.current_municipality()) and user_id = (select access.current_user_id()));
create policy admin_reads on access.tokens for select to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));

grant insert (municipality_code, user_id, name, role, token_hash, expires_at) on access.tokens to omradeslinjen_reader;
create policy own_makes on access.tokens for insert to omradeslinjen_reader
  with check (
    municipality_code = (select access.current_municipality()) and user_id = (select access.current_user_id())
    and role = (select access.current_application_role())
  );

grant update (revoked_at, revoked_by) on access.tokens to omradeslinjen_reader, omradeslinjen_admin;
create policy own_revokes on access.tokens for update to omradeslinjen_reader
  using (municipality_code = (select access.current_municipality()) and user_id = (select access.current_user_id()));
create policy admin_revokes on access.tokens for update to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));
