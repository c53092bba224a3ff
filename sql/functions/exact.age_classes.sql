create or replace function exact.age_classes(municipality_code text, division_id uuid, of_date date default null)
returns table (reference_date date, age_from integer, age_to integer)
language sql stable
as $$
  -- From class to class in the index: a class has as many rows as there are areas and sexes, and one of them is read.
  with recursive told as (
    (select counts.reference_date, counts.age_from, counts.age_to
     from exact.population_counts as counts
     where counts.municipality_code = age_classes.municipality_code
       and counts.division_id = age_classes.division_id
       and counts.reference_date >= coalesce(of_date, '-infinity')
     order by counts.reference_date, counts.age_from, counts.age_to
     limit 1)
    union all
    select next.*
    from told
    cross join lateral (
      select counts.reference_date, counts.age_from, counts.age_to
      from exact.population_counts as counts
      where counts.municipality_code = age_classes.municipality_code
        and counts.division_id = age_classes.division_id
        and (counts.reference_date, counts.age_from, counts.age_to) > (told.reference_date, told.age_from, told.age_to)
      order by counts.reference_date, counts.age_from, counts.age_to
      limit 1
    ) as next
    where next.reference_date <= coalesce(of_date, 'infinity')
  )
  select told.reference_date, told.age_from, told.age_to from told
  where told.reference_date <= coalesce(of_date, 'infinity')
$$;
comment on function exact.age_classes(text, uuid, date) is
  'The age classes that people are counted in, by date, of one date or (null) all. age_to 999 means and older.';
grant execute on function exact.age_classes(text, uuid, date) to omradeslinjen_planner;
