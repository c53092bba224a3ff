create or replace function planning.is_place_of_team(place_key text, team_id uuid) returns boolean
language sql stable
as $$
  with own as (
    select present_plans.division_id, areas.code
    from planning.present_plans
    join planning.plan_teams on plan_teams.municipality_code = present_plans.municipality_code
      and plan_teams.plan_id = present_plans.plan_id and plan_teams.team_id = is_place_of_team.team_id
    join planning.plan_revisions on plan_revisions.municipality_code = present_plans.municipality_code
      and plan_revisions.plan_id = present_plans.plan_id
      and plan_revisions.revision = planning.newest_revision(present_plans.municipality_code, present_plans.plan_id)
    join geography.areas on areas.municipality_code = present_plans.municipality_code
      and areas.division_id = present_plans.division_id
      and plan_revisions.team_indexes[areas.area_index + 1] = plan_teams.team_index
    where present_plans.municipality_code = access.current_municipality()
  )
  select split_part(is_place_of_team.place_key, '.', 1) in ('neighbourhood', 'area')
    and exists (select from planning.profile_areas(is_place_of_team.place_key))
    and not exists (
      select from planning.profile_areas(is_place_of_team.place_key) as covered
      where (covered.division_id, covered.area_code) not in (select own.division_id, own.code from own)
    )
$$;
comment on function planning.is_place_of_team(text, uuid) is
  'Whether a neighbourhood or an area of any level lies wholly in one team''s area by today''s division. No for one that two teams share, for one that is not there and for one that the present role may not know of.';
grant execute on function planning.is_place_of_team(text, uuid) to omradeslinjen_reader;
