-- Descriptions of indicators: read by planners, managers and teams of the municipality, kept by planners and the program.
alter table statistics.indicators enable row level security;

grant select on statistics.indicators to omradeslinjen_reader;
create policy reader_reads on statistics.indicators for select to omradeslinjen_reader
  using (municipality_code = (select access.current_municipality()));

grant insert, update, delete on statistics.indicators to omradeslinjen_planner;
create policy planner_writes on statistics.indicators to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on statistics.indicators to omradeslinjen_operator;
create policy operator_works on statistics.indicators to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
