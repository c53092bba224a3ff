-- Weights of the priority index: read by planners, managers and teams of the municipality, added to by planners.
alter table planning.priority_indexes enable row level security;

grant select on planning.priority_indexes to omradeslinjen_reader;
create policy reader_reads on planning.priority_indexes for select to omradeslinjen_reader
  using (municipality_code = (select access.current_municipality()));

grant insert on planning.priority_indexes to omradeslinjen_planner;
create policy planner_adds on planning.priority_indexes for insert to omradeslinjen_planner
  with check (municipality_code = (select access.current_municipality()));
