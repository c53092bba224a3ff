-- Kept decision records: planners add and read them; managers read those of the newest version of a plan that they may see.
alter table planning.kept_records enable row level security;

grant select (municipality_code, id, plan_id, revision, occasion, adopted_from, program, kept_at)
  on planning.kept_records to omradeslinjen_manager;
create policy manager_reads on planning.kept_records for select to omradeslinjen_manager
  using (
    municipality_code = (select access.current_municipality())
    and exists (
      select from planning.plans
      where plans.municipality_code = kept_records.municipality_code and plans.id = kept_records.plan_id
    )
    and revision = planning.newest_revision(municipality_code, plan_id)
  );

grant select, insert on planning.kept_records to omradeslinjen_planner;
create policy planner_reads on planning.kept_records for select to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()));
create policy planner_adds on planning.kept_records for insert to omradeslinjen_planner
  with check (
    municipality_code = (select access.current_municipality()) and kept_by = (select access.current_user_id())
  );
