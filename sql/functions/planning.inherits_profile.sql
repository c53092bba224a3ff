create or replace function planning.inherits_profile(profile_key text) returns boolean
language sql stable
as $$
  select split_part(inherits_profile.profile_key, '.', 1) = 'team'
    and exists (
      select from planning.plans
      where plans.municipality_code = access.current_municipality() and plans.status in ('adopted', 'superseded')
        and plans.id::text = split_part(inherits_profile.profile_key, '.', 2)
    )
    and exists (
      select from planning.profile_areas(inherits_profile.profile_key) as covered
      join geography.areas as earlier on earlier.municipality_code = access.current_municipality()
        and earlier.division_id = covered.division_id and earlier.code = covered.area_code
      join protected.own_areas() as own on true
      join geography.areas as present on present.municipality_code = access.current_municipality()
        and present.division_id = own.division_id and present.code = own.area_code
        and (
          (present.division_id = earlier.division_id and present.code = earlier.code)
          or (present.division_id <> earlier.division_id and st_covers(earlier.geometry, present.label_point))
        )
    )
$$;
comment on function planning.inherits_profile(text) is
  'Whether the present team has taken over any area that the profile of a team in an adopted or superseded plan was about, so that it may read what hangs on that profile. Between editions of a division by where each area''s label point lies.';
grant execute on function planning.inherits_profile(text) to omradeslinjen_team;
