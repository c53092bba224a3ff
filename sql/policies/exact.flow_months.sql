-- Monthly flow: written and read by the planner who imports it; the program sees only which months there are.
alter table exact.flow_months enable row level security;

grant select, insert, delete on exact.flow_months to omradeslinjen_planner;
create policy planner_writes on exact.flow_months to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
