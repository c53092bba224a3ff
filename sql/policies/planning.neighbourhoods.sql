-- Neighbourhoods: planners keep all, managers read all, a team reads and keeps those that lie wholly in its own areas.
alter table planning.neighbourhoods enable row level security;

grant select on planning.neighbourhoods to omradeslinjen_manager;
create policy manager_reads on planning.neighbourhoods for select to omradeslinjen_manager
  using (municipality_code = (select access.current_municipality()));

grant select, insert, update on planning.neighbourhoods to omradeslinjen_team;
create policy team_keeps_own on planning.neighbourhoods to omradeslinjen_team
  using (
    municipality_code = (select access.current_municipality())
    and area_codes <@ (select protected.own_area_codes(division_id))
  )
  with check (
    municipality_code = (select access.current_municipality())
    and area_codes <@ (select protected.own_area_codes(division_id))
  );

grant select, insert, update on planning.neighbourhoods to omradeslinjen_planner;
create policy planner_writes on planning.neighbourhoods to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
