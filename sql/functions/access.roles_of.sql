create or replace function access.roles_of(municipality_code text, user_id uuid) returns text[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select coalesce(array_agg(distinct held.role order by held.role), '{}') from access.user_roles as held
  where held.municipality_code = roles_of.municipality_code and held.user_id = roles_of.user_id);
end
$$;
comment on function access.roles_of(text, uuid) is
  'The roles a person holds, whoever gave them. For the functions of this schema: no role of the service may call it.';
