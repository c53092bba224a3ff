-- Indicators as they came in: read and written by planners and the program. All others are told protected.indicator_values.
alter table statistics.indicator_values enable row level security;

grant select, insert, update, delete on statistics.indicator_values to omradeslinjen_planner;
create policy planner_writes on statistics.indicator_values to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on statistics.indicator_values to omradeslinjen_operator;
create policy operator_works on statistics.indicator_values to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
