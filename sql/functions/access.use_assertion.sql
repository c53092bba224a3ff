create or replace function access.use_assertion(
  municipality_code text, assertion_hash bytea, expires_at timestamptz
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform access.require_login(use_assertion.municipality_code);
  insert into access.used_assertions (municipality_code, assertion_hash, expires_at)
  select municipalities.code, use_assertion.assertion_hash, use_assertion.expires_at
  from geography.municipalities where municipalities.code = use_assertion.municipality_code
  on conflict on constraint used_assertions_pkey do nothing;
  return found;
end
$$;
comment on function access.use_assertion(text, bytea, timestamptz) is 'Notes that an assertion was used; false where it already was.';
grant execute on function access.use_assertion(text, bytea, timestamptz) to omradeslinjen_login;
