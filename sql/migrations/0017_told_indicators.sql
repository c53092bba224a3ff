-- Indicators as everybody is told them, and numbers of people that are rounded also where an area is joined with a small one.

create table protected.indicator_values (
  municipality_code text not null,
  division_id uuid not null,
  indicator_key text not null,
  area_code text not null,
  period integer not null check (period between 1900 and 2200),
  value double precision,
  missing_reason text check (missing_reason in ('suppressed', 'missing', 'less-than', 'protected')),
  joined boolean not null,
  primary key (municipality_code, division_id, indicator_key, period, area_code),
  foreign key (municipality_code, indicator_key) references statistics.indicators (municipality_code, key) on delete cascade,
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade,
  check ((value is null) = (missing_reason is not null))
);
comment on table protected.indicator_values is 'Indicators as all but planners are told them: as published, and one value for areas that are told together.';
comment on column protected.indicator_values.area_code is 'A code of any level of the division.';
comment on column protected.indicator_values.joined is 'True where the value is that of several areas together, or was made from a rounded number of people.';

-- Made anew at the next start, by the present rules.
delete from protected.measures;
