-- How certain an indicator's value is: as the file tells it, and as everybody is told it.

alter table statistics.indicator_values
  add column base integer check (base >= 0),
  add column standard_error double precision check (standard_error > 0),
  add column interval_low double precision,
  add column interval_high double precision,
  add check ((interval_low is null) = (interval_high is null)),
  add check (interval_low < interval_high);
comment on column statistics.indicator_values.base is 'How many people the value rests on, by the file; null where it does not say.';
comment on column statistics.indicator_values.standard_error is 'In the indicator''s own unit, by the file.';
comment on column statistics.indicator_values.interval_low is 'The 95 % interval that the file gives, in the indicator''s own unit.';

alter table protected.indicator_values
  add column people double precision check (people > 0),
  add column low double precision,
  add column high double precision,
  add check ((low is null) = (high is null)),
  add check (low < high),
  add check (value is not null or (people is null and low is null));
comment on column protected.indicator_values.people is 'How many people the file says that the value rests on, as it is told; an area told together with others has a part of theirs. Null for what the program itself reckons the people of.';
comment on column protected.indicator_values.low is 'The 95 % interval by the file''s standard error or interval, as it is told; null where there is none, or where it is reckoned from people.';
