-- A revision tells the run that it was made by where a planner took over what one found: the history told of those kept as plans only.

alter table planning.plan_revisions
  add column used_run_id uuid,
  add column used_run_solution integer,
  add constraint plan_revisions_used_run_check check ((used_run_id is null) = (used_run_solution is null));
comment on column planning.plan_revisions.used_run_id is 'The run about this plan whose solution was taken over since the revision before; what was drawn by hand since is in the assignment too.';
