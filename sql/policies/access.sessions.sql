-- Sessions: everybody sees and ends their own, administrators their municipality's. Begun and found through functions; nobody reads a token's hash.
alter table access.sessions enable row level security;

grant select (municipality_code, user_id, id, role, created_at, last_seen_at, expires_at), delete
  on access.sessions to omradeslinjen_signed_in;
create policy own_reads on access.sessions for select to omradeslinjen_signed_in
  using (municipality_code = (select access.current_municipality()) and user_id = (select access.current_user_id()));
create policy own_ends on access.sessions for delete to omradeslinjen_signed_in
  using (municipality_code = (select access.current_municipality()) and user_id = (select access.current_user_id()));
create policy admin_reads on access.sessions for select to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));
create policy admin_ends on access.sessions for delete to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));
