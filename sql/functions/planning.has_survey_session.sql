create or replace function planning.has_survey_session(survey_id uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from planning.survey_sessions
    where survey_sessions.municipality_code = access.current_municipality()
      and survey_sessions.survey_id = has_survey_session.survey_id and survey_sessions.expires_at > now())
$$;
comment on function planning.has_survey_session(uuid) is 'Whether somebody with a code can answer the survey now, in one''s own municipality.';
grant execute on function planning.has_survey_session(uuid)
  to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
