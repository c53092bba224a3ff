create or replace function access.find_survey(code_hash bytea)
returns table (name text, introduction text, steps integer, questions jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select surveys.name, surveys.introduction, surveys.steps, surveys.questions
  from planning.survey_sessions
  join planning.surveys on surveys.municipality_code = survey_sessions.municipality_code
    and surveys.id = survey_sessions.survey_id and surveys.closed_at is null
  where survey_sessions.code_hash = find_survey.code_hash and survey_sessions.expires_at > now()
    and survey_sessions.answers_left > 0
$$;
comment on function access.find_survey(bytea) is
  'The questions that a tablet with this code may answer; none where the code is unknown or over.';
grant execute on function access.find_survey(bytea) to omradeslinjen_anonymous, omradeslinjen_signed_in;
