-- The municipality's mean of each indicator and year, stored with the protected numbers: reckoned anew for each profile it took longer than the profile.

create table protected.indicator_means (
  municipality_code text not null,
  division_id uuid not null,
  indicator_key text not null,
  period integer not null check (period between 1900 and 2200),
  mean double precision not null,
  people double precision check (people > 0),
  low double precision,
  high double precision,
  primary key (municipality_code, division_id, indicator_key, period),
  foreign key (municipality_code, indicator_key) references statistics.indicators (municipality_code, key) on delete cascade,
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade,
  check ((low is null) = (high is null))
);
comment on table protected.indicator_means is 'The mean of the municipality''s areas by indicator and year, made from the protected values by protected.weighted_indicator_means: what everybody compares with. None where nobody is known to weigh by.';
comment on column protected.indicator_means.people is 'How many people the file said that the values rest on; null for what the program itself reckons the people of.';
comment on column protected.indicator_means.low is 'The 95 % interval where files gave standard errors or intervals; null where there is none, or where it is reckoned from people.';

-- The same counts and the same secret give the same values: the next start makes them again, now with these means.
delete from protected.measures;
