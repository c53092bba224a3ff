create or replace function planning.inherited_trees(team_id uuid)
returns table (earlier_team_id uuid, until date, tree_id uuid, name text, version integer, content jsonb, inverses jsonb)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  with earlier as (
    select plan_teams.team_id, max(plans.superseded_from) as until
    from planning.plans
    join planning.plan_teams on plan_teams.municipality_code = plans.municipality_code and plan_teams.plan_id = plans.id
    where plans.municipality_code = access.current_municipality() and plans.status = 'superseded'
      and plans.superseded_from <= current_date
      and inherited_trees.team_id = any (access.current_team_ids()) and plan_teams.team_id <> inherited_trees.team_id
      and planning.inherits_profile('team.' || plans.id || '.' || plan_teams.team_id)
    group by plan_teams.team_id
  )
  select earlier.team_id, earlier.until, trees.id, trees.name, then_saved.version, trees.content,
    coalesce((
      select jsonb_agg(later.inverse order by later.version desc) from planning.problem_tree_revisions as later
      where later.municipality_code = trees.municipality_code and later.tree_id = trees.id
        and later.version > then_saved.version), '[]'::jsonb)
  from earlier
  join planning.problem_trees as trees on trees.municipality_code = access.current_municipality()
    and trees.team_id = earlier.team_id
    and (trees.retired_at is null or trees.retired_at >= (earlier.until + 1)::timestamptz)
  join lateral (
    select max(saved.version) as version from planning.problem_tree_revisions as saved
    where saved.municipality_code = trees.municipality_code and saved.tree_id = trees.id
      and saved.created_at < (earlier.until + 1)::timestamptz) as then_saved on then_saved.version is not null
  order by earlier.team_id, trees.name, trees.id
$$;
comment on function planning.inherited_trees(uuid) is
  'Problem trees of other teams that had some of the present person''s team''s areas in an earlier plan, with what takes them back to how they were on the day the areas went over. None that had been put away by then. None for another team than one''s own.';
grant execute on function planning.inherited_trees(uuid) to omradeslinjen_team;
