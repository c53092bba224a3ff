create or replace function access.team_ids_of(municipality_code text, user_id uuid, role text) returns uuid[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select coalesce(array_agg(distinct bound.team_id order by bound.team_id), '{}') from access.user_teams as bound
  where team_ids_of.role = 'team'
    and bound.municipality_code = team_ids_of.municipality_code and bound.user_id = team_ids_of.user_id);
end
$$;
comment on function access.team_ids_of(text, uuid, text) is
  'The teams a person is bound to while acting as team; empty in every other role. For the functions of this schema only.';
