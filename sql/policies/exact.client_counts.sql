-- Clients per area: read by planners of the municipality only. The program writes them and sees only their keys.
alter table exact.client_counts enable row level security;

grant select, insert, update, delete on exact.client_counts to omradeslinjen_planner;
create policy planner_writes on exact.client_counts to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select (municipality_code, division_id, area_code, year, case_type) on exact.client_counts to omradeslinjen_operator;
grant insert, update, delete on exact.client_counts to omradeslinjen_operator;
create policy operator_works on exact.client_counts to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
