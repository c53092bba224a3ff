-- What is called balanced and full: managers and planners read and change it.
alter table planning.load_limits enable row level security;

grant select, insert, update on planning.load_limits to omradeslinjen_manager, omradeslinjen_planner;
create policy responsible_write on planning.load_limits to omradeslinjen_manager, omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
