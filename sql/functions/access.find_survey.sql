create or replace function access.find_survey(code_hash bytea, device_hash bytea)
returns table (name text, introduction text, steps integer, questions jsonb, is_own boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update planning.survey_sessions set device_hash = find_survey.device_hash
  where survey_sessions.code_hash = find_survey.code_hash and survey_sessions.device_hash is null;
  return query
    select surveys.name, surveys.introduction, surveys.steps, surveys.questions,
      survey_sessions.device_hash = find_survey.device_hash
    from planning.survey_sessions
    join planning.surveys on surveys.municipality_code = survey_sessions.municipality_code
      and surveys.id = survey_sessions.survey_id and surveys.closed_at is null
    where survey_sessions.code_hash = find_survey.code_hash and survey_sessions.expires_at > now()
      and survey_sessions.answers_left > 0;
end
$$;
comment on function access.find_survey(bytea, bytea) is
  'The questions that a tablet with this code may answer, and whether the code is this device''s: it belongs to the first that asks. None where the code is unknown or over.';
grant execute on function access.find_survey(bytea, bytea) to omradeslinjen_anonymous, omradeslinjen_signed_in;
