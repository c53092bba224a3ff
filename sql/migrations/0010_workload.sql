-- Workload: what a case of each type and a child ask of a team in a year, a new row for every version.

create table planning.workload_weights (
  municipality_code text not null references geography.municipalities (code),
  version integer not null check (version >= 1),
  unit text not null check (unit in ('hours', 'points')),
  per_case jsonb not null check (jsonb_typeof(per_case) = 'array'),
  other_case double precision not null check (other_case >= 0),
  per_child double precision not null check (per_child >= 0),
  note text not null default '' check (length(note) <= 500),
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (municipality_code, version)
);
comment on table planning.workload_weights is 'Workload weights (tyngder) by version; none is ever changed or deleted. Without a row the program''s own default, version 0, applies.';
comment on column planning.workload_weights.per_case is 'Case types by the key of their measure, each with the load of one case.';
comment on column planning.workload_weights.other_case is 'Load of one case of a type without a weight of its own.';
comment on column planning.workload_weights.per_child is 'Load of preventive work per child and year.';
