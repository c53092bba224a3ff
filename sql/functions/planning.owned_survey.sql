create or replace function planning.owned_survey(survey_id uuid, for_change boolean) returns planning.surveys
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  survey planning.surveys;
begin
  select surveys.* into survey from planning.surveys
  where surveys.municipality_code = access.current_municipality() and surveys.id = owned_survey.survey_id
    and (
      surveys.team_id = any (access.current_team_ids())
      or (not owned_survey.for_change and access.current_application_role() in ('manager', 'planner'))
      or (not owned_survey.for_change and exists (
        select from planning.inherited_surveys
        where inherited_surveys.municipality_code = surveys.municipality_code
          and inherited_surveys.team_id = any (access.current_team_ids())
          and inherited_surveys.survey_id = coalesce(surveys.series_id, surveys.id)
          and surveys.created_at < (inherited_surveys.until + 1)::timestamptz))
    );
  if survey.id is null then
    raise exception using errcode = 'OL002', message = 'No such survey.';
  end if;
  if owned_survey.for_change then
    perform from planning.surveys
    where surveys.municipality_code = survey.municipality_code and surveys.id = survey.id for update;
  end if;
  return survey;
end
$$;
comment on function planning.owned_survey(uuid, boolean) is
  'The survey where it is the present team''s own, and then locked if it is to be changed (to be read, also where the person is a manager or planner or the team has inherited it); raises OL002 otherwise.';
