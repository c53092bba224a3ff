-- The protected base table: what anybody but a planner is told of people, rounded once by a secret and never counted again.

create schema protected;
comment on schema protected is 'Counts rounded once by the installation''s secret. All that managers and teams are told of people comes from here.';

grant usage on schema protected to omradeslinjen_planner, omradeslinjen_manager, omradeslinjen_team, omradeslinjen_operator;

create table protected.installation_key (
  one_row boolean primary key default true check (one_row),
  check_value text not null,
  noted_at timestamptz not null default now()
);
comment on table protected.installation_key is 'What tells the installation''s secret from another one. The secret itself is never in the database.';

create table protected.publication_areas (
  municipality_code text not null,
  division_id uuid not null,
  area_code text not null,
  publication_area text not null,
  children double precision not null check (children >= 0),
  told boolean not null,
  drawn_at timestamptz not null default now(),
  primary key (municipality_code, division_id, area_code),
  foreign key (municipality_code, division_id, area_code)
    references geography.areas (municipality_code, division_id, code) on delete cascade
);
comment on table protected.publication_areas is 'Areas with fewer than 50 children joined with neighbours, drawn once from the division''s first population and frozen.';
comment on column protected.publication_areas.publication_area is 'Lowest code of the areas told together; "utan" for those without a place.';
comment on column protected.publication_areas.children is 'Children 0–17 when it was drawn: what a joined area''s number is shared by.';
comment on column protected.publication_areas.told is 'False where even the joined areas have fewer than 50 children: nothing of them is told.';

create table protected.client_years (
  municipality_code text not null references geography.municipalities (code),
  year integer not null,
  division_id uuid not null,
  primary key (municipality_code, year),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade
);
comment on table protected.client_years is 'The one division that a year''s clients are told in. Told over two divisions, the same people could be worked out from the difference.';

create table protected.measures (
  municipality_code text not null,
  division_id uuid not null,
  key text not null,
  kind text not null check (kind in ('population', 'clients')),
  name_sv text not null,
  name_en text not null,
  position integer not null,
  primary key (municipality_code, division_id, key),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade
);
comment on table protected.measures is 'The measures that there are protected values of. A case type is named only when it is told in at least five areas.';

create table protected.area_values (
  municipality_code text not null,
  division_id uuid not null,
  measure_key text not null,
  period text not null check (period <> ''),
  area_code text not null,
  value double precision check (value >= 0),
  missing_reason text check (missing_reason in ('suppressed', 'missing', 'less-than', 'protected')),
  estimated boolean not null,
  rounded boolean not null,
  primary key (municipality_code, division_id, measure_key, period, area_code),
  foreign key (municipality_code, division_id, measure_key)
    references protected.measures (municipality_code, division_id, key) on delete cascade,
  foreign key (municipality_code, division_id, area_code)
    references geography.areas (municipality_code, division_id, code) on delete cascade,
  check ((value is null) = (missing_reason is not null))
);
comment on table protected.area_values is 'Protected values by area. Clients are multiples of five by publication area, parted in whole numbers among joined areas; people are as imported, rounded alike where an area has few children.';
comment on column protected.area_values.period is 'A year (totals of clients), three fixed years (case types, "2023-2025") or a date (people).';
comment on column protected.area_values.estimated is 'True where an age class had to be cut.';
comment on column protected.area_values.rounded is 'True where the value was rounded by the secret.';

create table protected.means (
  municipality_code text not null,
  division_id uuid not null,
  measure_key text not null,
  period text not null,
  mean double precision not null,
  area_count integer not null check (area_count > 0),
  primary key (municipality_code, division_id, measure_key, period),
  foreign key (municipality_code, division_id, measure_key)
    references protected.measures (municipality_code, division_id, key) on delete cascade
);
comment on table protected.means is 'The mean of the municipality''s areas, made from the protected values: what teams compare their own areas with.';
