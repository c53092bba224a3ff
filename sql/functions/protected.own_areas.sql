create or replace function protected.own_areas() returns table (division_id uuid, area_code text)
language sql stable
as $$
  with adopted as (
    select present_plans.plan_id as id, present_plans.division_id
    from planning.present_plans
    where present_plans.municipality_code = access.current_municipality()
  )
  select adopted.division_id, areas.code
  from adopted
  join planning.plan_teams on plan_teams.municipality_code = access.current_municipality() and plan_teams.plan_id = adopted.id
    and plan_teams.team_id = any (access.current_team_ids())
  join planning.plan_revisions on plan_revisions.municipality_code = access.current_municipality()
    and plan_revisions.plan_id = adopted.id
    and plan_revisions.revision = planning.newest_revision(access.current_municipality(), adopted.id)
  join geography.areas on areas.municipality_code = access.current_municipality() and areas.division_id = adopted.division_id
    and plan_revisions.team_indexes[areas.area_index + 1] = plan_teams.team_index
$$;
comment on function protected.own_areas() is
  'The areas of the present person''s teams, by today''s division; none for a person without teams or before a plan is adopted.';
grant execute on function protected.own_areas() to omradeslinjen_team;
