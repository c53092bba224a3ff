create or replace function protected.own_team_ranks(plan_id uuid, team_id uuid, indicator_keys text[], bases text[])
returns table (indicator_key text, place integer, team_count integer, chance_first integer, chance_last integer)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with shares as materialized (
    select estimates.indicator_key as key, estimates.team_id, estimates.value, estimates.share, estimates.low, estimates.high
    from protected.team_estimates(own_team_ranks.plan_id, own_team_ranks.indicator_keys, own_team_ranks.bases, 1)
      as estimates
    where own_team_ranks.team_id = any (access.current_team_ids())
  ),
  pairs as (
    select own.key, own.value, other.value as other_value,
      own.share - other.share - sqrt((own.share - own.low) ^ 2 + (other.high - other.share) ^ 2) as low,
      own.share - other.share + sqrt((own.high - own.share) ^ 2 + (other.share - other.low) ^ 2) as high
    from shares as own
    join shares as other on other.key = own.key
    where own.team_id = own_team_ranks.team_id
  )
  select pairs.key, (1 + count(*) filter (where pairs.other_value > pairs.value))::integer, count(*)::integer,
    case when count(pairs.low) = count(*) then (1 + count(*) filter (where pairs.high < 0))::integer end,
    case when count(pairs.low) = count(*) then (count(*) - count(*) filter (where pairs.low > 0))::integer end
  from pairs
  group by pairs.key
  having count(*) > 1
$$;
comment on function protected.own_team_ranks(uuid, uuid, text[], text[]) is
  'The place of the present person''s own team among the teams of the plan that applies today, by the newest value of each indicator, and the places that chance leaves open: means weighed by protected numbers of people, Wilson''s intervals and Newcombe''s for differences, as in api/profiles/estimates.ts. Places alone, no other team''s number. None for a team that is not the person''s or a plan that does not apply today. Bases, beside the keys: everybody, from-20, 20-64, 16-64, imported or null.';
grant execute on function protected.own_team_ranks(uuid, uuid, text[], text[]) to omradeslinjen_team;
