-- People per area: read by planners of the municipality only. The program writes them and sees only their keys.
alter table exact.population_counts enable row level security;

grant select, insert, update, delete on exact.population_counts to omradeslinjen_planner;
create policy planner_writes on exact.population_counts to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select (municipality_code, division_id, area_code, reference_date, age_from, age_to, sex) on exact.population_counts to omradeslinjen_operator;
grant insert, update, delete on exact.population_counts to omradeslinjen_operator;
create policy operator_works on exact.population_counts to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
