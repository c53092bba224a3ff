-- Forecast and watch: children of the municipality by single year, what a municipality calls balanced and full, and each month's finding.

create table protected.age_totals (
  municipality_code text not null,
  division_id uuid not null,
  reference_date date not null,
  age integer not null check (age >= 0),
  people double precision not null check (people >= 0),
  primary key (municipality_code, division_id, reference_date, age),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade
);
comment on table protected.age_totals is 'Children by single year in all areas that are told as imported, together: how old a class is and how it grows older. None where fewer than five areas are.';

create table planning.load_limits (
  municipality_code text primary key references geography.municipalities (code),
  version integer not null check (version >= 1),
  band_fraction double precision not null check (band_fraction between 0.01 and 0.5),
  capacity_per_position double precision check (capacity_per_position > 0),
  changed_by uuid,
  changed_at timestamptz not null default now()
);
comment on table planning.load_limits is 'What the municipality calls balanced and full. Without a row the program''s own default, version 0, applies.';
comment on column planning.load_limits.band_fraction is 'Load per position may differ so much from the mean of all teams.';
comment on column planning.load_limits.capacity_per_position is 'Load of investigations that one position can carry in a year, in the unit of the weights; null where it is not said.';

create table planning.watch_findings (
  municipality_code text not null,
  division_id uuid not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  finding jsonb not null,
  checked_at timestamptz not null,
  primary key (municipality_code, division_id, month),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade
);
comment on table planning.watch_findings is 'What each month''s check of today''s division found, made from protected values alone. A later check of the same month takes its place.';

-- The same counts and the same secret give the same values: the next start makes them again, now with the ages.
delete from protected.measures;
