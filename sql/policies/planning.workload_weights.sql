-- Workload weights: read and added to by planners and managers, never changed or deleted.
alter table planning.workload_weights enable row level security;

grant select, insert on planning.workload_weights to omradeslinjen_planner, omradeslinjen_manager;
create policy they_read on planning.workload_weights for select to omradeslinjen_planner, omradeslinjen_manager
  using (municipality_code = (select access.current_municipality()));
create policy they_add on planning.workload_weights for insert to omradeslinjen_planner, omradeslinjen_manager
  with check (
    municipality_code = (select access.current_municipality()) and created_by = (select access.current_user_id())
  );
