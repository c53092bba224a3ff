-- Names of the measures that are told: read by managers and teams, written by the import that a planner makes.
alter table protected.measures enable row level security;

grant select on protected.measures to omradeslinjen_manager, omradeslinjen_team;
create policy others_read on protected.measures for select to omradeslinjen_manager, omradeslinjen_team
  using (municipality_code = (select access.current_municipality()));

grant select, insert, delete on protected.measures to omradeslinjen_planner;
create policy planner_writes on protected.measures to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select (municipality_code, division_id) on protected.measures to omradeslinjen_operator;
create policy operator_looks on protected.measures for select to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'));
