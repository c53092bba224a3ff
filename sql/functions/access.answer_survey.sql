create or replace function access.answer_survey(code_hash bytea, device_hash bytea, answers jsonb, sending uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  survey planning.surveys;
begin
  select surveys.* into survey
  from planning.survey_sessions
  join planning.surveys on surveys.municipality_code = survey_sessions.municipality_code
    and surveys.id = survey_sessions.survey_id and surveys.closed_at is null
  where survey_sessions.code_hash = answer_survey.code_hash
    and survey_sessions.device_hash = answer_survey.device_hash and survey_sessions.expires_at > now()
    and survey_sessions.answers_left > 0
  for update;
  if survey.id is null then
    return false;
  end if;
  if planning.count_survey_answers(survey, 'tablet', jsonb_build_array(answers), sending) then
    update planning.survey_sessions set answers_left = survey_sessions.answers_left - 1
    where survey_sessions.code_hash = answer_survey.code_hash;
  end if;
  return true;
end
$$;
comment on function access.answer_survey(bytea, bytea, jsonb, uuid) is
  'Counts one form from the tablet that the code belongs to, once however often it is sent under one number; false where the code is unknown, over or another''s.';
grant execute on function access.answer_survey(bytea, bytea, jsonb, uuid) to omradeslinjen_anonymous, omradeslinjen_signed_in;
