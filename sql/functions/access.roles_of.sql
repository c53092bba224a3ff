create or replace function access.roles_of(municipality_code text, user_id uuid) returns text[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(distinct held.role order by held.role), '{}') from access.user_roles as held
  where held.municipality_code = roles_of.municipality_code and held.user_id = roles_of.user_id
$$;
comment on function access.roles_of(text, uuid) is
  'The roles a person holds, whoever gave them. For the functions of this schema: no role of the service may call it.';
