create or replace function planning.is_own_profile(profile_key text) returns boolean
language sql stable
as $$
  select split_part(is_own_profile.profile_key, '.', 1) = 'team'
      and split_part(is_own_profile.profile_key, '.', 3) = any (access.current_team_ids()::text[])
      and exists (
        select from planning.plan_teams
        where plan_teams.municipality_code = access.current_municipality()
          and plan_teams.plan_id::text = split_part(is_own_profile.profile_key, '.', 2)
          and plan_teams.team_id::text = split_part(is_own_profile.profile_key, '.', 3)
      )
    or (
      split_part(is_own_profile.profile_key, '.', 1) <> 'team'
      and exists (select from planning.profile_areas(is_own_profile.profile_key))
      and not exists (
        select from planning.profile_areas(is_own_profile.profile_key) as covered
        where (covered.division_id, covered.area_code) not in (
          select own.division_id, own.area_code from protected.own_areas() as own)
      )
    )
$$;
comment on function planning.is_own_profile(text) is
  'Whether an area profile is the present team''s own: its own team in any plan it may see, or an area or neighbourhood that lies wholly in its own areas today.';
grant execute on function planning.is_own_profile(text) to omradeslinjen_team;
