create or replace function planning.add_survey_answers(survey_id uuid, answers jsonb) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform planning.count_survey_answers(planning.owned_survey(add_survey_answers.survey_id, true), 'paper', answers);
end
$$;
comment on function planning.add_survey_answers(uuid, jsonb) is
  'Counts forms that the survey''s team has typed in from paper.';
grant execute on function planning.add_survey_answers(uuid, jsonb) to omradeslinjen_team;
