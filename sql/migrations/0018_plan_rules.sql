-- Each revision of a plan carries the rules that judge it, and a plan made from one of a run's several solutions which one it was.

alter table planning.plans add column run_solution integer check (run_solution >= 0);
comment on column planning.plans.run_solution is 'Which of the run''s solutions the plan began as; null for the run''s own result.';
update planning.plans set run_solution = (
  select min(found.solution) from jobs.run_solutions as found
  join planning.plan_revisions as first on first.municipality_code = plans.municipality_code
    and first.plan_id = plans.id and first.revision = 1 and first.team_indexes = found.team_indexes
  join jobs.runs on runs.municipality_code = found.municipality_code and runs.id = found.run_id
    and runs.team_indexes is distinct from found.team_indexes
  where found.municipality_code = plans.municipality_code and found.run_id = plans.run_id)
where run_id is not null;

alter table planning.plan_revisions
  add column judged_by text not null default 'usual' check (judged_by in ('usual', 'run', 'rule-set')),
  add column rule_set_id uuid,
  add column rule_set_version integer,
  add column target_shares double precision[],
  add check ((judged_by = 'rule-set') = (rule_set_id is not null)),
  add check ((rule_set_id is null) = (rule_set_version is null)),
  add foreign key (municipality_code, rule_set_id, rule_set_version)
    references planning.rule_sets (municipality_code, id, version);
comment on column planning.plan_revisions.judged_by is 'Whose rules judge it: the run''s that the plan came from, a saved rule set''s, or none of its own: positions and the usual tolerance.';
comment on column planning.plan_revisions.target_shares is 'Each team''s share of every total by those rules, in the order of the teams; null where it follows the positions. Seen with the assignment.';
create index on planning.plan_revisions (municipality_code, rule_set_id, rule_set_version) where rule_set_id is not null;

update planning.plan_revisions set judged_by = 'run', target_shares = case runs.rules -> 'rules' ->> 'targets'
    when 'equal' then array_fill(1.0::double precision / cardinality(runs.team_ids), array[cardinality(runs.team_ids)])
    when 'shares' then (
      select array_agg((own.share ->> 'share')::double precision / whole.sum order by teams.team_index)
      from planning.plan_teams as teams
      join jsonb_array_elements(runs.rules -> 'rules' -> 'shares') as own (share) on (own.share ->> 'teamId')::uuid = teams.team_id
      cross join (select sum((each.share ->> 'share')::double precision) as sum
                  from jsonb_array_elements(runs.rules -> 'rules' -> 'shares') as each (share)) as whole
      where teams.municipality_code = plans.municipality_code and teams.plan_id = plans.id)
  end
from planning.plans
join jobs.runs on runs.municipality_code = plans.municipality_code and runs.id = plans.run_id
where plans.municipality_code = plan_revisions.municipality_code and plans.id = plan_revisions.plan_id;

alter table planning.plans
  add column accepted_faults jsonb,
  add column accepted_by uuid,
  add column accepted_at timestamptz,
  add check ((accepted_faults is null) = (accepted_at is null)),
  add check (accepted_faults is null or status <> 'draft');
comment on column planning.plans.accepted_faults is
  'Teams in several parts and areas without a team that it was put forward with: whoever did was asked first. Null where there were none.';
