// What the pages of plans reckon: sittings of a history, schools that change team, addresses, and where a plan is in its life.
import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import type { PlanRevision } from "../../api/contract/plan-life.ts";
import type { Arena } from "../../api/contract/teams.ts";
import { sittingsOf } from "../../api/plans/sittings.ts";
import { movedArenas, partedCatchments, partedSince } from "../../web/compare-page/moved-rows.ts";
import { comparePath, planPath } from "../../web/plans-page/plan-paths.ts";
import { namedWithStanding, standingOf } from "../../web/plans-page/plan-standing.ts";
import { successionOf } from "../../web/plans-page/plan-succession.ts";
import { sittingsIn } from "../../web/plans-page/sittings.ts";

const revision = (number: number, minute: number, more: Partial<PlanRevision> = {}): PlanRevision => ({
  revision: number,
  author: "Ruta",
  createdAt: `2026-03-01T10:${String(minute).padStart(2, "0")}:00.000Z`,
  comment: "",
  restoredFrom: null,
  judgedBy: { kind: "usual", ruleSet: null },
  rulesChosen: false,
  usedRun: null,
  setAside: false,
  movedAreaCount: 1,
  moved: [],
  sitting: null,
  ...more,
});
const usedRun: NonNullable<PlanRevision["usedRun"]> = {
  ...{
    runId: "1f0d3f3e-0000-4000-8000-000000000001",
    solution: 0,
    kind: "mend",
    createdAt: "2026-03-01T10:00:00.000Z",
  },
  ...{ measureKey: "children", movedAreaCount: 1, movedWeight: 12, movedAtLeast: 12, proven: true },
  ...{ largestDeviationFraction: 0.01, placedOtherwise: 0 },
};
const numbers = (revisions: readonly PlanRevision[]) =>
  sittingsOf(revisions).map(({ latest, earlier }) => [latest, ...earlier].map((each) => each.revision));

describe("a history in sittings", () => {
  it("joins what one person saved within a quarter of an hour of each other", () => {
    expect(numbers([revision(4, 40), revision(3, 26), revision(2, 11)])).toEqual([[4, 3, 2]]);
    expect(numbers([revision(4, 41), revision(3, 25), revision(2, 11)])).toEqual([[4], [3, 2]]);
  });

  it("parts persons, and lets the first, restored and set aside stand alone", () => {
    expect(numbers([revision(3, 3, { author: "Rad" }), revision(2, 2)])).toEqual([[3], [2]]);
    expect(numbers([revision(3, 3), revision(2, 2, { restoredFrom: 1 }), revision(1, 1)])).toEqual([[3], [2], [1]]);
    expect(numbers([revision(4, 4), revision(3, 3, { setAside: true }), revision(2, 2)])).toEqual([[4], [3], [2]]);
    expect(numbers([revision(2, 2), revision(1, 1)])).toEqual([[2], [1]]);
    expect(numbers([revision(4, 4), revision(3, 3, { usedRun }), revision(2, 2)])).toEqual([[4], [3], [2]]);
    const judgedBy = { kind: "run" as const, ruleSet: null };
    expect(numbers([revision(4, 4, { judgedBy }), revision(3, 3), revision(2, 2)])).toEqual([[4], [3, 2]]);
    expect(sittingsOf([])).toEqual([]);
  });

  it("are shown as the service tells them, also where a page ends within one", () => {
    const sitting = { firstRevision: 2, movedAreaCount: 3, moved: [] };
    const shown = (revisions: readonly PlanRevision[]) =>
      sittingsIn(revisions).map((own) => own.map((each) => each.revision));
    const [head, later] = [revision(4, 4, { sitting }), revision(5, 30)];
    expect(shown([later, head, revision(3, 3), revision(2, 2), revision(1, 1)])).toEqual([[5], [4, 3, 2], [1]]);
    expect(shown([later, head, revision(3, 3)])).toEqual([[5], [4, 3]]);
  });
});

const arena = (name: string, areaIndex: number | null, more: Partial<Arena> = {}): Arena => ({
  id: name,
  name,
  kind: "school",
  organiser: null,
  children: null,
  priority: false,
  priorityReason: null,
  prioritySince: null,
  contactRole: null,
  longitude: null,
  latitude: null,
  areaIndexes: areaIndex === null ? {} : { d: areaIndex },
  catchments: {},
  ...more,
});

describe("schools in a comparison", () => {
  const moves = [1, 2].map((areaIndex) => ({ areaIndex, fromTeamId: "a", toTeamId: "b" }));

  it("lists those in a moved area, schools first and priority before others", () => {
    const arenas = [
      arena("Örtens förskola", 1, { kind: "preschool" }),
      arena("Ängsskolan", 2),
      arena("Utan plats", null),
      arena("Kvar", 0),
      arena("Åskolan", 1, { priority: true }),
    ];
    expect(movedArenas(arenas, "d", moves).map((each) => each.arena.name)).toEqual([
      "Åskolan",
      "Ängsskolan",
      "Örtens förskola",
    ]);
    expect(movedArenas(arenas, "another", moves)).toEqual([]);
  });

  it("tells a catchment that is parted between teams, and not one that is whole", () => {
    const codes = ["0101", "0102", "0103"];
    const parted = arena("Delad", 0, { catchments: { d: ["0101", "0102"] } });
    const whole = arena("Hel", 0, { catchments: { d: ["0102", "0103", "9999"] } });
    expect(partedCatchments([parted, whole], "d", ["a", "b", "b"], codes)).toEqual([
      { arena: parted, teamIds: ["a", "b"] },
    ]);
  });

  it("tells a school that is parted now and was whole before, also where another has become whole", () => {
    const of = (...ids: string[]) => ids.map((id) => ({ arena: { id } }));
    expect(partedSince(of("a"), of("b"))).toEqual(["b"]);
    expect(partedSince(of("a", "b"), of("b"))).toEqual([]);
  });
});

describe("a plan's addresses and standing", () => {
  it("names the plan, its part and what is compared", () => {
    expect(planPath("p")).toBe("/forslag/p");
    expect(planPath("p", "kommentarer", "0101")).toBe("/forslag/p?flik=kommentarer&omrade=0101");
    expect(comparePath({ from: "p", to: "q" })).toBe("/jamfor?fran=p&till=q");
    expect(comparePath({ from: "p", fromRevision: 2, to: "p", toRevision: 3 })).toBe(
      "/jamfor?fran=p&till=p&franversion=2&tillversion=3",
    );
  });

  it.each([
    ["draft", false, "draft"],
    ["adopted", false, "comes"],
    ["adopted", true, "present"],
    ["superseded", true, "ends"],
    ["superseded", false, "superseded"],
  ] as const)("%s and today's: %s, is %s", (status, isPresent, standing) => {
    expect(standingOf({ status, isPresent })).toBe(standing);
    const t = ((key: string) => key) as unknown as TFunction;
    expect(namedWithStanding(t, { name: "Norr", status, isPresent })).toBe(`Norr (planLife.standing.${standing})`);
  });
});

describe("what a plan takes the place of", () => {
  const dated = (
    id: string,
    status: "proposed" | "adopted" | "superseded",
    adoptedFrom: string | null,
    supersededFrom: string | null = null,
  ) => ({ id, divisionId: "d", name: id, status, adoptedFrom, supersededFrom });
  const told = (plans: readonly ReturnType<typeof dated>[], plan: ReturnType<typeof dated>, day: string) => {
    const { ends, neverBegins } = successionOf(plans, plan, day);
    return [ends?.id ?? null, neverBegins.map(({ id }) => id)];
  };
  const today = dated("today", "superseded", "2026-01-01", "2026-12-31");
  const coming = dated("coming", "adopted", "2026-12-31");
  const third = dated("third", "proposed", null);

  it("is today's plan before the coming one begins, which then never does; afterwards the coming one", () => {
    expect(told([today, coming, third], third, "2026-12-10")).toEqual(["today", ["coming"]]);
    expect(told([today, coming, third], third, "2026-12-31")).toEqual(["today", ["coming"]]);
    expect(told([today, coming, third], third, "2027-02-01")).toEqual(["coming", []]);
    const elsewhere = { ...dated("elsewhere", "adopted", "2026-01-01"), divisionId: "other" };
    expect(told([third, elsewhere], third, "2026-12-10")).toEqual([null, []]);
    expect(told([dated("undated", "adopted", null), third], third, "2026-12-10")).toEqual(["undated", []]);
  });

  it("follows the day of an adopted plan when it is moved", () => {
    const plans = [
      dated("today", "superseded", "2026-01-01", "2026-12-10"),
      dated("coming", "superseded", "2026-12-31", "2026-12-10"),
    ];
    const adopted = dated("third", "adopted", "2026-12-10");
    expect(told([...plans, adopted], adopted, "2026-12-20")).toEqual(["today", ["coming"]]);
    expect(told([...plans, adopted], adopted, "2027-02-01")).toEqual(["coming", []]);
  });
});
