create view geography.area_neighbours with (security_invoker = true) as
select pair.municipality_code, pair.division_id, side.area_index, side.neighbour_index,
  pair.shared_length_m, pair.largest_gap_m, pair.origin
from geography.effective_adjacencies as pair
cross join lateral (
  values (pair.area_index_a, pair.area_index_b), (pair.area_index_b, pair.area_index_a)
) as side (area_index, neighbour_index);
comment on view geography.area_neighbours is 'Each pair of neighbours twice, once from each side: to list one area''s neighbours.';
grant select on geography.area_neighbours to omradeslinjen_reader, omradeslinjen_operator;
