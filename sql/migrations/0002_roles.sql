-- The roles that transactions act in. None can log in, none owns anything; the service's login may become them.
-- Roles belong to the whole server: another database of ours may have made them already.

do $$
declare
  role_name text;
begin
  foreach role_name in array array[
    'omradeslinjen_signed_in', 'omradeslinjen_anonymous', 'omradeslinjen_planner', 'omradeslinjen_manager',
    'omradeslinjen_team', 'omradeslinjen_admin', 'omradeslinjen_operator'
  ] loop
    begin
      execute format('create role %I nologin', role_name);
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end
$$;

comment on role omradeslinjen_signed_in is 'What every signed-in person may do; never acted in by itself.';
comment on role omradeslinjen_anonymous is 'Nobody is signed in: may list municipalities, look up a session and leave a trace in the log.';
comment on role omradeslinjen_planner is 'Plans the division into teams; the only role that reads exact counts.';
comment on role omradeslinjen_manager is 'Follows the teams; sees plans that are no longer drafts.';
comment on role omradeslinjen_team is 'A first-line team; sees plans that are no longer drafts.';
comment on role omradeslinjen_admin is 'Manages users and reads the log; sees no counts.';
comment on role omradeslinjen_operator is 'The program itself: demonstration and command line. Writes exact counts but can not read them.';

grant omradeslinjen_signed_in
  to omradeslinjen_planner, omradeslinjen_manager, omradeslinjen_team, omradeslinjen_admin;

grant usage on schema access, audit, geography to omradeslinjen_anonymous;
grant usage on schema access, audit, geography, planning, statistics to omradeslinjen_signed_in;
grant usage on schema exact, jobs to omradeslinjen_planner;
grant usage on schema access, audit, exact, geography, jobs, planning, statistics to omradeslinjen_operator;
