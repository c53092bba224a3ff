-- Inherited surveys: a team sees which it may read; written by planning.inherit_surveys alone.
alter table planning.inherited_surveys enable row level security;

grant select on planning.inherited_surveys to omradeslinjen_team;
create policy team_reads_own on planning.inherited_surveys for select to omradeslinjen_team
  using (municipality_code = (select access.current_municipality()) and team_id = any ((select access.current_team_ids())::uuid[]));
