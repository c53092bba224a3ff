-- Solver runs: planners only, since the problem and its scores hold exact counts.
-- The program may close runs that were cut off when it stopped, and sees nothing of them but their status.
alter table jobs.runs enable row level security;

grant select, insert, update, delete on jobs.runs to omradeslinjen_planner;
create policy planner_writes on jobs.runs to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select (municipality_code, id, status, created_at), update (status, failure, finished_at) on jobs.runs to omradeslinjen_operator;
create policy operator_closes on jobs.runs to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
