create or replace function planning.is_own_arena(arena_id uuid) returns boolean
language sql stable
as $$
  select exists (
    select from protected.own_areas() as own
    join geography.areas on areas.municipality_code = access.current_municipality()
      and areas.division_id = own.division_id and areas.code = own.area_code
    join geography.arenas on arenas.municipality_code = access.current_municipality() and arenas.id = is_own_arena.arena_id
    where st_covers(areas.geometry, arenas.point)
      or exists (
        select from geography.catchments
        where catchments.municipality_code = access.current_municipality() and catchments.arena_id = arenas.id
          and catchments.division_id = own.division_id and catchments.area_code = own.area_code
      )
  )
$$;
comment on function planning.is_own_arena(uuid) is
  'Whether an arena lies in the present team''s own areas or any of them belongs to its catchment.';
grant execute on function planning.is_own_arena(uuid) to omradeslinjen_team;
