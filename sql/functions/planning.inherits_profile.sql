create or replace function planning.inherits_profile(profile_key text) returns boolean
language sql stable
as $$
  select split_part(inherits_profile.profile_key, '.', 1) = 'team'
    and exists (
      select from planning.plans
      where plans.municipality_code = access.current_municipality() and plans.status in ('adopted', 'superseded')
        and plans.id::text = split_part(inherits_profile.profile_key, '.', 2)
    )
    and exists (select from planning.taken_over_areas(inherits_profile.profile_key))
$$;
comment on function planning.inherits_profile(text) is
  'Whether the present team has taken over any area that the profile of a team in an adopted or superseded plan was about, so that it may read what hangs on that profile.';
grant execute on function planning.inherits_profile(text) to omradeslinjen_team;
