// Files through the service on both databases: preview, import with progress, refusal, limits, and nothing kept of what is cancelled.
import type request from "supertest";
import { beforeAll, expect, it } from "vitest";
import { type ImportOptions, ImportPreview, importPurposes } from "../../api/contract/imports.ts";
import { addDemonstrationPeople } from "../../api/session/demonstration.ts";
import { forEachDatabase } from "../support/databases.ts";
import { areaCount, codeOf, gridMunicipality, ids, realMunicipality } from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService, testStartCode } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}/imports`;

/** Two squares that share a border, in EPSG:3006. */
const twoSquares = JSON.stringify({
  type: "FeatureCollection",
  crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::3006" } },
  features: [0, 1].map((square) => ({
    type: "Feature",
    properties: { NYKO: `020${square + 1}`, NAMN: `Fyrkant ${square + 1}` },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [600000 + 1000 * square, 6900000],
          [601000 + 1000 * square, 6900000],
          [601000 + 1000 * square, 6901000],
          [600000 + 1000 * square, 6901000],
          [600000 + 1000 * square, 6900000],
        ],
      ],
    },
  })),
});
const areasOptions: ImportOptions = {
  purpose: "areas",
  settings: { name: "Fyrkanter", edition: "2026", source: "Test" },
};

function clientsFile(clients: (areaIndex: number) => string): string {
  const rows = Array.from(
    { length: areaCount },
    (_, areaIndex) => `${codeOf(areaIndex)};2025;barn;${clients(areaIndex)}`,
  );
  return `NYKO;År;Ärendetyp;Antal\r\n${rows.join("\r\n")}\r\n`;
}
const clientsOptions: ImportOptions = { purpose: "clients", divisionId: ids.division };

forEachDatabase("bringing in files", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
  }, 120_000);

  function upload(path: string, content: string | Buffer, fileName: string, options: unknown): request.Test {
    return planner
      .send("post", path)
      .attach("file", Buffer.from(content), fileName)
      .field("options", JSON.stringify(options));
  }

  it("tells what each kind of file holds", async () => {
    const { body } = await planner.send("get", `${base}/purposes`);
    expect(body.purposes.map((each: { purpose: string }) => each.purpose).sort()).toEqual([...importPurposes].sort());
  });

  it("previews a file without keeping anything of it", async () => {
    const answer = await upload(
      `${base}/preview`,
      clientsFile(() => "7"),
      "klienter.csv",
      clientsOptions,
    );
    expect(answer.status, answer.text).toBe(200);
    const preview = ImportPreview.parse(answer.body);
    expect(preview).toMatchObject({ rowCount: areaCount, loadable: true, mappingSource: "guessed" });
    expect((await planner.send("get", base)).body.imports).toEqual([]);
  });

  it("imports areas, follows the import by events, and changes nothing the second time", async () => {
    const started = await upload(base, twoSquares, "fyrkanter.geojson", areasOptions);
    expect(started.status, started.text).toBe(202);
    const events = await planner.send("get", `${base}/${started.body.id}/events`).set("Accept", "text/event-stream");
    const end = JSON.parse(/event: end\ndata: (.*)/.exec(events.text)![1]!);
    expect(end).toMatchObject({ status: "loaded", rowCount: 2, loadedCount: 2, author: "planner (demo)" });
    const adjacency = await planner.send("get", `/api/${gridMunicipality}/divisions/${end.divisionId}/adjacency`);
    expect(adjacency.body.edges).toHaveLength(1);
    expect(adjacency.body.edges[0][2]).toBeCloseTo(1000, 3);
    const again = await upload(base, twoSquares, "fyrkanter.geojson", areasOptions);
    expect(await under.service.imports.ended(again.body.id)).toMatchObject({ status: "unchanged" });
    expect((await planner.send("get", `${base}/${again.body.id}`)).body.status).toBe("unchanged");
  });

  it("keeps nothing of a file with a personal identity number, and repeats it nowhere", async () => {
    const file = `NYKO;Personnummer;År;Ärendetyp\r\n0101;19121212-1212;2025;barn\r\n0102;19121212-1212;2025;barn\r\n`;
    const started = await upload(base, file, "arenden.csv", { purpose: "case-rows", divisionId: ids.division });
    const ended = (await under.service.imports.ended(started.body.id))!;
    expect(ended.status).toBe("refused");
    expect(ended.issues.map((issue) => issue.code)).toContain("file.personal-identity-number");
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query("select 1 from jobs.imports where imports::text like '%19121212%'"),
    );
    expect(rows).toEqual([]);
    expect(under.logged().join("\n")).not.toContain("19121212");
  });

  it("writes to the log that such a file was looked at too", async () => {
    const file = "NYKO;Personnummer;År;Ärendetyp\r\n0101;19121212-1212;2025;barn\r\n";
    const latestActs = async () => {
      const { rows } = await under.testDatabase.asOwner((owner) =>
        owner.query<{ action: string }>(
          "select action from audit.events where chain = $1 order by sequence desc limit 2",
          [gridMunicipality],
        ),
      );
      return rows.map(({ action }) => action).reverse();
    };
    await upload(`${base}/preview`, file, "arenden.csv", { purpose: "case-rows", divisionId: ids.division });
    expect(await latestActs()).toEqual(["import.previewed", "import.refused"]);
    await upload(`${base}/preview`, twoSquares, "fyrkanter.geojson", areasOptions);
    expect((await latestActs()).at(-1)).toBe("import.previewed");
  });

  it("loads all of a file or nothing", async () => {
    const before = await sumOfClients(under);
    const started = await upload(
      base,
      clientsFile((areaIndex) => (areaIndex === 20 ? "fjorton" : "88")),
      "klienter.csv",
      clientsOptions,
    );
    expect(await under.service.imports.ended(started.body.id)).toMatchObject({ status: "refused" });
    expect(await sumOfClients(under)).toBe(before);
    const right = await upload(
      base,
      clientsFile(() => "5"),
      "klienter.csv",
      clientsOptions,
    );
    expect(await under.service.imports.ended(right.body.id)).toMatchObject({ status: "loaded" });
    expect(await sumOfClients(under)).toBe(before + 2 * areaCount);
  });

  it("keeps nothing of an import that is cancelled", async () => {
    const before = await sumOfClients(under);
    const started = await upload(
      base,
      clientsFile(() => "44"),
      "klienter.csv",
      clientsOptions,
    );
    const ended = under.service.imports.ended(started.body.id)!;
    expect((await planner.send("post", `${base}/${started.body.id}/cancel`).send()).status).toBe(202);
    expect(await ended).toMatchObject({ status: "cancelled" });
    expect(await sumOfClients(under)).toBe(before);
    expect((await planner.send("post", `${base}/${started.body.id}/cancel`).send()).body.code).toBe(
      "import.already-finished",
    );
  });

  it("refuses requests that are no upload", async () => {
    const bare = () => planner.send("post", base);
    expect((await bare().send({})).body.status).toBe(415);
    expect((await bare().attach("file", Buffer.from("a"), "a.csv")).body).toMatchObject({
      status: 422,
      violations: [{ field: "options" }],
    });
    expect((await bare().field("options", JSON.stringify(clientsOptions))).body).toMatchObject({
      status: 422,
      violations: [{ field: "file" }],
    });
    expect((await upload(base, "a", "a.csv", { purpose: "everything" })).body).toMatchObject({
      status: 422,
      violations: [{ field: "purpose" }],
    });
    expect(
      (await bare().set("Content-Type", "multipart/form-data; boundary=x").send("not multipart")).body.status,
    ).toBe(400);
    expect((await upload(base, Buffer.alloc(52 * 1024 * 1024), "stor.csv", clientsOptions)).body.status).toBe(413);
  });

  it("lets a planner on their own machine choose a role in a real municipality, with the code that the program printed and once it has added the people", async () => {
    const signIn = (startCode?: string) =>
      under
        .anonymous()
        .send("post", "/api/session")
        .send({ municipalityCode: realMunicipality, role: "planner", startCode });
    expect((await signIn(testStartCode)).body.code).toBe("session.no-demonstration");
    await addDemonstrationPeople(under.config, under.testDatabase.database);
    for (const wrong of [undefined, "", "ABCD-EFGH-3468", `${testStartCode}A`]) {
      expect((await signIn(wrong)).body.code).toBe("session.wrong-start-code");
    }
    expect((await signIn("abcd efgh 3467")).body).toMatchObject({
      signedIn: true,
      displayName: "Planerare (startkod)",
      municipality: { code: realMunicipality, synthetic: false },
    });
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query(
        `select action, person_name as person, details ->> 'method' as method from audit.events where chain = $1 order by sequence desc limit 2`,
        [realMunicipality],
      ),
    );
    expect(rows).toEqual([
      { action: "session.signed-in", person: "Planerare (startkod)", method: "start-code" },
      { action: "session.sign-in-refused", person: null, method: "start-code" },
    ]);
  });
});

async function sumOfClients(under: ServiceUnderTest): Promise<number> {
  const { rows } = await under.testDatabase.asOwner((owner) =>
    owner.query<{ sum: number }>(
      "select sum(clients)::integer as sum from exact.client_counts where municipality_code = $1",
      [gridMunicipality],
    ),
  );
  return rows[0]!.sum;
}
