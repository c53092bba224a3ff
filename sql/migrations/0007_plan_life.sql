-- A plan through its life: one adopted plan a division, from when to when it applies, drafts that can be taken back, branches, and comments.

alter table planning.plans
  add column superseded_from date,
  add column superseded_by_plan_id uuid,
  add column branched_from_plan_id uuid,
  add column branched_from_revision integer,
  add column deleted_at timestamptz,
  add column deleted_by uuid;
comment on column planning.plans.superseded_from is 'The first day on which it no longer applies.';
comment on column planning.plans.superseded_by_plan_id is 'The plan whose adoption superseded it; null where it was ended by itself.';
comment on column planning.plans.branched_from_revision is 'The revision of the other plan that this one began as a copy of.';
comment on column planning.plans.deleted_at is 'Drafts only: out of sight, and can be taken back.';

-- Until now adopting left the earlier plan adopted: the one that applies from the latest day is kept so.
with ranked as (
  select municipality_code, id, lead(id) over by_day as next_id, lead(adopted_from) over by_day as next_from
  from planning.plans where status = 'adopted'
  window by_day as (partition by municipality_code, division_id order by adopted_from nulls first, created_at, id)
)
update planning.plans set status = 'superseded', superseded_by_plan_id = ranked.next_id,
  superseded_from = coalesce(ranked.next_from, plans.updated_at::date), version = version + 1
from ranked
where ranked.municipality_code = plans.municipality_code and ranked.id = plans.id and ranked.next_id is not null;
update planning.plans set superseded_from = updated_at::date where status = 'superseded' and superseded_from is null;

alter table planning.plans
  add check ((status = 'superseded') = (superseded_from is not null)),
  add check (superseded_by_plan_id is null or status = 'superseded'),
  add check (deleted_at is null or status = 'draft');
create unique index plans_adopted_idx on planning.plans (municipality_code, division_id) where status = 'adopted';

alter table planning.plan_revisions
  add column plan_version integer not null default 1 check (plan_version >= 1),
  add column restored_from integer,
  add column set_aside boolean not null default false;
update planning.plan_revisions set plan_version = revision;
comment on column planning.plan_revisions.plan_version is 'The plan''s version when the revision was new: tells what somebody who read that version had before them.';
comment on column planning.plan_revisions.restored_from is 'The earlier revision that this one brought back.';
comment on column planning.plan_revisions.set_aside is 'True for a version that its author gave up for another planner''s: kept so that nothing is lost.';

create table planning.plan_comments (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  plan_id uuid not null,
  answers_id uuid,
  team_id uuid,
  area_code text,
  revision integer not null check (revision >= 1),
  text text not null check (length(text) <= 4000),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  resolved_by uuid,
  resolved_at timestamptz,
  primary key (municipality_code, id),
  unique (municipality_code, plan_id, id),
  foreign key (municipality_code, plan_id) references planning.plans (municipality_code, id) on delete cascade,
  foreign key (municipality_code, plan_id, answers_id)
    references planning.plan_comments (municipality_code, plan_id, id) on delete cascade,
  foreign key (municipality_code, team_id) references planning.teams (municipality_code, id),
  check (num_nonnulls(team_id, area_code, answers_id) <= 1),
  check ((removed_at is null) = (text <> '')),
  check ((resolved_at is null) = (resolved_by is null)),
  check (answers_id is null or resolved_at is null)
);
create index plan_comments_plan_idx on planning.plan_comments (municipality_code, plan_id, created_at);
comment on table planning.plan_comments is 'What planners say about a plan, one of its teams or an area, with answers. Planners only: free text may tell counts.';
comment on column planning.plan_comments.answers_id is 'The comment that this one answers; only first comments are answered and resolved.';
comment on column planning.plan_comments.revision is 'The plan''s revision when it was written.';
comment on column planning.plan_comments.text is 'Empty once its author has removed it.';
