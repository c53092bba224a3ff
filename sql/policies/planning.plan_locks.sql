-- Locks of drafts: planners only, as drafts are.
alter table planning.plan_locks enable row level security;

grant select, insert, update on planning.plan_locks to omradeslinjen_planner;
create policy planner_writes on planning.plan_locks to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (
    municipality_code = (select access.current_municipality()) and changed_by = (select access.current_user_id())
  );
