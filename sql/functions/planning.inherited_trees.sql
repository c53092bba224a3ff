create or replace function planning.inherited_trees(team_id uuid)
returns table (
  earlier_team_id uuid, until date, tree_id uuid, name text, version integer, content jsonb, inverses jsonb,
  place_key text, place_name text, place_area_codes text[]
)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  with handed_over as (
    select plan_teams.team_id, plans.superseded_from, 'team.' || plans.id || '.' || plan_teams.team_id as profile_key
    from planning.plans
    join planning.plan_teams on plan_teams.municipality_code = plans.municipality_code and plan_teams.plan_id = plans.id
    where plans.municipality_code = access.current_municipality() and plans.status = 'superseded'
      and plans.superseded_from <= current_date
      and inherited_trees.team_id = any (access.current_team_ids()) and plan_teams.team_id <> inherited_trees.team_id
      and planning.inherits_profile('team.' || plans.id || '.' || plan_teams.team_id)
  ),
  earlier as (
    select handed_over.team_id, max(handed_over.superseded_from) as until
    from handed_over
    group by handed_over.team_id
  )
  select earlier.team_id, earlier.until, trees.id, trees.name, then_saved.version, trees.content,
    coalesce((
      select jsonb_agg(later.inverse order by later.version desc) from planning.problem_tree_revisions as later
      where later.municipality_code = trees.municipality_code and later.tree_id = trees.id
        and later.version > then_saved.version), '[]'::jsonb),
    trees.place_key, planning.name_of_place(trees.place_key), of_place.codes
  from earlier
  join planning.problem_trees as trees on trees.municipality_code = access.current_municipality()
    and trees.team_id = earlier.team_id
    and (trees.retired_at is null or trees.retired_at >= (earlier.until + 1)::timestamptz)
  join lateral (
    select max(saved.version) as version from planning.problem_tree_revisions as saved
    where saved.municipality_code = trees.municipality_code and saved.tree_id = trees.id
      and saved.created_at < (earlier.until + 1)::timestamptz) as then_saved on then_saved.version is not null
  left join lateral (
    select array_agg(distinct taken.present_area_code order by taken.present_area_code) as codes
    from handed_over
    cross join lateral planning.taken_over_areas(handed_over.profile_key) as taken
    join planning.profile_areas(trees.place_key) as place on place.division_id = taken.division_id
      and place.area_code = taken.area_code
    where handed_over.team_id = earlier.team_id) as of_place on trees.place_key is not null
  where trees.place_key is null or of_place.codes is not null
  order by earlier.team_id, trees.name, trees.id
$$;
comment on function planning.inherited_trees(uuid) is
  'Problem trees of other teams that had some of the present person''s team''s areas in an earlier plan, with what takes them back to how they were on the day the areas went over; of a tree about a place only where some of that place went over, and which of today''s areas that is. None that had been put away by then. None for another team than one''s own.';
grant execute on function planning.inherited_trees(uuid) to omradeslinjen_team;
