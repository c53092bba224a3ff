-- Names of higher levels: read by planners, managers and teams of the municipality, written with their division.
alter table geography.parent_areas enable row level security;

grant select on geography.parent_areas to omradeslinjen_reader;
create policy reader_reads on geography.parent_areas for select to omradeslinjen_reader
  using (municipality_code = (select access.current_municipality()));

grant insert, update, delete on geography.parent_areas to omradeslinjen_planner;
create policy planner_writes on geography.parent_areas to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on geography.parent_areas to omradeslinjen_operator;
create policy operator_works on geography.parent_areas to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
