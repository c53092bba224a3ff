-- Surveys: a team reads and writes its own and reads those it has inherited, managers and planners read all; never deleted.
alter table planning.surveys enable row level security;

grant select on planning.surveys to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
create policy others_read on planning.surveys for select to omradeslinjen_manager, omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()));

grant insert, update on planning.surveys to omradeslinjen_team;
create policy team_works on planning.surveys to omradeslinjen_team
  using (municipality_code = (select access.current_municipality()) and team_id = any ((select access.current_team_ids())::uuid[]))
  with check (municipality_code = (select access.current_municipality()) and team_id = any ((select access.current_team_ids())::uuid[]));
create policy team_reads_inherited on planning.surveys for select to omradeslinjen_team
  using (
    municipality_code = (select access.current_municipality())
    and exists (
      select from planning.inherited_surveys
      where inherited_surveys.municipality_code = surveys.municipality_code
        and inherited_surveys.team_id = any ((select access.current_team_ids())::uuid[])
        and inherited_surveys.survey_id = coalesce(surveys.series_id, surveys.id)
        and surveys.created_at < (inherited_surveys.until + 1)::timestamptz
    )
  );
