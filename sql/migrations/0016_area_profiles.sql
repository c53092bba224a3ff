-- Area profiles: what people decide of arenas, the priority index's weights, and how often anything that profiles show has changed.

alter table geography.arenas
  add column priority_since date,
  add column priority_decided boolean not null default false,
  add column contact_decided boolean not null default false,
  add column care_version integer not null default 1;
comment on column geography.arenas.priority_since is 'The day from which it has priority, where that is known.';
comment on column geography.arenas.priority_decided is 'True where a planner has decided on priority here; kept at the next import.';
comment on column geography.arenas.contact_decided is 'True where the contact role was written here; kept at the next import.';
comment on column geography.arenas.care_version is 'Grows with each decision on priority or contact; what If-Match is compared with.';

create table planning.priority_indexes (
  municipality_code text not null references geography.municipalities (code),
  version integer not null check (version >= 1),
  weights jsonb not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (municipality_code, version)
);
comment on table planning.priority_indexes is 'What the municipality weighs together to propose priority arenas. Never changed: a change is a new version.';

create table planning.change_counters (
  stripe integer primary key,
  changes bigint not null
);
comment on table planning.change_counters is 'How often something that area profiles show has changed, in stripes so that writers do not wait for each other. Holds nothing of what changed.';
