-- What planners have locked in a draft: kept with it, so that whoever opens it meets the same locks.

create table planning.plan_locks (
  municipality_code text not null,
  plan_id uuid not null,
  version integer not null default 2 check (version >= 2),
  area_codes text[] not null default '{}',
  team_ids uuid[] not null default '{}',
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  primary key (municipality_code, plan_id),
  foreign key (municipality_code, plan_id) references planning.plans (municipality_code, id) on delete cascade
);
comment on table planning.plan_locks is 'Areas and teams of a draft that the drawing and a repair leave as they are. A plan without a row has no locks.';
comment on column planning.plan_locks.version is 'Two planners may lock at once. A plan without a row is at version 1, so the first row is at 2.';
