-- Kept decision records with protected numbers: managers read those whose record they may see; planners add and read.
alter table protected.kept_documents enable row level security;

grant select on protected.kept_documents to omradeslinjen_manager;
create policy manager_reads on protected.kept_documents for select to omradeslinjen_manager
  using (
    municipality_code = (select access.current_municipality())
    and exists (
      select from planning.kept_records
      where kept_records.municipality_code = kept_documents.municipality_code and kept_records.id = kept_documents.record_id
    )
  );

grant select, insert on protected.kept_documents to omradeslinjen_planner;
create policy planner_reads on protected.kept_documents for select to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()));
create policy planner_adds on protected.kept_documents for insert to omradeslinjen_planner
  with check (municipality_code = (select access.current_municipality()));
