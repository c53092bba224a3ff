// Which earlier teams' areas a later plan's teams have taken over, area by area, with the children that are told of each.
import type { Transaction } from "../db/database.ts";

export interface EarlierPlan {
  readonly planId: string;
  readonly divisionId: string;
  readonly name: string;
  readonly adoptedFrom: string | null;
  readonly sameDivision: boolean;
}

/**
 * The plan that a plan took over from: the one it superseded, else the latest adopted before it, its own division's
 * first. `asked` names another plan instead, which must be adopted or superseded. Null where there is none such.
 */
export function findEarlierPlan(
  transaction: Transaction,
  municipality: string,
  planId: string,
  asked: string | null,
): Promise<EarlierPlan | null> {
  return transaction.maybeOne<EarlierPlan>(
    `select e.id as "planId", e.division_id as "divisionId", e.name, e.adopted_from::text as "adoptedFrom",
       e.division_id = l.division_id as "sameDivision"
     from planning.plans l
     join planning.plans e on e.municipality_code = l.municipality_code and e.id <> l.id
       and e.status in ('adopted', 'superseded')
     where l.municipality_code = $1 and l.id = $2
       and case when $3::uuid is not null then e.id = $3
         else (coalesce(e.superseded_from > e.adopted_from, true))
           and (l.adopted_from is null or e.adopted_from is null or e.adopted_from <= l.adopted_from)
           and coalesce(l.superseded_by_plan_id <> e.id, true) end
     order by coalesce(e.superseded_by_plan_id = l.id, false) desc, e.division_id = l.division_id desc,
       e.adopted_from desc nulls last, e.created_at desc, e.id
     limit 1`,
    [municipality, planId, asked],
  );
}

export interface TakenOverArea {
  readonly areaCode: string;
  /** Index of the later plan's team; −1 where it has none. */
  readonly teamIndex: number;
  /** Of the earlier plan's team; −1 where it had none, or where no earlier area covers the label point. */
  readonly earlierTeamIndex: number;
  /** Null where the number is not told. */
  readonly children: number | null;
  readonly rounded: boolean;
}

/** Every area on the map of the later plan, in area order. */
export function readTakenOverAreas(
  transaction: Transaction,
  municipality: string,
  planId: string,
  earlierPlanId: string,
  measure: { readonly key: string; readonly period: string } | null,
): Promise<TakenOverArea[]> {
  return transaction.many<TakenOverArea>(
    `select a.code as "areaCode", later.team_indexes[a.area_index + 1]::integer as "teamIndex",
       coalesce(earlier.team_indexes[e.area_index + 1], -1)::integer as "earlierTeamIndex", v.value as children,
       coalesce(v.rounded, false) as rounded
     from planning.plans l
     join planning.plan_revisions later on later.municipality_code = $1 and later.plan_id = l.id
       and later.revision = planning.newest_revision($1, l.id)
     join planning.plans p on p.municipality_code = $1 and p.id = $3
     join planning.plan_revisions earlier on earlier.municipality_code = $1 and earlier.plan_id = p.id
       and earlier.revision = planning.newest_revision($1, p.id)
     join geography.areas a on a.municipality_code = $1 and a.division_id = l.division_id and a.kind = 'placed'
     left join lateral (
       select area_index from geography.areas
       where municipality_code = $1 and division_id = p.division_id and kind = 'placed'
         and case when p.division_id = l.division_id then code = a.code else st_covers(geometry, a.label_point) end
       order by area_index limit 1) e on true
     left join protected.area_values v on v.municipality_code = $1 and v.division_id = l.division_id
       and v.area_code = a.code and v.measure_key = $4 and v.period = $5
     where l.municipality_code = $1 and l.id = $2
     order by a.area_index`,
    [municipality, planId, earlierPlanId, measure?.key ?? null, measure?.period ?? null],
  );
}

export interface ChildrenMeasure {
  readonly key: string;
  readonly nameSv: string;
  readonly nameEn: string;
  readonly period: string;
}

/** The division's first measure of children, at its newest date; null where no people were counted. */
export function findChildrenMeasure(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<ChildrenMeasure | null> {
  return transaction.maybeOne<ChildrenMeasure>(
    `select m.key, m.name_sv as "nameSv", m.name_en as "nameEn", max(v.period) as period
     from protected.measures m
     join protected.means v on v.municipality_code = m.municipality_code and v.division_id = m.division_id
       and v.measure_key = m.key
     where m.municipality_code = $1 and m.division_id = $2 and m.kind = 'population' and m.key like 'children-%'
     group by m.key, m.name_sv, m.name_en, m.position order by m.position, m.key limit 1`,
    [municipality, divisionId],
  );
}
