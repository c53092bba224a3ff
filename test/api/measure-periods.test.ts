// A period of a measure means the same to everybody: one year is one year, and a sum of years says which.
import { beforeAll, expect, it } from "vitest";
import type { AreaDetail } from "../../api/contract/divisions.ts";
import type { AreaValues, Measure } from "../../api/contract/statistics.ts";
import { forEachDatabase } from "../support/databases.ts";
import { areaCount, codeOf, gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Client, startService } from "./support/service-under-test.ts";

const division = `/api/${gridMunicipality}/divisions/${ids.division}`;

forEachDatabase("periods of clients", (open) => {
  let planner: Client;
  let manager: Client;
  const read = async <Body>(client: Client, path: string): Promise<Body> =>
    (await client.send("get", `${division}/${path}`).expect(200)).body as Body;
  const periodsOf = async (client: Client) =>
    (await read<{ measures: Measure[] }>(client, "measures")).measures.find(({ key }) => key === "clients-all")!
      .periods;
  const everywhere = (count: number) => Array.from({ length: areaCount }, () => count);

  beforeAll(async () => {
    const under = await startService(open);
    planner = await under.as("planner");
    manager = await under.as("manager");
  }, 120_000);

  it("are sums of three years for planners, named so, and then every year that others are told", async () => {
    const periods = await periodsOf(planner);
    expect(periods).toEqual(["2023-2025", "2023-2024", "2023", "2025", "2024"]);
    expect(periods).toEqual(expect.arrayContaining(await periodsOf(manager)));
    const newest = await read<AreaValues>(planner, "measures/clients-all");
    expect([newest.period, newest.values]).toEqual(["2023-2025", everywhere(9)]);
    const { measures } = await read<AreaDetail>(planner, `areas/${codeOf(0)}`);
    expect(measures.map(({ period }) => period)).toEqual(["2025-12-31", "2023-2025"]);
  });

  it("are the same years in every role", async () => {
    for (const [period, count] of [
      ["2025", 3],
      ["2023", 3],
      ["2023-2024", 6],
    ] as const) {
      const exact = await read<AreaValues>(planner, `measures/clients-all?period=${period}`);
      expect([exact.period, exact.values], period).toEqual([period, everywhere(count)]);
    }
    const told = await read<AreaValues>(manager, "measures/clients-all?period=2025");
    const exact = await read<AreaValues>(planner, "measures/clients-all?period=2025");
    // But for the two areas that are told together, of which one gets both.
    const far = told.values.filter((value, area) => Math.abs(value! - exact.values[area]!) > 4);
    expect(far.length).toBeLessThanOrEqual(1);
    await manager.send("get", `${division}/measures/clients-all?period=2023-2025`).expect(404);
  });
});
