-- The classes of a date are told from the index alone, and the rows of a span are read without those of other ages.
create index population_counts_by_age_class
  on exact.population_counts (municipality_code, division_id, reference_date, age_from, age_to);
