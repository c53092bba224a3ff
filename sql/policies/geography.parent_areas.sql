-- Names of higher levels: read by everybody in the municipality, written with their division.
alter table geography.parent_areas enable row level security;

grant select on geography.parent_areas to omradeslinjen_signed_in;
create policy signed_in_reads on geography.parent_areas for select to omradeslinjen_signed_in
  using (municipality_code = (select access.current_municipality()));

grant insert, update, delete on geography.parent_areas to omradeslinjen_planner;
create policy planner_writes on geography.parent_areas to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on geography.parent_areas to omradeslinjen_operator;
create policy operator_works on geography.parent_areas to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
