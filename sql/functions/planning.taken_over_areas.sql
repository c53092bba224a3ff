create or replace function planning.taken_over_areas(profile_key text)
returns table (division_id uuid, area_code text, present_division_id uuid, present_area_code text)
language sql stable
as $$
  select covered.division_id, covered.area_code, present.division_id, present.code
  from planning.profile_areas(taken_over_areas.profile_key) as covered
  join geography.areas as earlier on earlier.municipality_code = access.current_municipality()
    and earlier.division_id = covered.division_id and earlier.code = covered.area_code
  join protected.own_areas() as own on true
  join geography.areas as present on present.municipality_code = access.current_municipality()
    and present.division_id = own.division_id and present.code = own.area_code
    and (
      (present.division_id = earlier.division_id and present.code = earlier.code)
      or (present.division_id <> earlier.division_id and st_covers(earlier.geometry, present.label_point))
    )
$$;
comment on function planning.taken_over_areas(text) is
  'The areas of a profile that are the present person''s teams'' own today, each with the area that it is today: between editions of a division by where each area''s label point lies.';
grant execute on function planning.taken_over_areas(text) to omradeslinjen_team;
