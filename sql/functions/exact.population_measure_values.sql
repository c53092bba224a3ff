create or replace function exact.population_measure_values(
  municipality_code text, division_id uuid, measure_key text, as_of date
) returns table (
  area_code text, area_index integer, value double precision, missing boolean, missing_reason text, estimated boolean
)
language plpgsql stable
as $$
declare
  present_date date;
  first_age integer;
  last_age integer;
begin
  select max(population_counts.reference_date) into present_date
  from exact.population_counts
  where population_counts.municipality_code = population_measure_values.municipality_code
    and population_counts.division_id = population_measure_values.division_id
    and (as_of is null or population_counts.reference_date <= as_of);
  select measures.age_from, measures.age_to into first_age, last_age
  from statistics.measures
  where measures.municipality_code = population_measure_values.municipality_code
    and measures.key = population_measure_values.measure_key;

  return query
  select areas.code, areas.area_index, counted.people, counted.people is null, counted.missing_reason, counted.estimated
  from exact.people_in_span(municipality_code, division_id, present_date, first_age, last_age) as counted
  join geography.areas on areas.code = counted.area_code
  where areas.municipality_code = population_measure_values.municipality_code
    and areas.division_id = population_measure_values.division_id
  order by areas.area_index nulls last, areas.code;
end
$$;
comment on function exact.population_measure_values(text, uuid, text, date) is
  'The part of exact.measure_values that counts people: exact.people_in_span of the measure''s ages at the newest date not later than as_of.';
grant execute on function exact.population_measure_values(text, uuid, text, date) to omradeslinjen_planner;
