create or replace function access.current_application_role() returns text
language sql stable parallel safe
as $$
  select nullif(current_setting('app.role', true), '')
$$;
comment on function access.current_application_role() is
  'planner, manager, team, admin, reviewer, login, operator or anonymous; null outside of the service.';
grant execute on function access.current_application_role()
  to omradeslinjen_anonymous, omradeslinjen_login, omradeslinjen_signed_in, omradeslinjen_operator;
