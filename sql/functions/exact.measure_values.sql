create or replace function exact.measure_values(
  municipality_code text, division_id uuid, measure_key text, as_of date default null
) returns table (
  area_code text, area_index integer, value double precision, missing boolean, missing_reason text, estimated boolean
)
language plpgsql stable
as $$
declare
  measure_kind text;
begin
  select measures.kind into measure_kind from statistics.measures
  where measures.municipality_code = measure_values.municipality_code and measures.key = measure_values.measure_key;
  if not found then
    raise exception using errcode = 'OL003', message = format('No measure %s in the municipality.', measure_key);
  end if;
  if measure_kind = 'population' then
    return query select * from exact.population_measure_values(municipality_code, division_id, measure_key, as_of);
  else
    return query select * from exact.client_measure_values(municipality_code, division_id, measure_key, as_of);
  end if;
end
$$;
comment on function exact.measure_values(text, uuid, text, date) is
  'A measure for every area of a division, unplaced ones too, from the newest counts not later than as_of. A value is null where any part of it is unknown; estimated where an age class was cut in proportion.';
grant execute on function exact.measure_values(text, uuid, text, date) to omradeslinjen_planner;
