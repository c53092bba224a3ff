create or replace function access.display_name(user_id uuid) returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select users.display_name from access.users
  where access.current_municipality() = users.municipality_code and users.id = display_name.user_id
$$;
comment on function access.display_name(uuid) is
  'The name of a person of one''s own municipality, to be shown beside what they made; null for others.';
grant execute on function access.display_name(uuid) to omradeslinjen_signed_in;
