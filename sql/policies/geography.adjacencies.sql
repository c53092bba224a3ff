-- Computed neighbours: read by planners, managers and teams of the municipality, written with their division.
alter table geography.adjacencies enable row level security;

grant select on geography.adjacencies to omradeslinjen_reader;
create policy reader_reads on geography.adjacencies for select to omradeslinjen_reader
  using (municipality_code = (select access.current_municipality()));

grant insert, update, delete on geography.adjacencies to omradeslinjen_planner;
create policy planner_writes on geography.adjacencies to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on geography.adjacencies to omradeslinjen_operator;
create policy operator_works on geography.adjacencies to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
