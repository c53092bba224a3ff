-- Kept decision records with exact counts: planners alone, who add and read and never change.
alter table exact.kept_documents enable row level security;

grant select, insert on exact.kept_documents to omradeslinjen_planner;
create policy planner_reads on exact.kept_documents for select to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()));
create policy planner_adds on exact.kept_documents for insert to omradeslinjen_planner
  with check (municipality_code = (select access.current_municipality()));
