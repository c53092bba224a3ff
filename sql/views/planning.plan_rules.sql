create view planning.plan_rules with (security_invoker = true) as
select revisions.municipality_code, revisions.plan_id, revisions.revision, revisions.judged_by,
  saved.id as rule_set_id, saved.version as rule_set_version, saved.name as rule_set_name,
  case revisions.judged_by when 'run' then runs.rules -> 'rules' when 'rule-set' then saved.rules end as rules
from planning.plan_revisions as revisions
join planning.plans on plans.municipality_code = revisions.municipality_code and plans.id = revisions.plan_id
left join jobs.runs on revisions.judged_by = 'run' and runs.municipality_code = plans.municipality_code
  and runs.id = plans.run_id
left join planning.rule_sets as saved on saved.municipality_code = revisions.municipality_code
  and saved.id = coalesce(revisions.rule_set_id, runs.rule_set_id)
  and saved.version = coalesce(revisions.rule_set_version, runs.rule_set_version);
comment on view planning.plan_rules is
  'The rules that judge each revision of a plan: its run''s, a saved rule set''s, or none but targets. The one place that knows.';
grant select on planning.plan_rules to omradeslinjen_planner;
