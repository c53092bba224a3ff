-- The log: added to through audit.record alone, changed and removed by nobody, read by the municipality's log reviewer and by the program that verifies it.
alter table audit.events enable row level security;

grant select on audit.events to omradeslinjen_reviewer, omradeslinjen_operator;
create policy reviewer_reads on audit.events for select to omradeslinjen_reviewer
  using (chain = (select access.current_municipality()));
create policy operator_verifies on audit.events for select to omradeslinjen_operator
  using ((select access.current_municipality()) in (chain, '*'));

create trigger refuse_change before update or delete on audit.events
  for each row execute function audit.refuse_change();
create trigger refuse_truncate before truncate on audit.events
  for each statement execute function audit.refuse_change();
