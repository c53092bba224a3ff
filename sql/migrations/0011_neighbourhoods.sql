-- Named neighbourhoods: groups of areas that people know by name, which area profiles are made for.

create table planning.neighbourhoods (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  division_id uuid not null,
  name text not null check (name <> '' and length(name) <= 120),
  area_codes text[] not null check (cardinality(area_codes) >= 1),
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (municipality_code, id),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id)
);
create unique index neighbourhoods_name_idx on planning.neighbourhoods (municipality_code, division_id, name)
  where retired_at is null;
comment on table planning.neighbourhoods is 'Areas of a division under a name that people use (Bredsand), with an area profile of their own. Unlike groups of areas in rules, others than planners see them.';
comment on column planning.neighbourhoods.retired_at is 'Set when somebody put it away; its profile and what hangs on it are kept.';
