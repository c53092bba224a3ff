create or replace function protected.other_team_values(
  plan_id uuid, own_team uuid, other_team uuid, indicator_keys text[], bases text[]
)
returns table (indicator_key text, period integer, value double precision, verdict text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with described as materialized (
    select indicators.key, indicators.decimals, count(*) over () as indicator_count
    from statistics.indicators
    where indicators.municipality_code = access.current_municipality()
  ),
  -- Twice as many values as areas would be too many, so older years than these are never told.
  most_years as (
    select greatest(1, count(*) / (2 * (select max(described.indicator_count) from described)))::integer as years
    from planning.plan_teams
    join planning.plan_revisions on plan_revisions.municipality_code = plan_teams.municipality_code
      and plan_revisions.plan_id = plan_teams.plan_id
      and plan_revisions.revision = planning.newest_revision(plan_teams.municipality_code, plan_teams.plan_id)
    cross join lateral unnest(plan_revisions.team_indexes) as area (team_index)
    where plan_teams.municipality_code = access.current_municipality() and plan_teams.plan_id = other_team_values.plan_id
      and plan_teams.team_id = other_team_values.other_team and area.team_index = plan_teams.team_index
  ),
  estimates as materialized (
    select estimates.*
    from most_years
    cross join lateral protected.team_estimates(
      other_team_values.plan_id, other_team_values.indicator_keys, other_team_values.bases, most_years.years) as estimates
    where other_team_values.own_team = any (access.current_team_ids())
      and estimates.team_id in (other_team_values.own_team, other_team_values.other_team)
  ),
  pairs as (
    select other.indicator_key, other.period, other.age, other.value,
      own.share - other.share - sqrt((own.share - own.low) ^ 2 + (other.high - other.share) ^ 2) as low,
      own.share - other.share + sqrt((own.high - own.share) ^ 2 + (other.share - other.low) ^ 2) as high
    from estimates as other
    join estimates as own on own.indicator_key = other.indicator_key and own.period = other.period
      and own.team_id = other_team_values.own_team
    where other.team_id = other_team_values.other_team
      -- Fewer values, of all indicators and years together, than half of the areas: numbers of people in the areas
      -- cannot be worked out from the means.
      and other.area_count > 2 * other.age * (select max(described.indicator_count) from described)
  )
  select pairs.indicator_key, pairs.period,
    round(pairs.value::numeric, described.decimals)::double precision,
    case when pairs.age > 1 then null when pairs.low is null then 'not-judged' when pairs.low > 0 then 'higher'
      when pairs.high < 0 then 'lower' else 'within-chance' end
  from pairs
  join described on described.key = pairs.indicator_key
$$;
comment on function protected.other_team_values(uuid, uuid, uuid, text[], text[]) is
  'The value of each indicator of another team in the plan that applies today, rounded as the indicator is told, for as many of the newest years as leave fewer values in all than half of the team''s areas, and of the newest whether the person''s own team is higher or lower by more than chance: no number of people, no interval, and nothing of a team with fewer areas than twice the municipality''s indicators. None for an own team that is not the person''s.';
grant execute on function protected.other_team_values(uuid, uuid, uuid, text[], text[]) to omradeslinjen_team;
