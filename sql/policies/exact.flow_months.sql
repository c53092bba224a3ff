-- Monthly flow: written and read by the planner who imports it; the program sees only which municipalities have any.
alter table exact.flow_months enable row level security;

grant select, insert, delete on exact.flow_months to omradeslinjen_planner;
create policy planner_writes on exact.flow_months to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select (municipality_code) on exact.flow_months to omradeslinjen_operator;
create policy operator_looks on exact.flow_months for select to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'));
