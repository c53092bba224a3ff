-- Comments on plans: planners only; each person writes and removes their own, anybody of them resolves.
alter table planning.plan_comments enable row level security;

grant select, insert, update (text, removed_at, resolved_by, resolved_at) on planning.plan_comments to omradeslinjen_planner;
create policy planner_reads on planning.plan_comments for select to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()));
create policy planner_adds on planning.plan_comments for insert to omradeslinjen_planner
  with check (
    municipality_code = (select access.current_municipality()) and created_by = (select access.current_user_id())
  );
create policy planner_changes on planning.plan_comments for update to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));
