-- The first tables: who may do what, where things lie, what is counted, how areas are grouped, what was run and what was seen.
-- Keys: every table carries municipality_code first, so that no row can point across municipalities.

create schema access;
create schema geography;
create schema exact;
create schema statistics;
create schema planning;
create schema jobs;
create schema audit;

comment on schema access is 'People, their roles and their sessions, and who the present transaction acts as.';
comment on schema geography is 'Municipalities, divisions, areas, neighbours and arenas. Borders are not secret.';
comment on schema exact is 'Exact counts of people. Readable by the planner role only.';
comment on schema statistics is 'Published indicators per area, and the definitions of what can be measured.';
comment on schema planning is 'Teams, plans with their revisions, and rule sets.';
comment on schema jobs is 'Imports and solver runs.';
comment on schema audit is 'What was done and by whom. Append-only.';

-- geography ---------------------------------------------------------------------------------------------------------

create table geography.municipalities (
  code text primary key check (code ~ '^[0-9]{4}$'),
  name text not null check (name <> ''),
  synthetic boolean not null default false,
  default_epsg integer not null default 3006,
  created_at timestamptz not null default now()
);
comment on table geography.municipalities is 'A tenant: one Swedish municipality (kommun), by its four-digit code as text.';
comment on column geography.municipalities.synthetic is 'True for the made-up demonstration municipality; shown on every page.';
comment on column geography.municipalities.default_epsg is 'Coordinate system usually used by the municipality''s own files.';

create table geography.divisions (
  municipality_code text not null references geography.municipalities (code),
  id uuid not null default gen_random_uuid(),
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (name <> ''),
  kind text not null check (kind in ('nyko', 'deso', 'regso', 'other')),
  level integer check (level between 1 and 12),
  edition text not null,
  source text not null,
  source_epsg integer not null,
  valid_from date,
  tolerance_m double precision not null default 1 check (tolerance_m >= 0 and tolerance_m <= 100),
  content_hash text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (municipality_code, id),
  unique (municipality_code, key)
);
comment on table geography.divisions is 'An edition of a set of areas (områdesindelning). Never edited in place: a changed file is a new edition.';
comment on column geography.divisions.level is 'NYKO level of the smallest areas = number of digits in their codes; null for other kinds.';
comment on column geography.divisions.source_epsg is 'Coordinate system of the file it was read from; geometry is kept in EPSG:3006.';
comment on column geography.divisions.tolerance_m is 'How far apart (metres) two borders may lie and still count as the same border.';
comment on column geography.divisions.content_hash is 'SHA-256 of codes, names and geometry; tells when the same file is read twice, and is the ETag of the areas.';

create table geography.areas (
  municipality_code text not null,
  division_id uuid not null,
  code text not null check (code <> ''),
  area_index integer check (area_index >= 0),
  kind text not null check (kind in ('placed', 'unplaced')),
  parent_code text,
  name text not null,
  display_name text,
  geometry geometry (MultiPolygon, 3006),
  label_point geometry (Point, 3006),
  area_m2 double precision,
  perimeter_m double precision,
  primary key (municipality_code, division_id, code),
  unique (municipality_code, division_id, area_index),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade,
  check ((kind = 'placed') = (area_index is not null)),
  check ((kind = 'placed') = (geometry is not null)),
  check (geometry is null or st_isvalid(geometry))
);
create index areas_geometry_idx on geography.areas using gist (geometry);
comment on table geography.areas is 'The units of a division. Unplaced rows are rest codes (9, 99, 0): counted in every total, never drawn.';
comment on column geography.areas.area_index is '0…n−1 in code order: names the area in PostGIS, in the engine''s arrays and as feature id on the map.';
comment on column geography.areas.display_name is 'Full name where the source cut it short.';

create table geography.parent_areas (
  municipality_code text not null,
  division_id uuid not null,
  code text not null,
  level integer not null,
  name text not null,
  primary key (municipality_code, division_id, code),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade
);
comment on table geography.parent_areas is 'Names of the higher levels (NYKO prefixes, RegSO of a DeSO); their borders are the union of their areas.';

create table geography.adjacencies (
  municipality_code text not null,
  division_id uuid not null,
  area_index_a integer not null,
  area_index_b integer not null,
  shared_length_m double precision not null check (shared_length_m > 0),
  largest_gap_m double precision not null default 0 check (largest_gap_m >= 0),
  primary key (municipality_code, division_id, area_index_a, area_index_b),
  foreign key (municipality_code, division_id, area_index_a)
    references geography.areas (municipality_code, division_id, area_index) on delete cascade,
  foreign key (municipality_code, division_id, area_index_b)
    references geography.areas (municipality_code, division_id, area_index) on delete cascade,
  check (area_index_a < area_index_b)
);
comment on table geography.adjacencies is 'Which areas share a border, computed from geometry within the division''s tolerance. Corner contacts are left out.';
comment on column geography.adjacencies.largest_gap_m is 'The largest distance between the two borders where they count as the same.';

create table geography.adjacency_edits (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  division_id uuid not null,
  area_index_a integer not null,
  area_index_b integer not null,
  action text not null check (action in ('add', 'cut')),
  reason text not null check (length(reason) between 2 and 500),
  created_by uuid,
  created_at timestamptz not null default now(),
  removed_by uuid,
  removed_at timestamptz,
  primary key (municipality_code, id),
  foreign key (municipality_code, division_id, area_index_a)
    references geography.areas (municipality_code, division_id, area_index) on delete cascade,
  foreign key (municipality_code, division_id, area_index_b)
    references geography.areas (municipality_code, division_id, area_index) on delete cascade,
  check (area_index_a < area_index_b)
);
create unique index adjacency_edits_present_idx
  on geography.adjacency_edits (municipality_code, division_id, area_index_a, area_index_b) where removed_at is null;
comment on table geography.adjacency_edits is 'Neighbours added (bridge, ferry) or cut (river, motorway) by hand, with the reason and the author.';

create table geography.geometry_findings (
  municipality_code text not null,
  division_id uuid not null,
  finding_number integer not null,
  kind text not null check (kind in ('overlap', 'gap', 'repaired', 'island', 'separate-part', 'sliver')),
  area_index_a integer,
  area_index_b integer,
  amount_m2 double precision,
  geometry geometry (Geometry, 3006),
  primary key (municipality_code, division_id, finding_number),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade
);
comment on table geography.geometry_findings is 'What was not perfect in the layer, so that it can be looked at on the map.';

create table geography.arenas (
  municipality_code text not null references geography.municipalities (code),
  id uuid not null default gen_random_uuid(),
  source text not null,
  external_id text not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('school', 'preschool', 'family-centre', 'bvc', 'youth-centre', 'open-preschool', 'other')),
  organiser text,
  children integer check (children >= 0),
  priority boolean not null default false,
  priority_reason text,
  contact_role text,
  point geometry (Point, 3006),
  corrected boolean not null default false,
  primary key (municipality_code, id),
  unique (municipality_code, source, external_id)
);
create index arenas_point_idx on geography.arenas using gist (point);
comment on table geography.arenas is 'Schools, pre-schools, family centres, BVC, youth centres. A contact is a role, never a person.';
comment on column geography.arenas.point is 'Null where the source gives no usable position: listed, not drawn.';
comment on column geography.arenas.corrected is 'True where a person has moved the point; kept at the next import.';

create table geography.catchments (
  municipality_code text not null,
  arena_id uuid not null,
  division_id uuid not null,
  area_code text not null,
  primary key (municipality_code, arena_id, division_id, area_code),
  foreign key (municipality_code, arena_id) references geography.arenas (municipality_code, id) on delete cascade,
  foreign key (municipality_code, division_id, area_code)
    references geography.areas (municipality_code, division_id, code) on delete cascade
);
comment on table geography.catchments is 'Which areas belong to a school''s or pre-school''s catchment (upptagningsområde).';

create table geography.backgrounds (
  municipality_code text primary key references geography.municipalities (code),
  features jsonb not null check (features ->> 'type' = 'FeatureCollection'),
  attribution text not null,
  content_hash text not null
);
comment on table geography.backgrounds is 'Water, roads and outline (GeoJSON in degrees) for the map''s plain background; property kind: outline, sea, lake, river, road.';

-- access ------------------------------------------------------------------------------------------------------------

create table access.users (
  municipality_code text not null references geography.municipalities (code),
  id uuid not null default gen_random_uuid(),
  subject text not null,
  display_name text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  primary key (municipality_code, id),
  unique (municipality_code, subject)
);
comment on table access.users is 'People who have signed in. The subject is the identity provider''s name for them, never a personal number.';

create table access.user_roles (
  municipality_code text not null,
  user_id uuid not null,
  role text not null check (role in ('planner', 'manager', 'team', 'admin')),
  team_id uuid,
  primary key (municipality_code, user_id, role),
  foreign key (municipality_code, user_id) references access.users (municipality_code, id) on delete cascade
);
comment on table access.user_roles is 'The roles a person may act in; read at every request.';

create table access.sessions (
  token_hash bytea primary key,
  municipality_code text not null,
  user_id uuid not null,
  role text not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  foreign key (municipality_code, user_id, role)
    references access.user_roles (municipality_code, user_id, role) on delete cascade
);
comment on table access.sessions is 'Signed-in sessions. Only the SHA-256 of the cookie''s token is kept.';

-- statistics --------------------------------------------------------------------------------------------------------

create table statistics.measures (
  municipality_code text not null references geography.municipalities (code),
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name_sv text not null,
  name_en text not null,
  kind text not null check (kind in ('population', 'clients')),
  age_from integer check (age_from between 0 and 120),
  age_to integer check (age_to between 0 and 120),
  case_types text[],
  years integer check (years between 1 and 20),
  position integer not null default 0,
  primary key (municipality_code, key),
  check ((kind = 'population') = (age_from is not null)),
  check (age_to is null or age_to >= age_from)
);
comment on table statistics.measures is 'What can be counted per area: people in an age span, or clients of some case types over the last years.';
comment on column statistics.measures.age_to is 'Last age included; null means and older.';
comment on column statistics.measures.case_types is 'Null means all case types.';
comment on column statistics.measures.years is 'How many of the latest years are summed (clients).';

create table statistics.indicators (
  municipality_code text not null references geography.municipalities (code),
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  unit text not null,
  direction text not null default 'neutral' check (direction in ('higher-is-better', 'lower-is-better', 'neutral')),
  decimals integer not null default 1 check (decimals between 0 and 6),
  source text not null,
  method text,
  primary key (municipality_code, key)
);
comment on table statistics.indicators is 'Described statistics per area and period: rates, shares, medians.';

create table statistics.indicator_values (
  municipality_code text not null,
  indicator_key text not null,
  division_id uuid not null,
  area_code text not null,
  period integer not null check (period between 1900 and 2200),
  sex text not null default 'T' check (sex in ('F', 'M', 'T')),
  value double precision,
  missing_reason text check (missing_reason in ('suppressed', 'missing', 'less-than')),
  primary key (municipality_code, indicator_key, division_id, area_code, period, sex),
  foreign key (municipality_code, indicator_key) references statistics.indicators (municipality_code, key) on delete cascade,
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id) on delete cascade,
  check ((value is null) = (missing_reason is not null))
);
comment on table statistics.indicator_values is 'Values of indicators. The area code may be of any level of the division. A missing value says why.';

-- exact counts ------------------------------------------------------------------------------------------------------

create table exact.population_counts (
  municipality_code text not null,
  division_id uuid not null,
  area_code text not null,
  reference_date date not null,
  age_from integer not null check (age_from between 0 and 120),
  age_to integer not null check (age_to between 0 and 999),
  sex text not null check (sex in ('F', 'M', 'T')),
  people integer check (people >= 0),
  missing_reason text check (missing_reason in ('suppressed', 'missing', 'less-than')),
  primary key (municipality_code, division_id, area_code, reference_date, age_from, age_to, sex),
  foreign key (municipality_code, division_id, area_code)
    references geography.areas (municipality_code, division_id, code) on delete cascade,
  check (age_to >= age_from),
  check ((people is null) = (missing_reason is not null))
);
comment on table exact.population_counts is 'People per area, date, age class and sex. age_to 999 means and older. T is both sexes, used only where the source does not part them.';

create table exact.client_counts (
  municipality_code text not null,
  division_id uuid not null,
  area_code text not null,
  year integer not null check (year between 1900 and 2200),
  case_type text not null check (case_type <> ''),
  clients integer check (clients >= 0),
  missing_reason text check (missing_reason in ('suppressed', 'missing', 'less-than')),
  primary key (municipality_code, division_id, area_code, year, case_type),
  foreign key (municipality_code, division_id, area_code)
    references geography.areas (municipality_code, division_id, code) on delete cascade,
  check ((clients is null) = (missing_reason is not null))
);
comment on table exact.client_counts is 'Clients per area, year and case type. Only counts: no row of a case is ever stored.';

-- planning ----------------------------------------------------------------------------------------------------------

create table planning.teams (
  municipality_code text not null references geography.municipalities (code),
  id uuid not null default gen_random_uuid(),
  letter text not null check (length(letter) between 1 and 2),
  name text not null check (name <> ''),
  colour_index integer not null check (colour_index between 0 and 7),
  investigation_positions numeric(6, 2) not null default 0 check (investigation_positions >= 0),
  first_line_positions numeric(6, 2) not null default 0 check (first_line_positions >= 0),
  home_arena_id uuid,
  retired_at timestamptz,
  version integer not null default 1,
  primary key (municipality_code, id),
  foreign key (municipality_code, home_arena_id) references geography.arenas (municipality_code, id)
);
create unique index teams_letter_idx on planning.teams (municipality_code, letter) where retired_at is null;
comment on table planning.teams is 'Geographic teams with letter, colour and present positions; a plan keeps the positions it was made for.';

alter table access.user_roles
  add foreign key (municipality_code, team_id) references planning.teams (municipality_code, id);

create table planning.rule_sets (
  municipality_code text not null references geography.municipalities (code),
  id uuid not null default gen_random_uuid(),
  name text not null check (name <> ''),
  version integer not null default 1,
  rules jsonb not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (municipality_code, id, version)
);
comment on table planning.rule_sets is 'Named and versioned rules (villkor): balanced measures, targets, locks, keep-together groups, goals.';

create table planning.plans (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  division_id uuid not null,
  name text not null check (name <> ''),
  description text not null default '',
  status text not null default 'draft' check (status in ('draft', 'proposed', 'adopted', 'superseded')),
  adopted_from date,
  version integer not null default 1,
  run_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (municipality_code, id),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id)
);
comment on table planning.plans is 'One grouping of a division''s areas into teams: draft → proposed → adopted → superseded.';
comment on column planning.plans.version is 'Grows at every change; the ETag that If-Match is compared with.';

create table planning.plan_teams (
  municipality_code text not null,
  plan_id uuid not null,
  team_index integer not null check (team_index >= 0),
  team_id uuid not null,
  investigation_positions numeric(6, 2) not null check (investigation_positions >= 0),
  first_line_positions numeric(6, 2) not null check (first_line_positions >= 0),
  primary key (municipality_code, plan_id, team_index),
  unique (municipality_code, plan_id, team_id),
  foreign key (municipality_code, plan_id) references planning.plans (municipality_code, id) on delete cascade,
  foreign key (municipality_code, team_id) references planning.teams (municipality_code, id)
);
comment on table planning.plan_teams is 'The teams of a plan, their index in its arrays, and the positions the plan was made for.';

create table planning.plan_revisions (
  municipality_code text not null,
  plan_id uuid not null,
  revision integer not null check (revision >= 1),
  team_indexes smallint[] not null,
  comment text not null default '',
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (municipality_code, plan_id, revision),
  foreign key (municipality_code, plan_id) references planning.plans (municipality_code, id) on delete cascade
);
comment on table planning.plan_revisions is 'Assignments of a plan over time. Element area_index + 1 is the team_index of that area; −1 is unassigned.';

-- jobs --------------------------------------------------------------------------------------------------------------

create table jobs.runs (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  division_id uuid not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'finished', 'stopped', 'failed')),
  rules jsonb not null,
  team_ids uuid[] not null,
  problem bytea not null,
  problem_hash text not null,
  seed bigint not null,
  step_limit bigint,
  seconds_limit double precision,
  steps bigint,
  engine_version text not null,
  feasible boolean,
  team_indexes smallint[],
  scores jsonb,
  failure jsonb,
  created_by uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (municipality_code, id),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id)
);
comment on table jobs.runs is 'Uses of the solver: problem, rules, seed, engine version, steps taken and result, so that each can be repeated to the bit.';
comment on column jobs.runs.problem is 'The encoded problem as the engine got it; holds exact counts, so planners only.';

create table jobs.imports (
  municipality_code text not null references geography.municipalities (code),
  id uuid not null default gen_random_uuid(),
  purpose text not null,
  file_name text not null,
  file_hash text not null,
  status text not null check (status in ('running', 'loaded', 'unchanged', 'refused', 'cancelled', 'failed')),
  division_id uuid,
  options jsonb not null default '{}',
  row_count integer,
  loaded_count integer,
  issues jsonb not null default '[]',
  created_by uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (municipality_code, id)
);
comment on table jobs.imports is 'Files that were brought in or refused, with every remark. The file itself is not kept.';

create table jobs.column_mappings (
  municipality_code text not null references geography.municipalities (code),
  purpose text not null,
  heading_signature text not null,
  mapping jsonb not null,
  updated_by uuid,
  updated_at timestamptz not null default now(),
  primary key (municipality_code, purpose, heading_signature)
);
comment on table jobs.column_mappings is 'Remembered answers to "which column is what", by the headings of the file.';

-- audit -------------------------------------------------------------------------------------------------------------

create table audit.events (
  id bigint generated always as identity primary key,
  municipality_code text,
  occurred_at timestamptz not null default now(),
  user_id uuid,
  role text,
  action text not null,
  object_kind text,
  object_id text,
  details jsonb not null default '{}'
);
create index audit_events_time_idx on audit.events (municipality_code, occurred_at);
comment on table audit.events is 'Append-only: reads of exact counts, imports, exports, plan changes, sign-ins and refused requests.';
