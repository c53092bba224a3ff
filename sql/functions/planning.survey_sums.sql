create or replace function planning.survey_sums(survey_id uuid)
returns table (
  question_id uuid, count integer, sum_before double precision, sum_before_squared double precision,
  sum_now double precision, sum_now_squared double precision,
  sum_difference double precision, sum_difference_squared double precision
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  survey planning.surveys := planning.owned_survey(survey_sums.survey_id, false);
begin
  return query
    select tallies.question_id, sum(tallies.told)::integer,
      sum(tallies.told * tallies.before_step)::double precision,
      sum(tallies.told * tallies.before_step * tallies.before_step)::double precision,
      sum(tallies.told * tallies.now_step)::double precision,
      sum(tallies.told * tallies.now_step * tallies.now_step)::double precision,
      sum(tallies.told * (tallies.now_step - tallies.before_step))::double precision,
      sum(tallies.told * (tallies.now_step - tallies.before_step) * (tallies.now_step - tallies.before_step))::double precision
    from planning.survey_tallies as tallies
    where tallies.municipality_code = survey.municipality_code and tallies.survey_id = survey.id
    group by tallies.question_id
    having sum(tallies.told) >= 5;
end
$$;
comment on function planning.survey_sums(uuid) is
  'What is told of a survey''s answers: sums over at least five answers a question, which grow by at least five at a time.';
grant execute on function planning.survey_sums(uuid) to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
