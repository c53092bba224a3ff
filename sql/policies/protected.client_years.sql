-- Which division tells a year's clients: noted by the first import of the year, and never moved by a request.
alter table protected.client_years enable row level security;

grant select, insert on protected.client_years to omradeslinjen_planner;
create policy planner_writes on protected.client_years to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
