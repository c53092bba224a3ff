create or replace function geography.polygons_only(shape geometry) returns geometry
language plpgsql immutable
as $$
declare
  -- Overlays need a valid geometry: in the embedded engine an invalid one ends the statement without an answer.
  polygons geometry := st_multi(st_collectionextract(st_makevalid(shape), 3));
begin
  if polygons is null or st_isempty(polygons) or st_area(polygons) = 0 then
    raise exception using errcode = 'OL001', message = 'Nothing of the geometry is left after repair.';
  end if;
  return polygons;
end
$$;
comment on function geography.polygons_only(geometry) is
  'The polygons of a geometry after ST_MakeValid, as a valid MultiPolygon in the same coordinate system; OL001 when no area is left.';
grant execute on function geography.polygons_only(geometry) to omradeslinjen_planner, omradeslinjen_operator;
