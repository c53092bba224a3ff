create or replace function geography.division_arrays(municipality_code text, division_id uuid) returns table (
  codes text[], names text[], x_m double precision[], y_m double precision[], area_m2 double precision[],
  perimeter_m double precision[], edge_a integer[], edge_b integer[], border_length_m double precision[]
)
language plpgsql stable
as $$
begin
  select array_agg(areas.code order by areas.area_index),
    array_agg(coalesce(areas.display_name, areas.name) order by areas.area_index),
    array_agg(st_x(st_centroid(areas.geometry)) order by areas.area_index),
    array_agg(st_y(st_centroid(areas.geometry)) order by areas.area_index),
    array_agg(coalesce(areas.area_m2, st_area(areas.geometry)) order by areas.area_index),
    array_agg(coalesce(areas.perimeter_m, st_perimeter(areas.geometry)) order by areas.area_index)
  into codes, names, x_m, y_m, area_m2, perimeter_m
  from geography.areas
  where areas.municipality_code = division_arrays.municipality_code
    and areas.division_id = division_arrays.division_id
    and areas.kind = 'placed';
  if codes is null then
    raise exception using errcode = 'OL002', message = 'No such division in the municipality, or it has no placed areas.';
  end if;

  select coalesce(array_agg(pair.area_index_a order by pair.area_index_a, pair.area_index_b), '{}'),
    coalesce(array_agg(pair.area_index_b order by pair.area_index_a, pair.area_index_b), '{}'),
    coalesce(array_agg(pair.shared_length_m order by pair.area_index_a, pair.area_index_b), '{}')
  into edge_a, edge_b, border_length_m
  from geography.effective_adjacencies as pair
  where pair.municipality_code = division_arrays.municipality_code
    and pair.division_id = division_arrays.division_id;
  return next;
end
$$;
comment on function geography.division_arrays(text, uuid) is
  'A division in exactly one row of arrays by area_index, with its neighbours; nothing of people. OL002 without areas.';
grant execute on function geography.division_arrays(text, uuid) to omradeslinjen_planner, omradeslinjen_manager, omradeslinjen_team;
