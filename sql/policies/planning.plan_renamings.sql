-- What a plan has been called: planners only, as the rest of its history.
alter table planning.plan_renamings enable row level security;

grant select, insert on planning.plan_renamings to omradeslinjen_planner;
create policy planner_writes on planning.plan_renamings to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (
    municipality_code = (select access.current_municipality()) and changed_by = (select access.current_user_id())
  );
