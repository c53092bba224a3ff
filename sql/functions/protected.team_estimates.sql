create or replace function protected.team_estimates(
  plan_id uuid, indicator_keys text[], bases text[], year_count integer
)
returns table (
  indicator_key text, period integer, age integer, team_id uuid, area_count integer, value double precision,
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
  -- The newest years of each indicator; 1 is the newest. Years that rest on the same people have one number.
  years as materialized (
    select dates.*,
      dense_rank() over (order by dates.people_date, dates.weight_date, dates.old_period) as people_number
    from present
    cross join lateral protected.dates_of_people(present.division_id, team_estimates.indicator_keys) as dates
    where dates.age <= team_estimates.year_count
  ),
  told as materialized (
    select indicator_values.indicator_key, indicator_values.period, indicator_values.area_code, indicator_values.value,
      indicator_values.joined, indicator_values.people, indicator_values.low, indicator_values.high
    from present
    cross join (
      select years.indicator_key, years.period from years union select 'share-65-plus', years.old_period from years
    ) as needed
    join protected.indicator_values on indicator_values.municipality_code = present.municipality_code
      and indicator_values.indicator_key = needed.indicator_key and indicator_values.division_id = present.division_id
      and indicator_values.period = needed.period
  ),
  -- What is said of how certain a level's value is says nothing of its areas.
  applying as materialized (
    select distinct on (told.indicator_key, told.period, levels.area_index) told.indicator_key, told.period,
      levels.area_index, told.value, case when levels.step = 1 then told.people end as people,
      case when levels.step = 1 then told.low end as low, case when levels.step = 1 then told.high end as high,
      case when told.joined then levels.rounded_with end as rounding
    from levels join told on told.area_code = levels.code
    order by told.indicator_key, told.period, levels.area_index, levels.step, levels.level desc, levels.code desc
  ),
  counts as materialized (
    select area_values.measure_key, area_values.period, area_values.area_code, area_values.value, area_values.rounded
    from present
    cross join (
      select 'population-total' as measure_key, years.people_date as period from years
      union select 'children-0-19', years.children_date from years
      union select years.weight_key, years.weight_date from years
    ) as needed
    join protected.area_values on area_values.municipality_code = present.municipality_code
      and area_values.division_id = present.division_id and area_values.measure_key = needed.measure_key
      and area_values.period = needed.period
  ),
  people as materialized (
    select dates.people_number, placed.area_index, placed.team_id, weights.value as weight, everybody.value as everybody,
      everybody.value - children.value as adults,
      everybody.value - children.value - everybody.value * old.value / 100 as of_working_age,
      coalesce(everybody.rounded, false) as is_rounded
    from (
      select distinct years.people_number, years.people_date, years.children_date, years.weight_key, years.weight_date,
        years.old_period
      from years
    ) as dates
    cross join placed
    left join counts as weights on weights.area_code = placed.code and weights.measure_key = dates.weight_key
      and weights.period = dates.weight_date
    left join counts as everybody on everybody.area_code = placed.code
      and everybody.measure_key = 'population-total' and everybody.period = dates.people_date
    left join counts as children on children.area_code = placed.code and children.measure_key = 'children-0-19'
      and children.period = dates.children_date
    left join applying as old on old.area_index = placed.area_index and old.indicator_key = 'share-65-plus'
      and old.period = dates.old_period
  ),
  known as (
    select asked.key, years.period, years.age, asked.base, people.team_id, people.area_index, applying.value,
      people.weight as inhabitants,
      shared.people, applying.low, applying.high, applying.rounding,
      case when people.is_rounded
        then case asked.base when 'everybody' then 1 when 'from-20' then 2 when '20-64' then 3 when '16-64' then 3 else 0 end
        else 0 end as rounded_people,
      count(shared.people) over own = count(*) over own as is_counted
    from unnest(team_estimates.indicator_keys, team_estimates.bases) as asked (key, base)
    join years on years.indicator_key = asked.key
    join applying on applying.indicator_key = years.indicator_key and applying.period = years.period
      and applying.value is not null
    join people on people.people_number = years.people_number and people.area_index = applying.area_index
      and people.team_id is not null
    cross join lateral (
      select case asked.base when 'everybody' then people.everybody when 'from-20' then people.adults
        when '20-64' then people.of_working_age when '16-64' then people.of_working_age
        else applying.people end as people
    ) as reckoned
    cross join lateral (select case when reckoned.people > 0 then reckoned.people end as people) as shared
    window own as (partition by asked.key, years.period, people.team_id)
  ),
  -- Numbers that came with the file may be of answers: they are not mixed with numbers of inhabitants.
  parts as (
    select known.key, known.period, known.age, known.team_id, known.area_index, known.value, known.people, known.low as given_low,
      known.rounding, known.rounded_people,
      case when known.base = 'imported' and not known.is_counted then known.inhabitants
        else coalesce(known.people, known.inhabitants) end as weight,
      coalesce(known.low, 100 * greatest(0, spread.middle - spread.half)) as low,
      coalesce(known.high, 100 * least(1, spread.middle + spread.half)) as high
    from known
    left join statistics.indicators on indicators.municipality_code = access.current_municipality()
      and indicators.key = known.key
    left join lateral (
      select (known.value / 100 + square.z / (2 * known.people)) / (1 + square.z / known.people) as middle,
        sqrt(square.z) / (1 + square.z / known.people)
          * sqrt(known.value / 100 * (1 - known.value / 100) / known.people + square.z / (4 * known.people ^ 2)) as half
      from (select 1.959963984540054::double precision ^ 2 as z) as square
    ) as spread on known.people is not null and indicators.unit = '%' and known.value between 0 and 100
  ),
  weighed as (
    select parts.*, case when parts.has_weights then parts.weight else 1 end as used
    from (
      select parts.*, count(parts.weight) over own = count(*) over own and bool_or(parts.weight > 0) over own as has_weights
      from parts window own as (partition by parts.key, parts.period, parts.team_id)
    ) as parts
  ),
  means as (
    select weighed.key, weighed.period, weighed.age, weighed.team_id, count(*)::integer as area_count,
      sum(weighed.used * weighed.value order by weighed.area_index) / sum(weighed.used order by weighed.area_index) as value,
      case when count(weighed.people) = count(*) then sum(weighed.people order by weighed.area_index) end as people,
      count(weighed.given_low) > 0 and count(weighed.low) = count(*) as is_given,
      sqrt(sum((weighed.used * (weighed.value - weighed.low)) ^ 2)) / sum(weighed.used) as below,
      sqrt(sum((weighed.used * (weighed.high - weighed.value)) ^ 2)) / sum(weighed.used) as above,
      count(distinct weighed.rounding) as rounded_counts, sum(weighed.rounded_people) as rounded_people
    from weighed group by weighed.key, weighed.period, weighed.age, weighed.team_id
  )
  select means.key, means.period, means.age, means.team_id, means.area_count, means.value, means.value / 100 as share,
    case when means.is_given and told_by.is_share then greatest(0, (means.value - means.below) / 100)
      when means.is_given then (means.value - means.below) / 100
      when spread.half is not null then greatest(0, spread.middle - spread.half) end as low,
    case when means.is_given and told_by.is_share then least(1, (means.value + means.above) / 100)
      when means.is_given then (means.value + means.above) / 100
      when spread.half is not null then least(1, spread.middle + spread.half) end as high
  from means
  cross join lateral (
    select exists (
      select from statistics.indicators
      where indicators.municipality_code = access.current_municipality() and indicators.key = means.key
        and indicators.unit = '%') and means.value between 0 and 100 as is_share
  ) as told_by
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
  ) as spread on means.people is not null and told_by.is_share
$$;
comment on function protected.team_estimates(uuid, text[], text[], integer) is
  'Each team''s value of each indicator, of its newest years (as many as asked for), in the plan that applies today, and its interval where there is something to judge chance by (as hundredths of the value): means weighed by that year''s protected numbers of people and Wilson''s intervals, with what rounding adds, or what the file gave, as in api/profiles/estimates.ts. Age 1 is the indicator''s newest year. Empty for a plan that does not apply today. Bases, beside the keys: everybody, from-20, 20-64, 16-64, imported or null. Granted to nobody: what a team is told of others is for the functions that use it.';
