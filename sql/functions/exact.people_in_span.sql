create or replace function exact.people_in_span(
  municipality_code text, division_id uuid, reference_date date, age_from integer, age_to integer
) returns table (area_code text, people double precision, missing_reason text, estimated boolean)
language plpgsql stable
as $$
begin
  perform exact.refuse_overlapping_age_classes(municipality_code, division_id, reference_date);

  return query
  with span as (
    -- An open end counts as 100 years, so that an open class can be cut in proportion like any other.
    select people_in_span.age_from as first_age, people_in_span.age_to is null as open_ended,
      coalesce(people_in_span.age_to, 120) as last_age
  ),
  cells as (
    select counts.area_code as code, counts.age_from as first_age, counts.age_to as stored_last_age,
      case when counts.age_to > 120 then greatest(counts.age_from, 100) else counts.age_to end as last_age,
      counts.sex, counts.people, counts.missing_reason as reason
    from exact.population_counts as counts
    where counts.municipality_code = people_in_span.municipality_code
      and counts.division_id = people_in_span.division_id
      and counts.reference_date = people_in_span.reference_date
  ),
  classes as (
    -- Women and men are added; the row for both is used only where one of them is absent or unknown.
    select cells.code, cells.first_age, cells.last_age, cells.stored_last_age,
      case
        when count(cells.people) filter (where cells.sex in ('F', 'M')) = 2
          then sum(cells.people) filter (where cells.sex in ('F', 'M'))
        when count(cells.people) filter (where cells.sex = 'T') = 1
          then sum(cells.people) filter (where cells.sex = 'T')
        when count(cells.reason) = 0 then sum(cells.people)
      end as people,
      min(cells.reason) as reason
    from cells
    group by cells.code, cells.first_age, cells.last_age, cells.stored_last_age
  ),
  spans as materialized (
    select distinct classes.first_age, classes.stored_last_age from classes
  ),
  coverage as materialized (
    -- A date whose classes end before the span does tells nothing of those older: they are unknown, not nobody.
    select not exists (
      select from span
      cross join generate_series(span.first_age, least(span.last_age, 100)) as ages (age)
      where not exists (select from spans where ages.age between spans.first_age and spans.stored_last_age)
    ) as whole
  ),
  nested as materialized (
    -- Few, so that the rows are looked up and not compared each with each, which took half a minute for single years.
    select holder.first_age as outer_first, holder.stored_last_age as outer_last,
      held.first_age as inner_first, held.stored_last_age as inner_last
    from spans as holder
    join spans as held on held.first_age >= holder.first_age and held.stored_last_age <= holder.stored_last_age
      and (held.first_age, held.stored_last_age) <> (holder.first_age, holder.stored_last_age)
  ),
  parts as (
    select classes.code, classes.people, classes.reason,
      case
        when span.open_ended and classes.first_age >= span.first_age then 1
        else (least(classes.last_age, span.last_age) - greatest(classes.first_age, span.first_age) + 1)::double precision
          / (classes.last_age - classes.first_age + 1)
      end as share
    from classes
    cross join span
    where classes.first_age <= span.last_age
      and greatest(classes.last_age, least(classes.stored_last_age, 120)) >= span.first_age
      and classes.last_age >= span.first_age
      -- A class that holds a finer one of the same area (a total, say) would count its people twice.
      and (classes.code, classes.first_age, classes.stored_last_age) not in (
        select finer.code, nested.outer_first, nested.outer_last
        from nested
        join classes as finer
          on finer.first_age = nested.inner_first and finer.stored_last_age = nested.inner_last
      )
  ),
  sums as (
    select parts.code,
      case when count(*) = count(parts.people) and (select whole from coverage) then sum(parts.people * parts.share) end as people,
      min(parts.reason) filter (where parts.people is null) as reason,
      bool_or(parts.share < 1 and parts.people is distinct from 0) as cut
    from parts
    group by parts.code
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
