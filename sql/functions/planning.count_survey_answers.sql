create or replace function planning.count_survey_answers(survey planning.surveys, channel text, answers jsonb, sending uuid) returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if sending is not null then
    delete from planning.survey_sendings where survey_sendings.forget_after < current_date;
    insert into planning.survey_sendings (municipality_code, survey_id, id, forget_after)
    values (survey.municipality_code, survey.id, sending, current_date + 7)
    on conflict do nothing;
    if not found then
      return false;
    end if;
  end if;
  insert into planning.survey_tallies (municipality_code, survey_id, question_id, channel, before_step, now_step, waiting)
  select survey.municipality_code, survey.id, (answer ->> 'questionId')::uuid, count_survey_answers.channel,
    coalesce((answer ->> 'before')::integer, 0), (answer ->> 'now')::integer, count(*)
  from jsonb_array_elements(answers) as form, jsonb_array_elements(form) as answer
  group by 3, 5, 6
  on conflict on constraint survey_tallies_pkey
    do update set waiting = survey_tallies.waiting + excluded.waiting;
  update planning.survey_tallies set told = survey_tallies.told + survey_tallies.waiting, waiting = 0
  where survey_tallies.municipality_code = survey.municipality_code and survey_tallies.survey_id = survey.id
    and survey_tallies.channel = count_survey_answers.channel
    and 5 <= (
      select sum(together.waiting) from planning.survey_tallies as together
      where together.municipality_code = survey_tallies.municipality_code and together.survey_id = survey_tallies.survey_id
        and together.question_id = survey_tallies.question_id and together.channel = survey_tallies.channel);
  insert into planning.survey_days (municipality_code, survey_id, day)
  values (survey.municipality_code, survey.id, current_date)
  on conflict do nothing;
  return true;
end
$$;
comment on function planning.count_survey_answers(planning.surveys, text, jsonb, uuid) is
  'Counts answered forms, [[{questionId, before, now}]], and lets a question''s waiting answers into the results when at least five wait by the same channel. False, and nothing counted, where what was sent under that number is counted already. For the two functions that let answers in; the survey is locked by them.';
