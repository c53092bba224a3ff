create or replace function protected.own_area_codes(division_id uuid) returns text[]
language sql stable
as $$
  select coalesce(array_agg(own.area_code order by own.area_code), '{}')
  from protected.own_areas() as own where own.division_id = own_area_codes.division_id
$$;
comment on function protected.own_area_codes(uuid) is
  'Codes of a division''s areas that are the present person''s teams'' own, by today''s division; empty, never null.';
grant execute on function protected.own_area_codes(uuid) to omradeslinjen_team;
