-- Tallies of answers: no role reads or writes them; functions with their owner's rights count and tell sums.
alter table planning.survey_tallies enable row level security;
