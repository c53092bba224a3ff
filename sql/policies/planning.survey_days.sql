-- Days with answers: seen by those who see the survey; written by planning.add_survey_answers alone.
alter table planning.survey_days enable row level security;

grant select on planning.survey_days to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
create policy readers_of_survey_read on planning.survey_days for select
  to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team
  using (exists (
    select from planning.surveys
    where surveys.municipality_code = survey_days.municipality_code and surveys.id = survey_days.survey_id
  ));
