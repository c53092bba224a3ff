// What was taken out comes in again as the same plan: every format, random plans with åäö, leading zeros, multipolygons and gaps.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Plan } from "../../../api/contract/plans.ts";
import { Random } from "../../../engine/random.ts";
import { type Planner, plannerOf } from "../../data/import/imports.ts";
import { areasFile, type Square, squareRing } from "../../data/import/synthetic.ts";
import { forEachDatabase, makeFolder, takesLongPart } from "../../support/databases.ts";
import { gridMunicipality } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const formats = { csv: "csv", xlsx: "xlsx", geojson: "geojson", geopackage: "gpkg" } as const;
type Format = keyof typeof formats;

/** Twelve areas of NYKO level 4, of which every third consists of two parts. */
const squares: readonly Square[] = Array.from({ length: 12 }, (_, index): Square => {
  const at = [index % 4, Math.floor(index / 4)] as const;
  const apart = [at[0] + 10, at[1]] as const;
  return {
    code: `0${1 + at[1]}0${1 + at[0]}`,
    name: ["Åkroken", "Ängom", "Örsjön", "=1+1", "Skön; norra", 'Bred"sand'][index % 6]!,
    at,
    ...(index % 3 === 0
      ? { geometry: { type: "MultiPolygon", coordinates: [[squareRing(at)], [squareRing(apart)]] } }
      : {}),
  };
});

/** Letters that are near each other, or that a spreadsheet program would calculate. */
const teams = [
  ["Å", "Team Åsen"],
  ["Z", "Team Zon"],
  ["Ä", "Ängarna, västra"],
  ["-1", "=Minus"],
  ["Ö", "2026-01-02"],
] as const;

forEachDatabase("export and import of a plan", (open, kind) => {
  // Files are the same whatever the database: the whole number is tried on one of them.
  const planCount = takesLongPart(kind) ? 20 : 2;
  let under: ServiceUnderTest;
  let client: Client;
  let planner: Planner;
  let divisionId: string;
  let teamIds: string[];

  beforeAll(async () => {
    under = await startService(open);
    client = await under.as("planner");
    planner = plannerOf(under.testDatabase, gridMunicipality, await plannerId());
    const settings = { name: "NYKO export", edition: "1", source: "Prov" };
    const areas = await planner.run("omraden.geojson", areasFile(squares), { purpose: "areas", settings });
    expect(areas.status, JSON.stringify(areas.issues)).toBe("loaded");
    divisionId = areas.divisionId!;
    teamIds = [];
    for (const [index, [letter, name]] of teams.entries()) {
      const positions = { investigationPositions: 6, firstLinePositions: index / 4 };
      const made = await client
        .send("post", `${base}/teams`)
        .send({ letter, name, colourIndex: index, homeArenaId: null, ...positions });
      expect(made.status, made.text).toBe(201);
      teamIds.push(made.body.id);
    }
  }, 120_000);

  async function plannerId(): Promise<string> {
    const [row] = await under.testDatabase.asOwner(
      async (owner) =>
        (
          await owner.query<{ id: string }>(
            "select id from access.users where municipality_code = $1 and subject = 'demonstration:planner'",
            [gridMunicipality],
          )
        ).rows,
    );
    return row!.id;
  }

  /** Has the plan judged by saved rules of its own, so that its targets do not follow the positions. */
  async function withTargets(plan: Plan, targets: "equal" | "shares", random: Random): Promise<Plan> {
    const shares = plan.teams.map(({ teamId }) => ({ teamId, share: (1 + random.nextInteger(999)) / 7 }));
    // A team that is to have next to nothing has a share that programs write as 1,5e-7.
    shares[0]!.share /= 1_000_000;
    const rules = {
      balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.05 }],
      ...(targets === "shares" ? { targets, shares } : { targets }),
    };
    const teamsOfRules = plan.teams.map(({ teamId, investigationPositions, firstLinePositions }) => ({
      ...{ teamId, investigationPositions, firstLinePositions },
    }));
    const saved = await client
      .send("post", `${base}/rule-sets`)
      .send({ divisionId, name: `Mål för ${plan.name}`, teams: teamsOfRules, rules });
    expect(saved.status, saved.text).toBe(201);
    const chosen = await client
      .send("put", `${base}/plans/${plan.id}/rules`)
      .set("If-Match", `"${plan.version}"`)
      .send({ kind: "rule-set", id: saved.body.id, version: saved.body.version });
    expect(chosen.status, chosen.text).toBe(200);
    return chosen.body;
  }

  /**
   * A plan with some of the teams in any order, some areas in none, and perhaps a team in no area; its targets by
   * positions, uneven or equal.
   */
  async function randomPlan(seed: number): Promise<Plan> {
    const random = new Random(seed);
    const order = teamIds.map((id) => ({ id, key: random.nextFraction() })).sort((a, b) => a.key - b.key);
    const chosen = order.slice(0, 1 + random.nextInteger(teamIds.length)).map(({ id }) => id);
    const made = await client.send("post", `${base}/plans`).send({
      name: `Förslag ${seed} – =östra; "prov"`,
      from: { kind: "empty", divisionId, teamIds: chosen },
    });
    expect(made.status, made.text).toBe(201);
    const teamIndexes = squares.map(() => random.nextInteger(chosen.length + 1) - 1);
    const assigned = await client
      .send("put", `${base}/plans/${made.body.id}/assignment`)
      .set("If-Match", made.headers.etag!)
      .send({ teamIndexes });
    expect(assigned.status, assigned.text).toBe(200);
    const targets = (["shares", "equal", "positions"] as const)[seed % 3]!;
    return targets === "positions" ? assigned.body : withTargets(assigned.body, targets, random);
  }

  async function exported(plan: Plan, format: Format): Promise<Uint8Array> {
    const answer = await client
      .send("get", `${base}/plans/${plan.id}/export?format=${format}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => done(null, Buffer.concat(chunks)));
      });
    expect(answer.status).toBe(200);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers["content-disposition"]).toMatch(
      new RegExp(`^attachment; filename="forslag-${gridMunicipality}-[0-9a-f]{8}-version-[23]\\.${formats[format]}"$`),
    );
    return new Uint8Array(answer.body as Buffer);
  }

  async function importedPlan(bytes: Uint8Array, format: Format, planName: string): Promise<Plan> {
    const settings = { planName };
    const result = await planner.run(`plan.${formats[format]}`, bytes, {
      purpose: "current-division",
      divisionId,
      settings,
    });
    expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
    const { body } = await client.send("get", `${base}/plans?divisionId=${divisionId}`);
    const made = body.plans.find(({ name }: Plan) => name === planName);
    expect(made, planName).toBeDefined();
    return (await client.send("get", `${base}/plans/${made.id}`)).body;
  }

  /** What a plan is, whatever the order of its teams: the teams with their positions and targets, and each area's. */
  function contentOf({ teams: planTeams, teamIndexes }: Plan) {
    return {
      teams: [...planTeams].sort((a, b) => a.teamId.localeCompare(b.teamId)),
      areas: teamIndexes.map((teamIndex) => planTeams[teamIndex]?.teamId ?? null),
    };
  }

  it(`is the identity on ${planCount} random plans in every format`, async () => {
    for (let seed = 1; seed <= planCount; seed += 1) {
      const plan = await randomPlan(seed);
      const copies = (Object.keys(formats) as Format[]).map(async (format) => {
        const copy = await importedPlan(await exported(plan, format), format, `Kopia ${seed} ${format}`);
        expect(contentOf(copy), `${format} of plan ${seed}`).toEqual(contentOf(plan));
        const kinds = seed % 3 === 2 ? ["usual", "usual"] : ["rule-set", "file"];
        expect([plan.judgedBy!.kind, copy.judgedBy!.kind]).toEqual(kinds);
      });
      await Promise.all(copies);
    }
  }, 300_000);

  it("knows the plan by its name in the file, so that the same file changes nothing", async () => {
    const plan = await randomPlan(101);
    const bytes = await exported(plan, "csv");
    const options = { purpose: "current-division", divisionId } as const;
    const preview = await planner.preview("plan.csv", bytes, options);
    expect(preview.settings).toMatchObject({ planName: plan.name, status: "draft" });
    expect(preview.issueCounts).toMatchObject({ error: 0 });
    const codesOf = async (file: Uint8Array, status: string) => {
      const result = await planner.run("plan.csv", file, options);
      expect(result.status, JSON.stringify(result.issues)).toBe(status);
      return result.issues.map(({ code }) => code);
    };
    expect(await codesOf(bytes, "unchanged")).not.toContain("team.targets-kept");
    const changed = new TextDecoder().decode(bytes).replaceAll(";6;", ";7;");
    expect(await codesOf(new TextEncoder().encode(changed), "loaded")).toContain("team.plan-renamed");
  });

  it("tells targets from others of the same plan, and leaves them as they are where a file has no column for them", async () => {
    const plan = await randomPlan(102);
    const text = new TextDecoder().decode(await exported(plan, "csv"));
    const options = { purpose: "current-division", divisionId } as const;
    const read = (changed: string) => planner.run("plan.csv", new TextEncoder().encode(changed), options);
    const codesOf = async (changed: string) => {
      const { status, issues } = await read(changed);
      return [status, ...issues.map(({ code }) => code).filter((code) => /^team\.(plan|target)/.test(code))];
    };
    const betweenCells = /;(?=(?:[^"]*"[^"]*")*[^"]*$)/;
    const cellsOf = (line: string) => line.split(betweenCells);
    const [heading = "", ...lines] = text.split("\r\n");
    const column = cellsOf(heading).indexOf("Målandel");
    const changeCells = (change: (cells: string[], row: number) => string[]) =>
      [heading, ...lines].map((line, row) => (line === "" ? line : change(cellsOf(line), row).join(";"))).join("\r\n");
    expect(await codesOf(text)).toEqual(["unchanged"]);
    const old = changeCells((cells) => cells.toSpliced(column, 1));
    expect(await codesOf(old), "a file from before there was a column").toEqual(["unchanged", "team.targets-kept"]);
    const byPositions = changeCells((cells, row) => (row === 0 ? cells : cells.with(column, "")));
    expect(await codesOf(byPositions), "targets by positions").toEqual(["loaded", "team.plan-renamed"]);
    const teamCells = new Set(lines.filter((line) => line !== "").map((line) => cellsOf(line)[column]));
    expect(teamCells.size, "teams have other targets than each other").toBeGreaterThan(2);
  });

  it("tells no cell that a spreadsheet program would calculate", async () => {
    const text = new TextDecoder().decode(await exported(await randomPlan(100), "csv"));
    expect(text).toContain("'=1+1");
    for (const cell of text.replace("\ufeff", "").split(/[;\r\n]+/))
      expect(cell.replace(/^"/, "")).not.toMatch(/^[=+@]/);
  });

  it("gives the same bytes for the same plan, whenever it is asked", async () => {
    const plan = await randomPlan(102);
    const first = await exported(plan, "xlsx");
    // A zip file tells times in steps of two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(Buffer.from(await exported(plan, "xlsx")).equals(Buffer.from(first))).toBe(true);
  });

  it("is for everybody who may see the plan, and tells nobody else that it is there", async () => {
    const plan = await randomPlan(101);
    const address = `${base}/plans/${plan.id}/export?format=csv`;
    const manager = await under.as("manager");
    expect((await manager.send("get", address)).status).toBe(404);
    const proposed = await client
      .send("patch", `${base}/plans/${plan.id}`)
      .set("If-Match", `"${plan.version}"`)
      .send({ status: "proposed", acceptsFaults: true });
    expect(proposed.status, proposed.text).toBe(200);
    const [told, own] = [await manager.send("get", address), await client.send("get", address)];
    expect(told.status).toBe(200);
    expect(told.text).toBe(own.text);
    expect((await (await under.as("admin")).send("get", address)).status).toBe(403);
  });

  it.skipIf(spawnSync("ogrinfo", ["--version"]).status !== 0)("is a GeoPackage that GIS programs read", async () => {
    const plan = await randomPlan(7);
    const file = join(makeFolder("geopackage"), "plan.gpkg");
    writeFileSync(file, await exported(plan, "geopackage"));
    const told = execFileSync("ogrinfo", ["-ro", "-al", file], { encoding: "utf8" });
    expect(told).toContain("Layer name: forslag");
    expect(told).toContain("Geometry: Multi Polygon");
    expect(told).toMatch(/ID\["EPSG",3006\]/);
    expect(told).toContain("omradeskod (String) = 0101");
    expect(told).toContain("omrade (String) = Åkroken");
    expect(told).toContain("forsta_linjen (Real) = ");
    const emptyTeams = plan.teams.filter((_team, teamIndex) => !plan.teamIndexes.includes(teamIndex));
    expect(told).toContain(`Feature Count: ${squares.length + emptyTeams.length}`);
    const again = await exported(plan, "geopackage");
    expect(Buffer.from(again).equals(readFileSync(file)), "the same bytes").toBe(true);
  });
});
