-- Teams: read by planners, managers and teams of the municipality and by administrators, who bind people to them; kept by
-- planners and the program.
alter table planning.teams enable row level security;

grant select on planning.teams to omradeslinjen_reader, omradeslinjen_admin;
create policy reader_reads on planning.teams for select to omradeslinjen_reader, omradeslinjen_admin
  using (municipality_code = (select access.current_municipality()));

grant insert, update, delete on planning.teams to omradeslinjen_planner;
create policy planner_writes on planning.teams to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on planning.teams to omradeslinjen_operator;
create policy operator_works on planning.teams to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
