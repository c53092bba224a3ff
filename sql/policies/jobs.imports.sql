-- Imports with their remarks: planners and the program, since remarks may quote a cell.
alter table jobs.imports enable row level security;

grant select, insert, update, delete on jobs.imports to omradeslinjen_planner;
create policy planner_writes on jobs.imports to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on jobs.imports to omradeslinjen_operator;
create policy operator_works on jobs.imports to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
