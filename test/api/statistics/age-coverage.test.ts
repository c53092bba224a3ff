// A date whose age classes end before a measure's ages do: the older are unknown there, and the date is not offered.
import { expect, it } from "vitest";
import { listExactMeasures } from "../../../api/statistics/exact-measures.store.ts";
import { addPlanner } from "../../data/import/imports.ts";
import { areasFile, csv } from "../../data/import/synthetic.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { childrenOfArea, codes, populationFile, squares } from "../protection/ten-areas.ts";

forEachDatabase("ages that a date does not reach", (open) => {
  it("are missing and not nobody, to planners and to others", async () => {
    const opened = await open();
    const planner = await addPlanner(opened, "2398");
    const settings = { key: "nyko-2024", name: "NYKO", edition: "1", source: "Prov" };
    const { divisionId } = await planner.run("o.geojson", areasFile(squares), { purpose: "areas", settings });
    const childrenOnly = csv(
      ["NYKO", "Datum", "Ålder", "Antal"],
      ...codes.map((code, area) => [code, "2023-12-31", "0-17", childrenOfArea[area]!]),
    );
    for (const file of [populationFile(childrenOfArea, "2024-12-31"), childrenOnly]) {
      const { status } = await planner.run("folk.csv", file, { purpose: "population", divisionId: divisionId! });
      expect(status).toBe("loaded");
    }
    const reckoned = (date: string, to: number | null) =>
      planner.many<{ people: number | null; reason: string | null }>(
        `select people, missing_reason as reason from exact.people_in_span($1, $2, $3, 0, $4) where area_code = '0101'`,
        [planner.municipalityCode, divisionId, date, to],
      );
    expect(await reckoned("2023-12-31", 17)).toEqual([{ people: 80, reason: null }]);
    expect(await reckoned("2023-12-31", null)).toEqual([{ people: null, reason: "missing" }]);
    expect(await reckoned("2024-12-31", null)).toEqual([{ people: 580, reason: null }]);
    const { municipalityCode, userId } = planner.host.actor;
    const identity = { kind: "person", municipalityCode, userId: userId!, role: "planner", teamIds: [] } as const;
    const offered = await planner.database.transaction(identity, (transaction) =>
      listExactMeasures(transaction, municipalityCode, divisionId!),
    );
    const periodsOf = (key: string) => offered.find((measure) => measure.key === key)?.periods;
    expect(periodsOf("population-total")).toEqual(["2024-12-31"]);
    expect(periodsOf("children-0-17")).toEqual(["2024-12-31", "2023-12-31"]);
    const told = await planner.many<{ period: string }>(
      `select distinct period from protected.area_values where division_id = $1 and measure_key = 'population-total'`,
      [divisionId],
    );
    expect(told).toEqual([{ period: "2024-12-31" }]);
  }, 60_000);
});
