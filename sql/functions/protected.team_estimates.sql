create or replace function protected.team_estimates(plan_id uuid, indicator_keys text[], bases text[])
returns table (
  indicator_key text, period integer, team_id uuid, area_count integer, value double precision,
  share double precision, low double precision, high double precision
)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with present as materialized (
    select access.current_municipality() as municipality_code, present_plans.division_id, divisions.kind,
      plan_revisions.team_indexes
    from planning.present_plans
    join geography.divisions on divisions.municipality_code = present_plans.municipality_code
      and divisions.id = present_plans.division_id
    join planning.plan_revisions on plan_revisions.municipality_code = present_plans.municipality_code
      and plan_revisions.plan_id = present_plans.plan_id
      and plan_revisions.revision = planning.newest_revision(present_plans.municipality_code, present_plans.plan_id)
    where present_plans.municipality_code = access.current_municipality()
      and present_plans.plan_id = team_estimates.plan_id
  ),
  placed as materialized (
    select areas.code, areas.parent_code, areas.area_index, plan_teams.team_id
    from present
    join geography.areas on areas.municipality_code = present.municipality_code and areas.division_id = present.division_id
      and areas.kind = 'placed'
    left join planning.plan_teams on plan_teams.municipality_code = present.municipality_code
      and plan_teams.plan_id = team_estimates.plan_id
      and plan_teams.team_index = present.team_indexes[areas.area_index + 1]
  ),
  -- The value that applies to an area: its own, else that of the smallest level above that there is a row of.
  levels as materialized (
    -- Areas told together have one value of one rounding.
    select placed.area_index, placed.code, 1 as step, 0 as level,
      coalesce('told ' || publication_areas.publication_area, placed.code) as rounded_with
    from present
    cross join placed
    left join protected.publication_areas on publication_areas.municipality_code = present.municipality_code
      and publication_areas.division_id = present.division_id and publication_areas.area_code = placed.code
    union all
    select placed.area_index, placed.parent_code, 2, 0, placed.parent_code from placed where placed.parent_code is not null
    union all
    select placed.area_index, parent_areas.code, 3, parent_areas.level, parent_areas.code
    from present
    join geography.parent_areas on parent_areas.municipality_code = present.municipality_code
      and parent_areas.division_id = present.division_id
    join placed on placed.parent_code = parent_areas.code
      or (present.kind = 'nyko' and starts_with(placed.code, parent_areas.code))
  ),
  newest as (
    select indicator_values.indicator_key, max(indicator_values.period) as period
    from present
    join protected.indicator_values on indicator_values.municipality_code = present.municipality_code
      and indicator_values.division_id = present.division_id
    where indicator_values.indicator_key = 'share-65-plus'
      or indicator_values.indicator_key = any (team_estimates.indicator_keys)
    group by indicator_values.indicator_key
  ),
  told as materialized (
    select indicator_values.indicator_key, indicator_values.area_code, indicator_values.value, indicator_values.joined
    from present
    cross join newest
    join protected.indicator_values on indicator_values.municipality_code = present.municipality_code
      and indicator_values.indicator_key = newest.indicator_key and indicator_values.division_id = present.division_id
      and indicator_values.period = newest.period
  ),
  applying as materialized (
    select distinct on (told.indicator_key, levels.area_index) told.indicator_key, levels.area_index, told.value,
      case when told.joined then levels.rounded_with end as rounding
    from levels join told on told.area_code = levels.code
    order by told.indicator_key, levels.area_index, levels.step, levels.level desc, levels.code desc
  ),
  counted as (
    select measures.key, max(means.period) as period,
      row_number() over (order by measures.key = 'population-total' desc, measures.position, measures.key) as choice
    from present
    join protected.measures on measures.municipality_code = present.municipality_code
      and measures.division_id = present.division_id and measures.kind = 'population'
    join protected.means on means.municipality_code = measures.municipality_code
      and means.division_id = measures.division_id and means.measure_key = measures.key
    group by measures.key, measures.position
  ),
  counts as materialized (
    select counted.key, counted.period, counted.choice, placed.area_index, area_values.value, area_values.rounded
    from present
    cross join counted
    join protected.area_values on area_values.municipality_code = present.municipality_code
      and area_values.division_id = present.division_id and area_values.measure_key = counted.key
      and area_values.period = counted.period
    join placed on placed.code = area_values.area_code
    where counted.choice = 1 or counted.key in ('population-total', 'children-0-19')
  ),
  people as materialized (
    select placed.area_index, placed.team_id, weights.value as weight, everybody.value as everybody,
      everybody.value - children.value as adults,
      everybody.value - children.value - everybody.value * old.value / 100 as of_working_age,
      coalesce(everybody.rounded, false) as is_rounded
    from placed
    left join counts as weights on weights.area_index = placed.area_index and weights.choice = 1
    left join counts as everybody on everybody.area_index = placed.area_index and everybody.key = 'population-total'
    left join counts as children on children.area_index = placed.area_index and children.key = 'children-0-19'
      and children.period = everybody.period
    left join applying as old on old.area_index = placed.area_index and old.indicator_key = 'share-65-plus'
  ),
  known as (
    select asked.key, people.team_id, people.area_index, applying.value, people.weight, shared.people, applying.rounding,
      case when people.is_rounded
        then case asked.base when 'everybody' then 1 when 'from-20' then 2 else 3 end else 0 end as rounded_people
    from unnest(team_estimates.indicator_keys, team_estimates.bases) as asked (key, base)
    join applying on applying.indicator_key = asked.key and applying.value is not null
    join people on people.area_index = applying.area_index and people.team_id is not null
    cross join lateral (
      select case asked.base when 'everybody' then people.everybody when 'from-20' then people.adults
        when '20-64' then people.of_working_age when '16-64' then people.of_working_age end as people
    ) as reckoned
    cross join lateral (select case when reckoned.people > 0 then reckoned.people end as people) as shared
  ),
  means as (
    select known.key, known.team_id, count(*)::integer as area_count,
      case when count(coalesce(known.people, known.weight)) = count(*) and bool_or(coalesce(known.people, known.weight) > 0)
        then sum(coalesce(known.people, known.weight) * known.value order by known.area_index)
          / sum(coalesce(known.people, known.weight) order by known.area_index)
        else sum(known.value order by known.area_index) / count(*) end as value,
      case when count(known.people) = count(*) then sum(known.people order by known.area_index) end as people,
      count(distinct known.rounding) as rounded_counts, sum(known.rounded_people) as rounded_people
    from known group by known.key, known.team_id
  )
  select means.key, newest.period, means.team_id, means.area_count, means.value, means.value / 100 as share,
    case when spread.half is not null then greatest(0, spread.middle - spread.half) end as low,
    case when spread.half is not null then least(1, spread.middle + spread.half) end as high
  from means
  join newest on newest.indicator_key = means.key
  left join lateral (
    select (about.share + about.z / (2 * effective.people)) / (1 + about.z / effective.people) as middle,
      sqrt(about.z) / (1 + about.z / effective.people)
        * sqrt(about.share * (1 - about.share) / effective.people + about.z / (4 * effective.people ^ 2)) as half
    from (
      select square.z, means.value / 100 as share,
        (means.value / 100 + square.z / (2 * means.people)) / (1 + square.z / means.people) as middle,
        4 * (means.rounded_counts + (means.value / 100) ^ 2 * means.rounded_people) as count_variance
      from (select 1.959963984540054::double precision ^ 2 as z) as square
    ) as about
    -- So many fewer people as have the variance of a rounded number of them.
    cross join lateral (
      select means.people / (1 + about.count_variance / (means.people * about.middle * (1 - about.middle))) as people
    ) as effective
  ) as spread on means.people is not null and means.value between 0 and 100
$$;
comment on function protected.team_estimates(uuid, text[], text[]) is
  'Each team''s newest value of each indicator in the plan that applies today, and the interval where it is a share of a known number of people (as shares, 0 to 1): means weighed by protected numbers of people and Wilson''s intervals, with what rounding adds, as in api/profiles/estimates.ts. Empty for a plan that does not apply today. Bases, beside the keys: everybody, from-20, 20-64, 16-64 or null. Granted to nobody: what a team is told of others is for the functions that use it.';
