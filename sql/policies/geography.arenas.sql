-- Arenas: read by planners, managers and teams of the municipality, kept by planners and the program.
alter table geography.arenas enable row level security;

grant select on geography.arenas to omradeslinjen_reader;
create policy reader_reads on geography.arenas for select to omradeslinjen_reader
  using (municipality_code = (select access.current_municipality()));

grant insert, update, delete on geography.arenas to omradeslinjen_planner;
create policy planner_writes on geography.arenas to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on geography.arenas to omradeslinjen_operator;
create policy operator_works on geography.arenas to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
