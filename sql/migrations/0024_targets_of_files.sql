-- A plan that was read from a file may have brought its targets with it.

alter table planning.plan_revisions
  drop constraint plan_revisions_judged_by_check,
  add constraint plan_revisions_judged_by_check check (judged_by in ('usual', 'run', 'rule-set', 'file')),
  add constraint plan_revisions_targets_of_file_check check (judged_by <> 'file' or target_shares is not null);
comment on column planning.plan_revisions.judged_by is 'Whose rules judge it: the run''s that the plan came from, a saved rule set''s, none but the targets of the file that it was read from, or none of its own: positions and the usual tolerance.';
