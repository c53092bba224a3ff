create or replace function planning.name_of_place(place_key text) returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select neighbourhoods.name from planning.neighbourhoods
  where split_part(name_of_place.place_key, '.', 1) = 'neighbourhood'
    and neighbourhoods.municipality_code = access.current_municipality()
    and neighbourhoods.id::text = split_part(name_of_place.place_key, '.', 2)
  union all
  (
    select named.name
    from (
      select 1 as turn, coalesce(areas.display_name, areas.name) as name, areas.division_id, areas.code
      from geography.areas
      where areas.municipality_code = access.current_municipality() and areas.kind = 'placed'
      union all
      select 2, parent_areas.name, parent_areas.division_id, parent_areas.code
      from geography.parent_areas
      where parent_areas.municipality_code = access.current_municipality()
    ) as named
    where split_part(name_of_place.place_key, '.', 1) = 'area'
      and named.division_id::text = split_part(name_of_place.place_key, '.', 2)
      and named.code = split_part(name_of_place.place_key, '.', 3)
    order by named.turn limit 1
  )
$$;
comment on function planning.name_of_place(text) is
  'What a neighbourhood or an area is called, also where it no longer lies in the area of the one who asks. For the functions and views that have judged that the tree about it may be read.';
