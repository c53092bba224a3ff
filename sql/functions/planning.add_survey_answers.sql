create or replace function planning.add_survey_answers(survey_id uuid, answers jsonb, sending uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return planning.count_survey_answers(
    planning.owned_survey(add_survey_answers.survey_id, true), 'paper', answers, sending);
end
$$;
comment on function planning.add_survey_answers(uuid, jsonb, uuid) is
  'Counts forms that the survey''s team has typed in from paper; false where what was sent under that number is counted already.';
grant execute on function planning.add_survey_answers(uuid, jsonb, uuid) to omradeslinjen_team;
