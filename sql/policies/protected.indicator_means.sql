-- Indicators' means of the municipality's areas: read by managers and teams, written by the import that a planner makes.
alter table protected.indicator_means enable row level security;

grant select on protected.indicator_means to omradeslinjen_manager, omradeslinjen_team;
create policy others_read on protected.indicator_means for select to omradeslinjen_manager, omradeslinjen_team
  using (municipality_code = (select access.current_municipality()));

grant select, insert, delete on protected.indicator_means to omradeslinjen_planner;
create policy planner_writes on protected.indicator_means to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
