-- Protected values: managers read the municipality's, a team those of its own areas; written by the import that a planner makes.
alter table protected.area_values enable row level security;

grant select on protected.area_values to omradeslinjen_manager, omradeslinjen_team;
create policy manager_reads on protected.area_values for select to omradeslinjen_manager
  using (municipality_code = (select access.current_municipality()));
create policy team_reads_own on protected.area_values for select to omradeslinjen_team
  using (
    municipality_code = (select access.current_municipality())
    and (division_id, area_code) in (select own.division_id, own.area_code from protected.own_areas() as own)
  );

grant select, insert on protected.area_values to omradeslinjen_planner;
create policy planner_writes on protected.area_values to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
