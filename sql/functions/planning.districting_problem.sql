create or replace function planning.districting_problem(
  municipality_code text, division_id uuid, measure_keys text[], as_of date default null
) returns table (
  codes text[], x_m double precision[], y_m double precision[], area_m2 double precision[], perimeter_m double precision[],
  measures double precision[], unknown_counts integer[],
  edge_a integer[], edge_b integer[], border_length_m double precision[]
)
language plpgsql stable
as $$
begin
  select array_agg(areas.code order by areas.area_index),
    array_agg(st_x(st_centroid(areas.geometry)) order by areas.area_index),
    array_agg(st_y(st_centroid(areas.geometry)) order by areas.area_index),
    array_agg(coalesce(areas.area_m2, st_area(areas.geometry)) order by areas.area_index),
    array_agg(coalesce(areas.perimeter_m, st_perimeter(areas.geometry)) order by areas.area_index)
  into codes, x_m, y_m, area_m2, perimeter_m
  from geography.areas
  where areas.municipality_code = districting_problem.municipality_code
    and areas.division_id = districting_problem.division_id
    and areas.kind = 'placed';
  if codes is null then
    raise exception using errcode = 'OL002', message = 'No such division in the municipality, or it has no placed areas.';
  end if;

  with cells as materialized (
    select wanted.position, cell.area_index, cell.value, cell.missing
    from unnest(measure_keys) with ordinality as wanted (key, position)
    cross join lateral exact.measure_values(
      districting_problem.municipality_code, districting_problem.division_id, wanted.key, districting_problem.as_of
    ) as cell
    where cell.area_index is not null
  ),
  unknown as (
    select cells.position, count(*) filter (where cells.missing)::integer as count from cells group by cells.position
  )
  select coalesce((select array_agg(coalesce(cells.value, 0) order by cells.position, cells.area_index) from cells), '{}'),
    coalesce((select array_agg(unknown.count order by unknown.position) from unknown), '{}')
  into measures, unknown_counts;

  select coalesce(array_agg(pair.area_index_a order by pair.area_index_a, pair.area_index_b), '{}'),
    coalesce(array_agg(pair.area_index_b order by pair.area_index_a, pair.area_index_b), '{}'),
    coalesce(array_agg(pair.shared_length_m order by pair.area_index_a, pair.area_index_b), '{}')
  into edge_a, edge_b, border_length_m
  from geography.effective_adjacencies as pair
  where pair.municipality_code = districting_problem.municipality_code
    and pair.division_id = districting_problem.division_id;
  return next;
end
$$;
comment on function planning.districting_problem(text, uuid, text[], date) is
  'The whole problem in exactly one row of arrays by area_index; measures are measure-major with unknown as 0, and how many were unknown. OL002 without areas, OL003 for an unknown measure. Holds exact counts: planners only.';
grant execute on function planning.districting_problem(text, uuid, text[], date) to omradeslinjen_planner;
