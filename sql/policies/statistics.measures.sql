-- Definitions of measures: those of the population are read by planners, managers and teams of the municipality, those of
-- clients by planners and the program only, since the names of case types come from files; made by planners.
alter table statistics.measures enable row level security;

grant select on statistics.measures to omradeslinjen_reader;
create policy reader_reads on statistics.measures for select to omradeslinjen_reader
  using (municipality_code = (select access.current_municipality()) and kind = 'population');

grant insert, update, delete on statistics.measures to omradeslinjen_planner;
create policy planner_writes on statistics.measures to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on statistics.measures to omradeslinjen_operator;
create policy operator_works on statistics.measures to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
