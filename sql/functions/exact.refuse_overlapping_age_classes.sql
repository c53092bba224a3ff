create or replace function exact.refuse_overlapping_age_classes(
  municipality_code text, division_id uuid, reference_date date
) returns void
language plpgsql stable
set plan_cache_mode = force_custom_plan
as $$
declare
  pair record;
begin
  with classes as materialized (
    select told.age_from, told.age_to from exact.age_classes(municipality_code, division_id, reference_date) as told
  )
  select lower_class.age_from, lower_class.age_to, upper_class.age_from as other_from, upper_class.age_to as other_to
  into pair
  from classes as lower_class
  join classes as upper_class
    on lower_class.age_from < upper_class.age_from
    and upper_class.age_from <= lower_class.age_to
    and lower_class.age_to < upper_class.age_to
  limit 1;
  if found then
    raise exception using errcode = 'OL005', message = format(
      'The age classes %s-%s and %s-%s of the same date overlap.',
      pair.age_from, pair.age_to, pair.other_from, pair.other_to
    );
  end if;
end
$$;
comment on function exact.refuse_overlapping_age_classes(text, uuid, date) is
  'Raises OL005 when two age classes of a date overlap without one holding the other: no sum of them would be right.';
grant execute on function exact.refuse_overlapping_age_classes(text, uuid, date) to omradeslinjen_planner;
