create or replace function planning.newest_revision(municipality_code text, plan_id uuid) returns integer
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select max(plan_revisions.revision) from planning.plan_revisions
  where access.current_municipality() = newest_revision.municipality_code
    and plan_revisions.municipality_code = newest_revision.municipality_code
    and plan_revisions.plan_id = newest_revision.plan_id
$$;
comment on function planning.newest_revision(text, uuid) is
  'Number of a plan''s newest revision, in one''s own municipality. For the policy on revisions, which can not ask its own table.';
grant execute on function planning.newest_revision(text, uuid) to omradeslinjen_reader;
