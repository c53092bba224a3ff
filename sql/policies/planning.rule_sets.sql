-- Rule sets: planners only; locks and targets of drafts are not for others.
alter table planning.rule_sets enable row level security;

grant select, insert, update, delete on planning.rule_sets to omradeslinjen_planner;
create policy planner_writes on planning.rule_sets to omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()))
  with check (municipality_code = (select access.current_municipality()));

grant select, insert, update, delete on planning.rule_sets to omradeslinjen_operator;
create policy operator_works on planning.rule_sets to omradeslinjen_operator
  using ((select access.current_municipality()) in (municipality_code, '*'))
  with check ((select access.current_municipality()) in (municipality_code, '*'));
