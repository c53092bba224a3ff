create view geography.effective_adjacencies with (security_invoker = true) as
select computed.municipality_code, computed.division_id, computed.area_index_a, computed.area_index_b,
  computed.shared_length_m, computed.largest_gap_m, 'computed' as origin
from geography.adjacencies as computed
where not exists (
  select from geography.adjacency_edits as edit
  where edit.municipality_code = computed.municipality_code and edit.division_id = computed.division_id
    and edit.area_index_a = computed.area_index_a and edit.area_index_b = computed.area_index_b
    and edit.action = 'cut' and edit.removed_at is null
)
union all
select edit.municipality_code, edit.division_id, edit.area_index_a, edit.area_index_b, 0, 0, 'added'
from geography.adjacency_edits as edit
where edit.action = 'add' and edit.removed_at is null
  and not exists (
    select from geography.adjacencies as computed
    where computed.municipality_code = edit.municipality_code and computed.division_id = edit.division_id
      and computed.area_index_a = edit.area_index_a and computed.area_index_b = edit.area_index_b
  );
comment on view geography.effective_adjacencies is
  'The neighbours that plans are held to: computed, less those cut by hand, and those added by hand with length 0.';
grant select on geography.effective_adjacencies to omradeslinjen_reader, omradeslinjen_operator;
