-- Monthly flow of cases per team and case type: exact for nobody but the import, protected for all who read it.

create table exact.flow_months (
  municipality_code text not null references geography.municipalities (code),
  month date not null check (extract(day from month) = 1),
  unit text not null,
  case_type text not null check (case_type <> ''),
  received integer check (received >= 0),
  investigated integer check (investigated >= 0),
  open_cases integer check (open_cases >= 0),
  days_assessment double precision check (days_assessment >= 0),
  days_investigation double precision check (days_investigation >= 0),
  days_waiting double precision check (days_waiting >= 0),
  primary key (municipality_code, month, unit, case_type)
);
comment on table exact.flow_months is 'Cases by month, team and case type: received, gone on to investigation, open at the end of the month, and days in each step. Null where the file does not say.';
comment on column exact.flow_months.unit is 'The team''s letter; empty where the file does not part the teams or the row has none.';

create table protected.flow_months (
  municipality_code text not null references geography.municipalities (code),
  month date not null,
  unit text not null,
  case_type text not null,
  received integer check (received >= 0 and received % 5 = 0),
  investigated integer check (investigated >= 0 and investigated % 5 = 0),
  open_cases integer check (open_cases >= 0 and open_cases % 5 = 0),
  days_assessment double precision,
  days_investigation double precision,
  days_waiting double precision,
  primary key (municipality_code, month, unit, case_type)
);
comment on table protected.flow_months is 'The same rounded by the secret to multiples of five, and days only where enough cases are told.';
