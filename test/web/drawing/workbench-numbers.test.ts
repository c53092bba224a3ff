// Whatever is done at the workbench (strokes, locks, tries, undo and redo), its numbers equal a full recount.
import { expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import type { Point } from "../../../web/drawing/area-field.ts";
import { Draft } from "../../../web/drawing/draft.ts";
import type { KeptGroup } from "../../../web/drawing/kept-groups.ts";
import { enclosedAreas, type TallyProblem } from "../../../web/drawing/tallies.ts";
import { toolIds } from "../../../web/drawing/tool.ts";
import { Workbench } from "../../../web/drawing/workbench.ts";
import { keptSelection } from "./kept-selection.ts";
import { countParts, keptNumbers, recount } from "./recount.ts";
import { middleOf, sideDegrees, squareField } from "./square-field.ts";

const [rows, columns, teamCount] = [9, 12, 4];
const areaCount = rows * columns;

it("equal a full recount after each of 10,000 random acts at the workbench, and no tool takes what is locked", () => {
  const random = new Random(20261122);
  const whole = (limit: number) => random.nextUint32() % limit;
  const team = () => whole(teamCount + 1) - 1;
  const field = squareField(rows, columns);
  const given = [
    Array.from({ length: areaCount }, () => whole(400)),
    Array.from({ length: areaCount }, () => whole(9)),
  ];
  const begun = Array.from({ length: areaCount }, (_, area) =>
    Math.min(teamCount - 1, Math.floor((area % columns) / 3)),
  );
  const problem: TallyProblem = {
    areaCount,
    teamCount,
    measures: given,
    shares: [0.4, 0.2, 0.2, 0.2],
    movedMeasure: 0,
    baseline: begun,
    neighbours: field.neighbours,
  };
  const groups: KeptGroup[] = Array.from({ length: 40 }, (_, place) => ({
    kind: "group",
    name: String(place),
    areas: Array.from({ length: 2 + whole(6) }, () => whole(areaCount)),
    isRuled: whole(2) === 0,
  }));
  const divided = () =>
    groups.flatMap((group) => {
      const teams = [...new Set(group.areas.map((area) => draft.teamOf(area)))].filter((own) => own >= 0);
      return teams.length > 1 ? [{ group, teams: teams.sort((a, b) => a - b) }] : [];
    });
  const draft = new Draft(begun);
  const bench = new Workbench(draft, field, keptSelection());
  bench.attach();
  bench.count(problem);
  bench.watch(groups);
  const point = (): Point => {
    const [x, y] = middleOf(whole(rows), whole(columns));
    return [x + (random.nextUint32() / 2 ** 32 - 0.5) * sideDegrees, y];
  };
  const done = { approved: 0, undone: 0, redone: 0, lockedTried: 0 };
  const acts: readonly (readonly [number, () => unknown])[] = [
    [3, () => bench.choose({ toolId: toolIds[whole(toolIds.length)]!, brushSize: 1 + whole(12) })],
    [2, () => bench.choose({ target: whole(6) === 0 ? null : team() })],
    [1, () => bench.choose({ takeFrom: whole(2) === 0 ? "all" : team(), parentLevel: 2 })],
    [6, () => bench.press(point(), sideDegrees / 10, whole(5) === 0)],
    [6, () => bench.move(point())],
    [4, () => bench.lift()],
    [1, () => bench.abort()],
    [1, () => bench.cancel()],
    [5, () => bench.approve("step") && done.approved++],
    [3, () => bench.undo("back") && done.undone++],
    [2, () => bench.redo("again") && done.redone++],
    // Trying what a move would do counts it and takes it back.
    [3, () => bench.foresee(bench.aim(point(), sideDegrees / 10))],
    [1, () => bench.add(enclosedAreas(field.neighbours, draft.shown, whole(teamCount), field.touchesOutside))],
    [
      1,
      () =>
        bench.lock({
          areas: new Set(Array.from({ length: whole(8) }, () => whole(areaCount))),
          teams: new Set(whole(3) === 0 ? [whole(teamCount)] : []),
        }),
    ],
    // The page reads another measure and counts anew.
    [1, () => whole(20) === 0 && bench.count(problem)],
  ];
  const deck = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));
  for (let act = 0; act < 10_000; act++) {
    const before = draft.accepted;
    const locked = before.map((_, area) => bench.isLocked(area));
    const chosen = deck[whole(deck.length)]!;
    const approved = done.approved;
    chosen();
    if (done.approved > approved) {
      expect(draft.accepted.every((own, area) => own === before[area] || !locked[area])).toBe(true);
      done.lockedTried += Number(locked.includes(true));
    }
    const [kept, expected] = [keptNumbers(bench.tallies!), recount(problem, given, draft.shown)];
    if (JSON.stringify(kept) !== JSON.stringify(expected)) expect(kept, `act ${act}`).toEqual(expected);
    if (JSON.stringify(bench.divided) !== JSON.stringify(divided()))
      expect(bench.divided, `act ${act}`).toEqual(divided());
    if (act % 5 === 0) {
      const parts = Array.from({ length: teamCount + 1 }, (_, row) =>
        bench.tallies!.partCountOf(row < teamCount ? row : -1),
      );
      expect(parts, `act ${act}`).toEqual(countParts(teamCount, draft.shown, columns));
    }
  }
  expect(Math.min(done.approved, done.undone, done.redone, done.lockedTried)).toBeGreaterThan(50);
}, 60_000);
