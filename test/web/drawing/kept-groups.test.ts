// Groups that belong together: which the drawing divides is known at every step, and what a move would divide is told before it.
import { describe, expect, it } from "vitest";
import { Draft } from "../../../web/drawing/draft.ts";
import { GroupTally, type KeptGroup } from "../../../web/drawing/kept-groups.ts";
import { Workbench } from "../../../web/drawing/workbench.ts";
import { pairsApart } from "../../../web/proposals/kept-groups.ts";
import { keptSelection } from "./kept-selection.ts";
import { squareField } from "./square-field.ts";

const group = (name: string, areas: readonly number[], isRuled = true): KeptGroup => ({
  kind: "group",
  name,
  areas,
  isRuled,
});
const [west, middle, told] = [group("west", [0, 1]), group("middle", [1, 2, 2]), group("told", [3, 4], false)];

describe("a tally of groups", () => {
  it("knows which lie in more than one team, and keeps its list while that is the same", () => {
    const tally = new GroupTally([west, middle, told], [0, 0, 0, 0, 1]);
    expect(tally.divided).toEqual([{ group: told, teams: [0, 1] }]);
    const before = tally.divided;
    tally.flip(0, 1);
    tally.flip(0, 0);
    expect(tally.divided).toBe(before);
    tally.flip(1, 2);
    expect(tally.divided.map(({ group: { name }, teams }) => [name, teams])).toEqual([
      ["west", [0, 2]],
      ["middle", [0, 2]],
      ["told", [0, 1]],
    ]);
    expect(tally.dividedAmong([0, 4]).map(({ group: { name } }) => name)).toEqual(["west", "told"]);
    expect(tally.dividedAmong([7])).toEqual([]);
  });

  it("is not divided by areas without a team, as the rules of a run have it", () => {
    const tally = new GroupTally([west], [0, -1]);
    expect(tally.divided).toEqual([]);
    tally.flip(0, -1);
    tally.flip(1, 1);
    expect(tally.divided).toEqual([]);
    tally.flip(0, 0);
    expect(tally.divided).toHaveLength(1);
  });
});

describe("pairs to be kept apart", () => {
  const pair: KeptGroup = { kind: "apart", name: "1 – 2", areas: [1, 2], isRuled: true };

  it("are told where both lie in one team, and not where they are parted or one has none", () => {
    const tally = new GroupTally([west, pair], [0, 0, 1, -1]);
    expect(tally.divided).toEqual([]);
    tally.flip(2, 0);
    expect(tally.divided).toEqual([{ group: pair, teams: [0] }]);
    expect(tally.dividedAmong([2])).toEqual(tally.divided);
    expect(tally.dividedAmong([0])).toEqual([]);
    tally.flip(2, -1);
    expect(tally.divided).toEqual([]);
    tally.flip(1, -1);
    expect(tally.divided, "both without a team").toEqual([]);
  });

  it("are those of the rules whose areas there are", () => {
    const known = new Map([
      ["a", 0],
      ["b", 1],
    ]);
    const rules = [{ areaCodes: ["b", "a"] }, { areaCodes: ["a", "z"] }];
    expect(pairsApart(rules, known, (area) => `area ${area}`)).toEqual([
      { kind: "apart", name: "area 1 – area 0", areas: [1, 0], isRuled: true },
    ]);
  });
});

describe("at the workbench", () => {
  const line = squareField(1, 5);
  const bench = new Workbench(new Draft([0, 0, 0, 1, 1]), line, keptSelection());
  bench.attach();
  bench.count({
    areaCount: 5,
    teamCount: 2,
    measures: [[1, 1, 1, 1, 1]],
    shares: [0.5, 0.5],
    movedMeasure: 0,
    baseline: [0, 0, 0, 1, 1],
    neighbours: line.neighbours,
  });
  bench.watch([west, middle, told]);
  const names = (divided: readonly { group: KeptGroup }[] = []) => divided.map(({ group: { name } }) => name);

  it("what a move would divide is told of the areas it moves, and is as before when it was only thought of", () => {
    bench.choose({ target: 1 });
    expect(names(bench.foresee([2])?.divided)).toEqual(["middle"]);
    expect(names(bench.foresee([1, 2])?.divided)).toEqual(["west"]);
    expect(bench.divided).toEqual([]);
  });

  it("follows the preview, what is approved, and undo", () => {
    bench.add([2]);
    expect(names(bench.divided)).toEqual(["middle"]);
    expect(names(bench.effect?.divided)).toEqual(["middle"]);
    bench.approve("step");
    expect(names(bench.divided)).toEqual(["middle"]);
    bench.undo("back");
    expect(bench.divided).toEqual([]);
  });
});
