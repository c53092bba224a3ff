-- Counters of changes: nobody reads or writes them but through planning.data_version and the triggers that count.
alter table planning.change_counters enable row level security;

-- What profiles show: each change of it counts.
create trigger count_change after insert or update or delete on geography.areas
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on geography.parent_areas
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on geography.adjacencies
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on geography.adjacency_edits
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on geography.arenas
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on geography.catchments
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on planning.teams
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on planning.plans
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on planning.plan_teams
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on planning.plan_revisions
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on planning.neighbourhoods
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on planning.priority_indexes
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on protected.measures
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on protected.area_values
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on protected.means
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on statistics.indicators
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on protected.indicator_values
  for each statement execute function planning.count_change();
create trigger count_change after insert or update or delete on protected.indicator_means
  for each statement execute function planning.count_change();
