// What a plan takes the place of, by the day it is to apply from.
import type { PlanSummary } from "../../api/contract/plans.ts";

type Dated = Pick<PlanSummary, "id" | "divisionId" | "name" | "status" | "adoptedFrom" | "supersededFrom">;

export interface Succession<Each extends Dated> {
  /** What applies until that day; null where nothing does. */
  readonly ends: Each | null;
  /** Adopted to begin that day or later, and now never to apply. */
  readonly neverBegins: readonly Each[];
}

/** @param day as "2026-11-22"; for a plan that is adopted already, the day its own is moved to. */
export function successionOf<Each extends Dated>(plans: readonly Each[], plan: Dated, day: string): Succession<Each> {
  const others = plans.filter(
    ({ id, divisionId, status }) =>
      id !== plan.id && divisionId === plan.divisionId && (status === "adopted" || status === "superseded"),
  );
  const givesWay = ({ status, supersededFrom }: Dated) =>
    status === "adopted" || (plan.status === "adopted" && supersededFrom === plan.adoptedFrom);
  const isBegun = ({ adoptedFrom }: Dated) => adoptedFrom === null || adoptedFrom < day;
  const lasts = ({ adoptedFrom, supersededFrom }: Dated) =>
    supersededFrom !== null && supersededFrom >= day && (adoptedFrom === null || adoptedFrom < supersededFrom);
  const applying = others
    .filter((other) => isBegun(other) && (givesWay(other) || lasts(other)))
    .sort((a, b) => (b.adoptedFrom ?? "").localeCompare(a.adoptedFrom ?? ""));
  return {
    ends: applying[0] ?? null,
    neverBegins: others.filter((other) => !isBegun(other) && givesWay(other)),
  };
}
