create or replace function protected.other_team_values(
  plan_id uuid, own_team uuid, other_team uuid, indicator_keys text[], bases text[]
)
returns table (indicator_key text, period integer, value double precision, verdict text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with estimates as materialized (
    select estimates.*
    from protected.team_estimates(other_team_values.plan_id, other_team_values.indicator_keys, other_team_values.bases)
      as estimates
    where other_team_values.own_team = any (access.current_team_ids())
  ),
  pairs as (
    select other.indicator_key, other.period, other.value,
      own.share - other.share - sqrt((own.share - own.low) ^ 2 + (other.high - other.share) ^ 2) as low,
      own.share - other.share + sqrt((own.high - own.share) ^ 2 + (other.share - other.low) ^ 2) as high
    from estimates as other
    join estimates as own on own.indicator_key = other.indicator_key and own.team_id = other_team_values.own_team
    where other.team_id = other_team_values.other_team
      -- Fewer values than areas: numbers of people in the areas cannot be worked out from the means.
      and other.area_count > 2 * (
        select count(*) from statistics.indicators where indicators.municipality_code = access.current_municipality())
  )
  select pairs.indicator_key, pairs.period,
    round(pairs.value::numeric, indicators.decimals)::double precision,
    case when pairs.low is null then 'not-judged' when pairs.low > 0 then 'higher' when pairs.high < 0 then 'lower'
      else 'within-chance' end
  from pairs
  join statistics.indicators on indicators.municipality_code = access.current_municipality()
    and indicators.key = pairs.indicator_key
$$;
comment on function protected.other_team_values(uuid, uuid, uuid, text[], text[]) is
  'The newest value of each indicator of another team in the plan that applies today, rounded as the indicator is told, and whether the person''s own team is higher or lower by more than chance: no number of people, no interval, no earlier year, and nothing of a team with fewer areas than twice the municipality''s indicators. None for an own team that is not the person''s.';
grant execute on function protected.other_team_values(uuid, uuid, uuid, text[], text[]) to omradeslinjen_team;
