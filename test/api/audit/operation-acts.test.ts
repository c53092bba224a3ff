// Each operation, asked by somebody who may: what it must write to the log is there, and nothing where nothing must be.
import { beforeAll, expect, it } from "vitest";
import { auditActions } from "../../../api/audit/actions.ts";
import { Import } from "../../../api/contract/imports.ts";
import { type OperationName, operations } from "../../../api/contract/operations.ts";
import { type Role, roles } from "../../../api/contract/primitives.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { areaCount, childrenOf, gridMunicipality, ids, otherMunicipality } from "../support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "../support/service-under-test.ts";
import { base, clientsFile, operationWords, order, type Scene } from "./operation-acts.ts";

interface Row {
  readonly sequence: number;
  readonly action: string;
  readonly role: string;
  readonly person: string | null;
  readonly place: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly division: string | null;
  readonly areas: readonly string[];
  readonly object: string | null;
}

forEachDatabase("what each operation writes to the log", (open) => {
  let under: ServiceUnderTest;
  let scene: Scene;

  beforeAll(async () => {
    under = await startService(open);
    scene = await sceneOf(under);
  }, 120_000);

  const rowsAfter = async (sequence: number): Promise<Row[]> =>
    (
      await under.testDatabase.asOwner((owner) =>
        owner.query<Row>(
          `select sequence, action, role, person_name as person, address_class as place, details, division_id as division,
             area_codes as areas, object_id as object
           from audit.events where chain = $1 and sequence > $2 order by audit.events.sequence`,
          [gridMunicipality, sequence],
        ),
      )
    ).rows;
  const newest = async () => (await rowsAfter(0)).at(-1)?.sequence ?? 0;
  const writtenBy = async (work: () => Promise<unknown>) => {
    const before = await newest();
    await work();
    return rowsAfter(before);
  };

  it.each(Object.keys(operations) as OperationName[])("%s", async (name) => {
    const { acts, why, prepare, ask } = operationWords[name];
    expect(acts.length > 0 || why !== undefined, "writes nothing and says not why").toBe(true);
    const made = await prepare?.(scene);
    const rows = await writtenBy(() => ask(scene, made));
    expect(rows.map(({ action }) => action).sort()).toEqual([...acts].sort());
    for (const { person, place } of rows) expect({ person, place }).toMatchObject({ person: expect.any(String) });
  });

  it("tells the areas that an act was about, and where it came from", async () => {
    const about = `${base}/divisions/${ids.division}`;
    const planner = await under.as("planner");
    const [one] = await writtenBy(() => planner.send("get", `${about}/areas/0203`).expect(200));
    expect(one).toMatchObject({
      action: "counts.read",
      division: ids.division,
      areas: ["0203"],
      place: "this-machine",
    });
    const [all] = await writtenBy(() => planner.send("get", `${about}/measures/children-0-19`).expect(200));
    expect(all).toMatchObject({ action: "counts.read", division: ids.division, areas: [], person: "planner (demo)" });
  });

  it.each(["areas/0101", "measures/children-0-19"])(
    "writes nothing when a manager reads protected counts: %s",
    async (path) => {
      expect(await writtenBy(() => scene.send("manager", "get", `divisions/${ids.division}/${path}`))).toEqual([]);
    },
  );

  it("writes that somebody was told why a run is not possible, though the run is not made", async () => {
    const planner = await under.as("planner");
    const body = {
      ...order({ stepLimit: 1 }),
      rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0 }] },
    };
    const rows = await writtenBy(async () => {
      const { body: problem } = await planner.send("post", `${base}/runs`).send(body).expect(422);
      expect(problem.code).toBe("rules.impossible");
    });
    expect(rows).toMatchObject([{ action: "run.refused", object: ids.division, details: { measures: 1 } }]);
  });

  it("writes who was refused what, also when it was asked of another municipality", async () => {
    const team = await under.as("team");
    const refused = await writtenBy(async () => {
      await team.send("get", `${base}/imports`).expect(403);
      await team.send("get", `/api/${otherMunicipality}/teams`).expect(404);
    });
    expect(refused).toMatchObject([
      { action: "access.refused", role: "team" },
      { action: "access.refused", role: "team" },
    ]);
  });

  it("writes what somebody asked for and does not reach, alike for missing, foreign and hidden things and for no id at all", async () => {
    const team = await scene.fresh("team");
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    const { body: draft } = await scene.send("planner", "post", "plans", { name: "Utkast", from });
    const asked = [ids.absent, draft.id as string, "inget-id"];
    const rows = await writtenBy(async () => {
      for (const id of asked) await team.send("get", `${base}/plans/${id}`).expect(404);
      for (const teamId of [ids.absent, ids.otherTeam]) {
        await team.send("post", `${base}/problem-trees`).send({ name: "Träd", teamId }).expect(422);
      }
    });
    expect(rows).toMatchObject(
      asked
        .map(() => "readPlan")
        .concat("createProblemTree", "createProblemTree")
        .map((object) => ({ action: "access.not-found", role: "team", object, person: "team (demo)" })),
    );
    expect(new Set(rows.map(({ details }) => Object.keys(details).join())).size).toBe(1);
  });

  it("writes a refused sign-in, naming nobody", async () => {
    const rows = await writtenBy(() =>
      under
        .anonymous()
        .send("post", "/api/session")
        .send({ municipalityCode: gridMunicipality, role: "planner" })
        .expect(200),
    );
    expect(rows).toMatchObject([{ action: "session.signed-in", person: "planner (demo)", place: "this-machine" }]);
    await under.testDatabase.asOwner((owner) =>
      owner.query("update geography.municipalities set synthetic = false where code = $1", [gridMunicipality]),
    );
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        "update access.users set disabled_at = now() where municipality_code = $1 and subject = 'demonstration:team'",
        [gridMunicipality],
      ),
    );
    const refused = await writtenBy(() =>
      under
        .anonymous()
        .send("post", "/api/session")
        .send({ municipalityCode: gridMunicipality, role: "team" })
        .expect(403),
    );
    expect(refused).toMatchObject([{ action: "session.sign-in-refused", role: "anonymous", person: null }]);
  });

  it("never writes a count, and only what the table of acts lists", async () => {
    const rows = await rowsAfter(0);
    expect(rows.length).toBeGreaterThan(50);
    const counts = Array.from({ length: areaCount }, (_, areaIndex) => String(childrenOf(areaIndex)));
    for (const { action, details, object } of rows) {
      const known: readonly string[] = auditActions[action as keyof typeof auditActions].details;
      expect(known, action).toEqual(expect.arrayContaining(Object.keys(details)));
      const told = [object, ...Object.values(details).map(String)];
      expect(counts.filter((count) => told.includes(count))).toEqual([]);
    }
  });

  it("has a word for every way that an import can end", () => {
    const ends = Import.shape.status.options.filter((status) => status !== "running");
    for (const status of ends) expect(Object.keys(auditActions)).toContain(`import.${status}`);
  });
});

async function sceneOf(under: ServiceUnderTest): Promise<Scene> {
  const clients = new Map<Role, Client>();
  const as = async (role: Role): Promise<Client> => {
    const client = clients.get(role) ?? (await under.as(role));
    clients.set(role, client);
    return client;
  };
  for (const role of roles) await as(role);
  const { rows } = await under.testDatabase.asOwner((owner) =>
    owner.query<{ id: string; role: Role }>(
      "select id, substr(subject, 15) as role from access.users where municipality_code = $1 and subject like 'demonstration:%'",
      [gridMunicipality],
    ),
  );
  return {
    under,
    users: Object.fromEntries(rows.map(({ id, role }) => [role, id])) as Scene["users"],
    fresh: (role) => under.as(role),
    async send(role, method, path, body, version) {
      let sent = (await as(role)).send(method, path === "" ? base : `${base}/${path}`);
      if (version !== undefined) sent = sent.set("If-Match", `"${version}"`);
      const answer = await (body === undefined ? sent : sent.send(body));
      if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
      return answer;
    },
    async upload(path) {
      const answer = await (await as("planner"))
        .send("post", `${base}/${path}`)
        .attach("file", clientsFile(), "klienter.csv")
        .field("options", JSON.stringify({ purpose: "clients", divisionId: ids.division }));
      if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
      return answer;
    },
  };
}
