create or replace function planning.end_survey_sessions(survey_id uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  survey planning.surveys := planning.owned_survey(end_survey_sessions.survey_id, true);
begin
  delete from planning.survey_sessions
  where survey_sessions.municipality_code = survey.municipality_code and survey_sessions.survey_id = survey.id;
end
$$;
comment on function planning.end_survey_sessions(uuid) is 'Ends every code by which the present team''s survey can be answered.';
grant execute on function planning.end_survey_sessions(uuid) to omradeslinjen_team;
