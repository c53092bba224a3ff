create view planning.present_plans with (security_invoker = true) as
select distinct on (plans.municipality_code, plans.division_id) plans.municipality_code, plans.division_id, plans.id as plan_id
from planning.plans
where plans.status in ('adopted', 'superseded')
  and (plans.superseded_from is null or plans.superseded_from > current_date)
  and (plans.superseded_from is null or plans.adopted_from is null or plans.superseded_from > plans.adopted_from)
order by plans.municipality_code, plans.division_id, (plans.adopted_from is null or plans.adopted_from <= current_date) desc,
  case when plans.adopted_from <= current_date then plans.adopted_from end desc nulls last, plans.adopted_from nulls first,
  plans.created_at desc;
comment on view planning.present_plans is
  'Today''s division: the plan that applies today by its dates. Before the first one applies, the one that will.';
grant select on planning.present_plans to omradeslinjen_reader, omradeslinjen_operator;
