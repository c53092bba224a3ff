-- A plan's name and description have a history of their own, and a run's own result taken into a draft is told as a repair is.

create table planning.plan_renamings (
  municipality_code text not null,
  plan_id uuid not null,
  plan_version integer not null check (plan_version >= 2),
  name_before text not null,
  name_after text not null,
  description_before text not null,
  description_after text not null,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  primary key (municipality_code, plan_id, plan_version),
  foreign key (municipality_code, plan_id) references planning.plans (municipality_code, id) on delete cascade,
  check (name_before <> name_after or description_before <> description_after)
);
comment on table planning.plan_renamings is 'Each change of a plan''s name or description, from what to what. Added to and never changed.';
comment on column planning.plan_renamings.plan_version is 'The plan''s version once it was changed: tells which revisions came before and after.';

alter table planning.plan_revisions
  drop constraint plan_revisions_used_run_check,
  add constraint plan_revisions_used_run_check check (used_run_id is not null or used_run_solution is null);
comment on column planning.plan_revisions.used_run_solution is 'Which of the run''s solutions; null where it was the run''s own result.';
