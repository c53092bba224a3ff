-- Which areas are told together: drawn by the import that a planner makes, read by managers and teams without the children.
alter table protected.publication_areas enable row level security;

grant select (municipality_code, division_id, area_code, publication_area, told) on protected.publication_areas
  to omradeslinjen_manager, omradeslinjen_team;
create policy others_read on protected.publication_areas for select to omradeslinjen_manager, omradeslinjen_team
  using (municipality_code = (select access.current_municipality()));

grant select, insert on protected.publication_areas to omradeslinjen_planner;
create policy planner_writes on protected.publication_areas to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
