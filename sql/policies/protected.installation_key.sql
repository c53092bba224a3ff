-- What tells the installation's secret from another: noted once and compared at start by the program, seen by nobody else.
alter table protected.installation_key enable row level security;

grant select, insert on protected.installation_key to omradeslinjen_operator;
create policy operator_works on protected.installation_key to omradeslinjen_operator
  using ((select access.current_municipality()) = '*')
  with check ((select access.current_municipality()) = '*');
