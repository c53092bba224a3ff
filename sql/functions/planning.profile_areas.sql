create or replace function planning.profile_areas(profile_key text) returns table (division_id uuid, area_code text)
language sql stable
as $$
  with subject as (
    select string_to_array(profile_areas.profile_key, '.') as parts, access.current_municipality() as municipality_code
  )
  select plans.division_id, areas.code
  from subject
  join planning.plans on subject.parts[1] = 'team' and plans.municipality_code = subject.municipality_code
    and plans.id::text = subject.parts[2]
  join planning.plan_teams on plan_teams.municipality_code = plans.municipality_code and plan_teams.plan_id = plans.id
    and plan_teams.team_id::text = subject.parts[3]
  join planning.plan_revisions on plan_revisions.municipality_code = plans.municipality_code
    and plan_revisions.plan_id = plans.id
    and plan_revisions.revision = planning.newest_revision(plans.municipality_code, plans.id)
  join geography.areas on areas.municipality_code = plans.municipality_code and areas.division_id = plans.division_id
    and plan_revisions.team_indexes[areas.area_index + 1] = plan_teams.team_index
  where plans.deleted_at is null
  union all
  select areas.division_id, areas.code
  from subject
  join geography.divisions on subject.parts[1] = 'area' and divisions.municipality_code = subject.municipality_code
    and divisions.id::text = subject.parts[2]
  join geography.areas on areas.municipality_code = divisions.municipality_code and areas.division_id = divisions.id
    and areas.kind = 'placed'
    and (areas.code = subject.parts[3] or areas.parent_code = subject.parts[3]
      or (divisions.kind = 'nyko' and starts_with(areas.code, subject.parts[3])))
  union all
  select neighbourhoods.division_id, areas.code
  from subject
  join planning.neighbourhoods on subject.parts[1] = 'neighbourhood'
    and neighbourhoods.municipality_code = subject.municipality_code and neighbourhoods.id::text = subject.parts[2]
  join geography.areas on areas.municipality_code = neighbourhoods.municipality_code
    and areas.division_id = neighbourhoods.division_id and areas.kind = 'placed'
    and areas.code = any (neighbourhoods.area_codes)
$$;
comment on function planning.profile_areas(text) is
  'The areas on the map that an area profile is about, by its key: "team.<plan>.<team>", "area.<division>.<code of any level>" or "neighbourhood.<id>", in the present municipality. None where there is no such profile, or none that the present role may know of.';
grant execute on function planning.profile_areas(text) to omradeslinjen_reader;
