-- Surveys: a team reads and writes its own, managers and planners read all; never deleted.
alter table planning.surveys enable row level security;

grant select on planning.surveys to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
create policy others_read on planning.surveys for select to omradeslinjen_manager, omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()));

grant insert, update on planning.surveys to omradeslinjen_team;
create policy team_works on planning.surveys to omradeslinjen_team
  using (municipality_code = (select access.current_municipality()) and team_id = any ((select access.current_team_ids())::uuid[]))
  with check (municipality_code = (select access.current_municipality()) and team_id = any ((select access.current_team_ids())::uuid[]));
