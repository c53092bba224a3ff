create or replace function planning.inherit_surveys(team_id uuid, tree_id uuid, survey_ids uuid[]) returns void
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
  insert into planning.inherited_surveys (municipality_code, team_id, survey_id, until)
  select surveys.municipality_code, inherit_surveys.team_id, coalesce(surveys.series_id, surveys.id),
    max(case when surveys.team_id = trees.earlier_team_id then trees.until else passed_on.until end)
  from planning.inherited_trees(inherit_surveys.team_id) as trees
  join planning.surveys on surveys.municipality_code = access.current_municipality()
    and surveys.id = any (inherit_surveys.survey_ids)
  left join planning.inherited_surveys as passed_on on passed_on.municipality_code = surveys.municipality_code
    and passed_on.team_id = trees.earlier_team_id and passed_on.survey_id = coalesce(surveys.series_id, surveys.id)
  where trees.tree_id = inherit_surveys.tree_id
    and (surveys.team_id = trees.earlier_team_id or passed_on.survey_id is not null)
  group by surveys.municipality_code, coalesce(surveys.series_id, surveys.id)
  on conflict on constraint inherited_surveys_pkey do update set until = greatest(inherited_surveys.until, excluded.until)
$$;
comment on function planning.inherit_surveys(uuid, uuid, uuid[]) is
  'Lets the present person''s team read the results of surveys that a tree it inherits is followed up by: those of the tree''s own team, and those which that team had itself inherited. None for a tree that is not inherited.';
grant execute on function planning.inherit_surveys(uuid, uuid, uuid[]) to omradeslinjen_team;
