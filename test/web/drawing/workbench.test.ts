// The tools, by strokes over square areas: what each takes, what locks and limits leave, and that undo restores every number.
import i18next from "i18next";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import type { Point } from "../../../web/drawing/area-field.ts";
import { Draft } from "../../../web/drawing/draft.ts";
import type { ToolId } from "../../../web/drawing/tool.ts";
import { type SelectionPort, Workbench } from "../../../web/drawing/workbench.ts";
import sv from "../../../web/locales/sv.json" with { type: "json" };
import { foreseenWords, previewSentence, selectedWords } from "../../../web/map-page/drawing/draw-words.ts";
import { keptSelection } from "./kept-selection.ts";
import { middleOf, sideDegrees, squareField } from "./square-field.ts";

const [rows, columns] = [6, 8];
const near = sideDegrees / 10;
const areaOf = (row: number, column: number) => row * columns + column;

/** West half team 0, east half team 1, the north-east corner without a team. */
function halves(): number[] {
  const teams: number[] = Array.from({ length: rows * columns }, (_, area) => Number(area % columns >= columns / 2));
  teams[areaOf(5, 7)] = -1;
  return teams;
}

let selection: SelectionPort;
let bench: Workbench;

beforeEach(() => {
  selection = keptSelection();
  const field = squareField(rows, columns);
  bench = new Workbench(new Draft(halves()), field, selection);
  bench.attach();
  bench.count({
    areaCount: rows * columns,
    teamCount: 2,
    measures: [Array.from({ length: rows * columns }, (_, area) => area + 1)],
    shares: [0.5, 0.5],
    movedMeasure: 0,
    baseline: halves(),
    neighbours: field.neighbours,
  });
});

/** Every number that the page shows. */
function numbers() {
  const tallies = bench.tallies!;
  return {
    sums: [-1, 0, 1].map((team) => tallies.sumOf(0, team)),
    areas: [...tallies.areaCounts],
    parts: [-1, 0, 1].map((team) => tallies.partCountOf(team)),
    moved: [tallies.moved, tallies.movedAreaCount],
    movedIn: [...tallies.movedIn],
    movedOut: [...tallies.movedOut],
    shown: [...bench.draft.shown],
  };
}

function draw(toolId: ToolId, points: readonly Point[], removes = false): number[] {
  bench.choose({ toolId });
  bench.press(points[0]!, near, removes);
  for (const point of points.slice(1)) bench.move(point);
  bench.lift();
  return [...selection.areas()].sort((a, b) => a - b);
}

const strokes: Readonly<Record<Exclude<ToolId, "inspect" | "pan">, { points: readonly Point[]; takes: number[] }>> = {
  click: { points: [middleOf(2, 5)], takes: [areaOf(2, 5)] },
  brush: { points: [middleOf(1, 4), middleOf(1, 6)], takes: [areaOf(1, 4), areaOf(1, 5), areaOf(1, 6)] },
  rectangle: {
    points: [middleOf(2, 2), middleOf(5, 7), middleOf(3, 5)],
    takes: [areaOf(2, 4), areaOf(2, 5), areaOf(3, 4), areaOf(3, 5)],
  },
  lasso: {
    points: [middleOf(0, 4), middleOf(0, 6), middleOf(2, 6), middleOf(2, 4)],
    takes: [0, 1, 2].flatMap((row) => [4, 5, 6].map((column) => areaOf(row, column))),
  },
  parent: { points: [middleOf(3, 5)], takes: [4, 5, 6, 7].map((column) => areaOf(3, column)) },
  push: { points: [middleOf(4, 3), middleOf(4, 6)], takes: [4, 5, 6].map((column) => areaOf(4, column)) },
  erase: { points: [middleOf(0, 0), middleOf(0, 1)], takes: [areaOf(0, 0), areaOf(0, 1)] },
};

describe("each tool", () => {
  it.each(Object.entries(strokes))(
    "%s takes what it should, and undo restores every number",
    (tool, { points, takes }) => {
      const before = numbers();
      bench.choose({ target: 0, parentLevel: 2 });
      expect(draw(tool as ToolId, points)).toEqual(takes);
      const previewed = numbers();
      expect(previewed).not.toEqual(before);
      expect(bench.draft.accepted).toEqual(halves());
      expect(bench.approve("step")).toBe(true);
      expect(selection.areas()).toEqual([]);
      expect(numbers()).toEqual(previewed);
      bench.undo("back");
      expect(numbers()).toEqual(before);
      bench.redo("again");
      expect(numbers()).toEqual(previewed);
      bench.undo("back");
      draw(tool as ToolId, points);
      bench.cancel();
      expect(numbers()).toEqual(before);
    },
  );

  it("takes nothing to inspect and to pan", () => {
    bench.choose({ target: 0 });
    expect(draw("inspect", [middleOf(2, 5), middleOf(2, 6)])).toEqual([]);
    expect(draw("pan", [middleOf(2, 5), middleOf(2, 6)])).toEqual([]);
  });

  it("clicks an area out again, and with Shift takes what is painted away from the selection", () => {
    bench.choose({ target: 0 });
    draw("click", [middleOf(2, 5)]);
    expect(draw("click", [middleOf(2, 5)])).toEqual([]);
    draw("brush", [middleOf(1, 4), middleOf(1, 7)]);
    expect(draw("brush", [middleOf(1, 5), middleOf(1, 6)], true)).toEqual([areaOf(1, 4), areaOf(1, 7)]);
  });

  it("gives up a stroke as if it had not been", () => {
    bench.choose({ target: 0, toolId: "rectangle" });
    draw("click", [middleOf(0, 7)]);
    bench.choose({ toolId: "rectangle" });
    bench.press(middleOf(1, 4), near, false);
    bench.move(middleOf(3, 6));
    expect(selection.areas()).toHaveLength(10);
    expect(bench.outline).toHaveLength(5);
    bench.abort();
    expect(selection.areas()).toEqual([areaOf(0, 7)]);
    expect(bench.outline).toBeNull();
  });

  it("gives up a tap when a second finger comes, and a finger that slips takes no more", () => {
    bench.choose({ target: 0, toolId: "click" });
    bench.press(middleOf(2, 5), near, false);
    bench.move(middleOf(2, 6));
    expect(selection.areas()).toEqual([areaOf(2, 5)]);
    bench.abort();
    expect(selection.areas()).toEqual([]);
  });
});

describe("the brush", () => {
  it("takes as many of the nearest areas as its size says", () => {
    bench.choose({ target: 1, brushSize: 5, toolId: "brush" });
    expect([...bench.aim(middleOf(2, 1), near)].sort((a, b) => a - b)).toEqual(
      // Degrees of longitude are half as long there: (2, 3) is nearer than (3, 1).
      [areaOf(1, 1), areaOf(2, 0), areaOf(2, 1), areaOf(2, 2), areaOf(2, 3)],
    );
    bench.choose({ brushSize: 1000 });
    expect(bench.settings.brushSize).toBe(100);
    bench.choose({ brushSize: 0 });
    expect(bench.settings.brushSize).toBe(1);
  });

  it("jumps over nothing when the pointer is fast", () => {
    bench.choose({ target: 1 });
    expect(draw("brush", [middleOf(0, 0), middleOf(5, 3)]).length).toBeGreaterThanOrEqual(8);
  });
});

describe("a pushed border", () => {
  it("lets the direction decide who gains", () => {
    const border: Point = [17 + 4 * sideDegrees - near / 4, middleOf(2, 3)[1]];
    expect(draw("push", [border, middleOf(2, 2)])).toEqual([areaOf(2, 2), areaOf(2, 3)]);
    expect(bench.settings.target).toBe(1);
    bench.cancel();
    expect(draw("push", [border, middleOf(2, 5)])).toEqual([areaOf(2, 4), areaOf(2, 5)]);
    expect(bench.settings.target).toBe(0);
  });

  it("does nothing away from a border", () => {
    expect(draw("push", [middleOf(2, 1), middleOf(2, 6)])).toEqual([]);
  });
});

describe("limits", () => {
  it("takes from one team only, or from the areas without one", () => {
    bench.choose({ target: 0, takeFrom: -1 });
    expect(draw("rectangle", [middleOf(4, 0), middleOf(5, 7)])).toEqual([areaOf(5, 7)]);
    bench.cancel();
    bench.choose({ target: -1, takeFrom: 1 });
    expect(draw("rectangle", [middleOf(0, 3), middleOf(1, 4)])).toEqual([areaOf(0, 4), areaOf(1, 4)]);
  });

  it("leaves locked areas and the areas of locked teams, and gives a locked team nothing", () => {
    bench.lock({ areas: new Set([areaOf(0, 5)]), teams: new Set() });
    bench.choose({ target: 0 });
    expect(draw("brush", [middleOf(0, 4), middleOf(0, 6)])).toEqual([areaOf(0, 4), areaOf(0, 6)]);
    bench.cancel();
    bench.lock({ areas: new Set(), teams: new Set([1]) });
    expect(draw("brush", [middleOf(0, 4), middleOf(0, 6)])).toEqual([]);
    bench.choose({ target: 1 });
    expect(draw("brush", [middleOf(0, 1), middleOf(0, 2)])).toEqual([]);
  });

  it("moves no locked area that was selected elsewhere, and says how many", () => {
    bench.choose({ target: 0 });
    bench.lock({ areas: new Set([areaOf(0, 5)]), teams: new Set() });
    draw("click", [middleOf(0, 5)]);
    draw("click", [middleOf(0, 6)]);
    expect(selection.areas()).toHaveLength(2);
    expect(bench.moving).toEqual({ areas: [areaOf(0, 6)], lockedCount: 1, outsideCount: 0 });
    expect(bench.draft.teamOf(areaOf(0, 5))).toBe(1);
  });

  it("takes no area outside what may be taken with any tool, also when that is chosen afterwards", () => {
    bench.choose({ target: 0, takeFrom: -1 });
    draw("click", [middleOf(0, 5)]);
    expect(bench.moving).toEqual({ areas: [], lockedCount: 0, outsideCount: 1 });
    expect(bench.draft.teamOf(areaOf(0, 5))).toBe(1);
    expect(bench.approve("Inget")).toBe(false);
    bench.choose({ takeFrom: "all" });
    draw("click", [middleOf(0, 5)]);
    expect(bench.moving.areas).toEqual([areaOf(0, 5)]);
    bench.choose({ takeFrom: -1 });
    expect(bench.draft.teamOf(areaOf(0, 5))).toBe(1);
  });

  it("erases to no team, and goes back to the team before when another tool is taken", () => {
    bench.choose({ target: 1, toolId: "erase" });
    expect(bench.settings.target).toBe(-1);
    bench.choose({ toolId: "click" });
    expect(bench.settings.target).toBe(1);
    bench.choose({ toolId: "erase" });
    bench.choose({ target: 0 });
    expect(bench.settings).toMatchObject({ toolId: "brush", target: 0 });
  });
});

describe("undo while something is selected", () => {
  const chosen = () => ({ areas: [...selection.areas()].sort((a, b) => a - b), target: bench.settings.target });
  const [first, second] = [areaOf(2, 5), areaOf(3, 6)];

  it("takes back what was selected last, one stroke at a time, before any step that was approved", () => {
    bench.choose({ target: 0 });
    draw("click", [middleOf(0, 4)]);
    bench.approve("first step");
    draw("click", [middleOf(2, 5)]);
    draw("brush", [middleOf(1, 4), middleOf(1, 6)]);
    expect(chosen().areas).toHaveLength(4);
    bench.undo("nothing of the drawing");
    expect(chosen()).toEqual({ areas: [first], target: 0 });
    bench.undo("nothing of the drawing");
    expect(chosen().areas).toEqual([]);
    expect(bench.draft.undoWords).toBe("first step");
    bench.redo("again");
    bench.redo("again");
    expect(chosen().areas).toEqual([areaOf(1, 4), areaOf(1, 5), areaOf(1, 6), first]);
    expect(bench.undoesSelection).toBe(true);
    for (let turn = 0; turn < 3; turn++) bench.undo("the drawing at last");
    expect([bench.draft.undoWords, bench.draft.accepted]).toEqual([null, halves()]);
  });

  it("gives the team that was chosen before, and knows what was selected beside the map", () => {
    bench.choose({ target: 0 });
    selection.replace([first, second]);
    bench.choose({ target: -1 });
    bench.undo("back");
    expect(chosen()).toEqual({ areas: [first, second], target: 0 });
    bench.undo("back");
    expect(chosen().areas).toEqual([]);
  });

  it("takes nothing back that was approved or let go of as a whole", () => {
    bench.choose({ target: 0 });
    draw("click", [middleOf(2, 5)]);
    bench.cancel();
    expect([bench.undoesSelection, bench.undo("nothing")]).toEqual([false, false]);
  });

  it("does not count what cannot be moved or is only looked at", () => {
    bench.choose({ target: 1 });
    selection.replace([first]);
    selection.replace([second]);
    expect([bench.undoesSelection, bench.undoSelection()]).toEqual([false, false]);
  });

  it("brings back what the eraser let go, for the team it was selected for", () => {
    bench.choose({ target: 0 });
    selection.replace([first, second]);
    bench.choose({ toolId: "erase" });
    expect(chosen()).toEqual({ areas: [], target: -1 });
    expect(bench.letGoCount).toBe(2);
    expect([...bench.draft.shown]).toEqual(halves());
    bench.undo("back");
    expect(chosen()).toEqual({ areas: [first, second], target: 0 });
    expect([bench.letGoCount, bench.settings.toolId]).toEqual([0, "brush"]);
  });

  it("brings back what a push let go", () => {
    bench.choose({ target: 1 });
    draw("click", [middleOf(0, 0)]);
    expect(draw("push", strokes.push.points)).toEqual(strokes.push.takes);
    expect([bench.letGoCount, bench.settings.target]).toEqual([1, 0]);
    bench.undo("back");
    expect(chosen()).toEqual({ areas: [areaOf(0, 0)], target: 1 });
  });

  it("is told when a push began away from any border", () => {
    bench.choose({ target: 1 });
    expect([draw("push", [middleOf(2, 1), middleOf(2, 2)]), bench.hasMissedPush]).toEqual([[], true]);
    draw("push", strokes.push.points);
    expect(bench.hasMissedPush).toBe(false);
  });
});

describe("areas that a team has come to enclose", () => {
  const inner = areaOf(2, 5);
  const ring = [areaOf(1, 5), areaOf(2, 4), areaOf(2, 6), areaOf(3, 5)];

  it("are offered in the preview and after it, until they are taken", () => {
    bench.choose({ toolId: "brush", target: 0 });
    expect(bench.enclosedToOffer()).toEqual([]);
    bench.add(ring);
    expect(bench.enclosedToOffer()).toEqual([inner]);
    bench.approve("all round it");
    expect(bench.enclosedToOffer()).toEqual([inner]);
    bench.add(bench.enclosedIn(bench.draft.shown));
    bench.approve("and it");
    expect(bench.enclosedToOffer()).toEqual([]);
    bench.undo("not it");
    expect(bench.enclosedToOffer()).toEqual([inner]);
  });

  it("are not offered where no tool may take them, or if they lay so from the beginning", () => {
    bench.choose({ toolId: "brush", target: 0 });
    bench.add(ring);
    bench.approve("all round it");
    bench.choose({ takeFrom: -1 });
    expect(bench.enclosedToOffer()).toEqual([]);
    bench.choose({ takeFrom: "all" });
    bench.count({ ...bench.tallies!.problem, baseline: [...bench.draft.accepted] });
    expect(bench.enclosedToOffer()).toEqual([]);
  });
});

describe("the tooltip of an area", () => {
  beforeAll(() => i18next.init({ lng: "sv", resources: { sv: { translation: sv } } }));
  const teams = ["A", "B"].map((letter) => ({ letter, name: letter }) as PlanTeam);
  const words = (area: number, aimed?: readonly number[]) =>
    foreseenWords(i18next.t, bench, teams, "Barn 0–17 år", area, aimed).join(" ").replaceAll(/\s/g, " ");
  const area = areaOf(2, 4);
  /** Team A's areas have the value of their place and one; it is given some more. */
  const sumOf = (more: readonly number[]) =>
    halves()
      .map((team, each) => (team === 0 || more.includes(each) ? each + 1 : 0))
      .reduce((sum, value) => sum + value, 0);

  it("tells what all that the tool takes would do, and how many of what is counted change team", () => {
    bench.choose({ toolId: "brush", target: 0, brushSize: 1 });
    expect(words(area)).toContain(`A går från ${sumOf([])} till ${sumOf([area])} (`);
    expect(words(area)).toContain(`${area + 1} barn 0–17 år byter team`);
    bench.choose({ brushSize: 4 });
    const taken = bench.aim(middleOf(2, 4), near);
    expect(taken.length).toBeGreaterThan(1);
    expect(words(area, taken)).toContain(`A går från ${sumOf([])} till ${sumOf(taken)} (`);
    expect(words(area)).toContain(`A går från ${sumOf([])} till ${sumOf(taken)} (`);
  });

  it("tells what the preview does over an area that is in it", () => {
    bench.choose({ toolId: "brush", target: 0, brushSize: 1 });
    bench.press(middleOf(2, 4), near, false);
    bench.lift();
    expect(words(area)).toContain("Förhandsvisas i A");
    expect(words(area)).toContain(`A går från ${sumOf([])} till ${sumOf([area])} (`);
    expect(words(area)).toContain(`${area + 1} barn 0–17 år byter team`);
  });
});

describe("the preview of a whole parent", () => {
  beforeAll(() => i18next.init({ lng: "sv", resources: { sv: { translation: sv } } }));
  const teams = ["A", "B"].map((letter) => ({ letter, name: `Team ${letter}` }) as PlanTeam);
  const words = () => selectedWords(i18next.t, bench, teams);

  it("names the parent in the bar and aloud, by its code until its name is told", () => {
    const [level] = bench.field.parents.levels;
    bench.choose({ toolId: "parent", parentLevel: 2, target: null });
    expect(level).toBeDefined();
    draw("parent", [middleOf(2, 4)]);
    expect(words()).toBe("Hela 02: 8 områden är valda. Välj team för att se vad flytten gör.");
    bench.nameParents(new Map([["02", "Stadskärnan"]]));
    expect(words()).toContain("Hela Stadskärnan: 8 områden är valda.");
    bench.choose({ target: 0 });
    expect(words(), "four of the eight are team A's already").toBe(
      "Stadskärnan (8 områden): 4 områden till A · Team A",
    );
    bench.choose({ target: -1 });
    expect(previewSentence(i18next.t, bench, teams, "Barn")).toMatch(/^Hela Stadskärnan: 8 områden till Inget team/);
  });

  it("names none for other tools, for two parents, or for a part of one", () => {
    bench.nameParents(new Map([["02", "Stadskärnan"]]));
    bench.choose({ toolId: "parent", parentLevel: 2, target: -1 });
    draw("parent", [middleOf(2, 4)]);
    expect(words()).toContain("Stadskärnan");
    bench.choose({ toolId: "click" });
    expect(words()).not.toContain("Stadskärnan");
    bench.choose({ toolId: "parent" });
    draw("parent", [middleOf(3, 4)]);
    const both = words();
    draw("click", [middleOf(2, 4)]);
    bench.choose({ toolId: "parent" });
    expect([both, words()].filter((told) => told.includes("Hela"))).toEqual([]);
  });
});
