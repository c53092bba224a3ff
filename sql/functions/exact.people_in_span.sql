create or replace function exact.people_in_span(
  municipality_code text, division_id uuid, reference_date date, age_from integer, age_to integer
) returns table (area_code text, people double precision, missing_reason text, estimated boolean)
language plpgsql stable
set plan_cache_mode = force_custom_plan
as $$
begin
  perform exact.refuse_overlapping_age_classes(municipality_code, division_id, reference_date);

  return query
  with span as (
    select people_in_span.age_from as first_age, people_in_span.age_to is null as open_ended,
      coalesce(people_in_span.age_to, 120) as last_age
  ),
  -- The classes of the date are few, the rows of them many: only the rows that the span needs are read.
  spans as materialized (
    -- An open end counts as 100 years, so that an open class can be cut in proportion like any other.
    select told.age_from as first_age, told.age_to as stored_last_age,
      case when told.age_to > 120 then greatest(told.age_from, 100) else told.age_to end as last_age
    from exact.age_classes(municipality_code, division_id, reference_date) as told
  ),
  coverage as materialized (
    -- A date whose classes end before the span does tells nothing of those older: they are unknown, not nobody.
    select not exists (
      select from span
      cross join generate_series(span.first_age, least(span.last_age, 100)) as ages (age)
      where not exists (select from spans where ages.age between spans.first_age and spans.stored_last_age)
    ) as whole
  ),
  shares as materialized (
    select spans.first_age, spans.stored_last_age,
      case
        when span.open_ended and spans.first_age >= span.first_age then 1
        else (least(spans.last_age, span.last_age) - greatest(spans.first_age, span.first_age) + 1)::double precision
          / (spans.last_age - spans.first_age + 1)
      end as share
    from spans
    cross join span
    where spans.first_age <= span.last_age and spans.last_age >= span.first_age
  ),
  nested as materialized (
    select holder.first_age as outer_first, holder.stored_last_age as outer_last,
      held.first_age as inner_first, held.stored_last_age as inner_last
    from shares as holder
    join spans as held on held.first_age >= holder.first_age and held.stored_last_age <= holder.stored_last_age
      and (held.first_age, held.stored_last_age) <> (holder.first_age, holder.stored_last_age)
  ),
  classes as (
    -- Women and men are added; the row for both is used only where one of them is absent or unknown.
    select counts.area_code as code, counts.age_from as first_age, counts.age_to as stored_last_age,
      case
        when count(counts.people) filter (where counts.sex in ('F', 'M')) = 2
          then sum(counts.people) filter (where counts.sex in ('F', 'M'))
        when count(counts.people) filter (where counts.sex = 'T') = 1
          then sum(counts.people) filter (where counts.sex = 'T')
        when count(counts.missing_reason) = 0 then sum(counts.people)
      end as people,
      min(counts.missing_reason) as reason
    from exact.population_counts as counts
    where counts.municipality_code = people_in_span.municipality_code
      and counts.division_id = people_in_span.division_id
      and counts.reference_date = people_in_span.reference_date
      and counts.age_from <= coalesce(people_in_span.age_to, 120) and counts.age_to >= people_in_span.age_from
    group by counts.area_code, counts.age_from, counts.age_to
  ),
  held_classes as (
    -- A class that holds a finer one of the same area (a total, say) would count its people twice.
    select finer.area_code as code, nested.outer_first, nested.outer_last
    from nested
    join exact.population_counts as finer
      on finer.age_from = nested.inner_first and finer.age_to = nested.inner_last
    where finer.municipality_code = people_in_span.municipality_code
      and finer.division_id = people_in_span.division_id
      and finer.reference_date = people_in_span.reference_date
  ),
  sums as (
    select classes.code,
      case
        when count(*) = count(classes.people) and (select whole from coverage)
          then sum(classes.people * shares.share)
      end as people,
      min(classes.reason) filter (where classes.people is null) as reason,
      bool_or(shares.share < 1 and classes.people is distinct from 0) as cut
    from classes
    join shares using (first_age, stored_last_age)
    where (classes.code, classes.first_age, classes.stored_last_age) not in (select * from held_classes)
    group by classes.code
  )
  select areas.code, sums.people, case when sums.people is null then coalesce(sums.reason, 'missing') end,
    coalesce(sums.cut and sums.people is not null, false)
  from geography.areas
  left join sums on sums.code = areas.code
  where areas.municipality_code = people_in_span.municipality_code and areas.division_id = people_in_span.division_id;
end
$$;
comment on function exact.people_in_span(text, uuid, date, integer, integer) is
  'People of an age span at a date for every area, unplaced ones too; age_to null means and older. Age classes are cut in proportion where they do not align (then estimated). An area with rows at the date but none for an age has nobody of that age; one without rows is unknown, and so are all where no class of the date reaches the whole span.';
grant execute on function exact.people_in_span(text, uuid, date, integer, integer) to omradeslinjen_planner;
