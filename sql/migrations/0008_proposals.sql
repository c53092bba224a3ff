-- Proposals: rule sets of a division with their teams, saved groups of areas, runs of several kinds and the plans they found.

-- No earlier version of the program wrote a rule set, so that every row to come has its division.
alter table planning.rule_sets
  add column division_id uuid not null,
  add column teams jsonb not null default '[]',
  add column retired_at timestamptz,
  add foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id);
comment on column planning.rule_sets.teams is 'The teams with their positions that the rules were written for.';
comment on column planning.rule_sets.retired_at is 'Set in every version when somebody put the rules away; runs that used them keep them.';
create index on planning.rule_sets (municipality_code, division_id);

create table planning.area_groups (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  division_id uuid not null,
  name text not null check (name <> ''),
  area_codes text[] not null check (cardinality(area_codes) >= 1),
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (municipality_code, id),
  unique (municipality_code, division_id, name),
  foreign key (municipality_code, division_id) references geography.divisions (municipality_code, id)
);
comment on table planning.area_groups is 'Named groups of areas that are saved once and used in many rule sets: neighbourhoods, profiles, catchments drawn by hand.';

alter table jobs.runs
  add column kind text not null default 'division'
    check (kind in ('division', 'frontier', 'mend', 'proof', 'prices', 'alternatives')),
  add column plan_id uuid,
  add column rule_set_id uuid,
  add column rule_set_version integer,
  add column findings jsonb,
  add check ((rule_set_id is null) = (rule_set_version is null)),
  add foreign key (municipality_code, rule_set_id, rule_set_version)
    references planning.rule_sets (municipality_code, id, version);
comment on column jobs.runs.kind is 'What was asked: a division, the frontier of least change, a repair, a proof, the price of rules, or alternatives.';
comment on column jobs.runs.plan_id is 'The plan that a repair, a proof, prices or alternatives are about; it may have been deleted since.';
comment on column jobs.runs.findings is 'Proven bounds, prices of rules and differences between the solutions.';
create index on jobs.runs (municipality_code, plan_id) where plan_id is not null;

create table jobs.run_solutions (
  municipality_code text not null,
  run_id uuid not null,
  solution integer not null check (solution >= 0),
  team_indexes smallint[] not null,
  scores jsonb not null,
  primary key (municipality_code, run_id, solution),
  foreign key (municipality_code, run_id) references jobs.runs (municipality_code, id) on delete cascade
);
comment on table jobs.run_solutions is 'Plans that one run found: the points of a frontier, or alternatives. Element area_index + 1 is the team''s position in the run''s teams.';
