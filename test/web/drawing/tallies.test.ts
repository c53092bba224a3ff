// Numbers kept up to date area by area equal a full recount, whatever is drawn, undone and redone.
import { describe, expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { Draft } from "../../../web/drawing/draft.ts";
import { enclosedAreas, looseParts, Tallies, type TallyProblem, teamElsewhere } from "../../../web/drawing/tallies.ts";
import { countParts, keptNumbers, recount } from "./recount.ts";
import { squareField } from "./square-field.ts";

const [rows, columns, teamCount] = [10, 14, 5];
const areaCount = rows * columns;
const { neighbours, touchesOutside } = squareField(rows, columns);

describe("tallies", () => {
  it("equal a full recount after each of 10,000 random edits, undo and redo included", () => {
    const random = new Random(20251122);
    const whole = (limit: number) => random.nextUint32() % limit;
    const given = [
      Array.from({ length: areaCount }, () => (whole(20) === 0 ? null : whole(400))),
      // Age classes that were cut give broken numbers.
      Array.from({ length: areaCount }, () => random.nextUint32() / 2 ** 25),
    ];
    const asCounted = given.map((values) => values.map((value) => Math.round((value ?? 0) * 2 ** 20) / 2 ** 20));
    const begun = Array.from({ length: areaCount }, () => whole(teamCount + 1) - 1);
    const problem: TallyProblem = {
      areaCount,
      teamCount,
      measures: given,
      shares: [0.3, 0.2, 0.2, 0.2, 0.1],
      movedMeasure: 0,
      baseline: begun.map((team) => (whole(10) === 0 ? -1 : whole(20) === 0 ? teamElsewhere : team)),
      neighbours,
    };
    const draft = new Draft(begun);
    const tallies = new Tallies(problem, draft.shown);
    draft.follow((area, _from, to) => tallies.flip(area, to));
    const some = () => Array.from({ length: 1 + whole(30) }, () => whole(areaCount));
    let undone = 0;
    const acts: readonly (readonly [number, () => unknown])[] = [
      [5, () => draft.preview(some(), whole(teamCount + 1) - 1)],
      [4, () => draft.accept("step")],
      [1, () => draft.cancelPreview()],
      [3, () => draft.undo("back") && undone++],
      [2, () => draft.redo("again")],
      [
        1,
        () =>
          draft.change(
            [...draft.accepted].map((team) => (whole(50) === 0 ? 0 : team)),
            "change",
          ),
      ],
      [1, () => whole(40) === 0 && draft.startFrom(Array.from({ length: areaCount }, () => whole(teamCount)))],
    ];
    const deck = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));
    for (let edit = 0; edit < 10_000; edit++) {
      deck[whole(deck.length)]!();
      const expected = recount(problem, asCounted, draft.shown);
      const kept = keptNumbers(tallies);
      // Compared as text, which is fast; where it differs the assertion tells what.
      if (JSON.stringify(kept) !== JSON.stringify(expected)) expect(kept).toEqual(expected);
      // Not asked after every edit, as the page does not: what is unsure must gather.
      if (edit % 3 === 0) {
        const counts = Array.from({ length: teamCount + 1 }, (_, row) =>
          tallies.partCountOf(row < teamCount ? row : -1),
        );
        expect(counts).toEqual(countParts(teamCount, draft.shown, columns));
      }
    }
    expect(undone).toBeGreaterThan(500);
  }, 60_000);

  it("tell each team's sum against its share of everybody on the map", () => {
    const line = squareField(1, 4);
    const tallies = new Tallies(
      {
        areaCount: 4,
        teamCount: 2,
        measures: [[10, 20, 30, null]],
        shares: [0.25, 0.75],
        movedMeasure: 0,
        baseline: [0, 0, 1, 1],
        neighbours: line.neighbours,
      },
      [0, 1, -1, 1],
    );
    expect(tallies.sumOf(0, 0)).toEqual({ value: 10, target: 15, deviation: -5, deviationFraction: 10 / 15 - 1 });
    expect(tallies.sumOf(0, 1).value).toBe(20);
    expect(tallies.sumOf(0, -1).value).toBe(30);
    expect([tallies.partCountOf(0), tallies.partCountOf(1), tallies.partCountOf(-1)]).toEqual([1, 2, 1]);
    expect([tallies.moved, tallies.movedOut[0], tallies.movedOut[1], tallies.movedIn[1]]).toEqual([50, 20, 30, 20]);
  });

  it("count who comes from a team that is not drawn as moved, whatever team they come to, and who had none as not", () => {
    const line = squareField(1, 4);
    const tallies = new Tallies(
      {
        areaCount: 4,
        teamCount: 2,
        measures: [[10, 20, 30, 40]],
        shares: [0.5, 0.5],
        movedMeasure: 0,
        baseline: [0, teamElsewhere, -1, 1],
        neighbours: line.neighbours,
      },
      [0, 1, 1, 1],
    );
    expect([tallies.moved, tallies.movedFromTeams, tallies.movedAreaCount, tallies.movedIn[1]]).toEqual([20, 0, 1, 20]);
    tallies.flip(1, 0);
    tallies.flip(3, 0);
    expect([tallies.moved, tallies.movedFromTeams, tallies.movedAreaCount, tallies.movedIn[0]]).toEqual([
      60, 40, 2, 60,
    ]);
  });
});

describe("what is unfinished", () => {
  const field = squareField(4, 5);
  // Rows from the south. Team 0 holds most; 1 has a main part and a loose area; two areas have no team.
  const teams = [...[0, 0, 0, 0, 0], ...[0, 1, 0, -1, 0], ...[0, 0, 0, 0, 0], ...[1, 1, 0, -1, 0]];

  it("is told as parts without a team, then parts cut off from theirs", () => {
    expect(looseParts(field.neighbours, teams)).toEqual([
      { team: -1, areas: [8] },
      { team: -1, areas: [18] },
      { team: 1, areas: [6] },
    ]);
  });

  it("is enclosed when the team lies all round it, but not at the outer border, and never another team's main part", () => {
    expect(enclosedAreas(field.neighbours, teams, 0, field.touchesOutside)).toEqual([6, 8]);
    expect(enclosedAreas(field.neighbours, teams, 1, field.touchesOutside)).toEqual([]);
    expect(enclosedAreas(neighbours, new Array(areaCount).fill(0), 0, touchesOutside)).toEqual([]);
  });
});
