-- The log: everybody adds what they do themselves, nobody changes or removes, administrators read their own municipality's.
alter table audit.events enable row level security;

grant insert on audit.events to omradeslinjen_anonymous, omradeslinjen_signed_in, omradeslinjen_operator;
create policy anonymous_adds on audit.events for insert to omradeslinjen_anonymous
  with check (municipality_code is null and user_id is null and role = 'anonymous');
create policy signed_in_adds on audit.events for insert to omradeslinjen_signed_in
  with check (
    municipality_code = (select access.current_municipality())
    and user_id = (select access.current_user_id())
    and role = (select access.current_application_role())
  );
create policy operator_adds on audit.events for insert to omradeslinjen_operator
  with check (
    (select access.current_municipality()) in (coalesce(municipality_code, '*'), '*')
    and user_id is null and role = 'operator'
  );

grant select on audit.events to omradeslinjen_admin;
create policy admin_reads on audit.events for select to omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));
