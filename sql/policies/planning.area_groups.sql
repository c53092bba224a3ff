-- Groups of areas: planners only; what is being considered for a plan is not for others.
alter table planning.area_groups enable row level security;

grant select, insert, update, delete on planning.area_groups to omradeslinjen_planner;
create policy planner_writes on planning.area_groups to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
