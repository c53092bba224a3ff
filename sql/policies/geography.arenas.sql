-- Arenas: read by planners, managers and teams of the municipality, kept by planners and the program; contacts also by the team.
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

-- A team writes whom to turn to at its own arenas, and nothing else of them.
grant update (contact_role, contact_decided, care_version) on geography.arenas to omradeslinjen_team;
create policy team_names_contact on geography.arenas for update to omradeslinjen_team
  using (municipality_code = (select access.current_municipality()) and planning.is_own_arena(id))
  with check (municipality_code = (select access.current_municipality()));
