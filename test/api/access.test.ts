// Every operation of the contract, by every role, in one's own, another's and a missing municipality: who is let in.
import { beforeAll, describe, expect, it } from "vitest";
import { rolesOf } from "../../api/contract/access.ts";
import { type Operation, type OperationName, operations } from "../../api/contract/operations.ts";
import { type Role, roles } from "../../api/contract/primitives.ts";
import { forEachDatabase } from "../support/databases.ts";
import { gridMunicipality, ids, otherMunicipality } from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const missingMunicipality = "0000";
const names = Object.keys(operations) as OperationName[];
const guarded = names.filter((name) => rolesOf(name) !== "anyone" && name !== "switchRole");

/** Values for the parameters other than the municipality: none of them exists, so that nothing is changed. */
const parameters: Record<string, string> = {
  division: ids.absent,
  code: "0101",
  edit: ids.absent,
  key: "children-0-19",
  team: ids.absent,
  plan: ids.absent,
  run: ids.absent,
  import: ids.absent,
};

function pathOf(name: OperationName, municipality: string): string {
  return operations[name].path.replace(/:(\w+)/g, (_match, parameter: string) =>
    parameter === "municipality" ? municipality : parameters[parameter]!,
  );
}

function send(client: Client, name: OperationName, municipality: string) {
  const { method, body, conditional }: Operation = operations[name];
  let sent = client.send(method, pathOf(name, municipality));
  if (conditional) sent = sent.set("If-Match", `"1"`);
  return body ? sent.send({}) : sent;
}

/** A problem's body without what differs between any two requests. */
function withoutRequestId(text: string): string {
  return text.replace(/"requestId":"[^"]+"/, "");
}

forEachDatabase("access to every operation", (open) => {
  let under: ServiceUnderTest;
  const clients = new Map<Role, Client>();

  beforeAll(async () => {
    under = await startService(open);
    for (const role of roles) clients.set(role, await under.as(role));
  }, 120_000);

  describe.each(guarded)("%s", (name) => {
    const allowed = rolesOf(name) as readonly Role[];

    it("asks those who are not signed in to sign in", async () => {
      for (const municipality of [gridMunicipality, missingMunicipality]) {
        const answer = await send(under.anonymous(), name, municipality);
        expect(answer.status).toBe(401);
        expect(answer.body.code).toBe("session.required");
      }
    });

    it.each(roles)("answers a %s according to the contract in their own municipality", async (role) => {
      const answer = await send(clients.get(role)!, name, gridMunicipality);
      if (allowed.includes(role)) expect([401, 403]).not.toContain(answer.status);
      else expect(answer.body).toMatchObject({ status: 403, code: "session.role-not-allowed" });
      expect(answer.status).toBeLessThan(500);
    });

    it.each(roles)("tells a %s nothing of whether another municipality exists", async (role) => {
      const other = await send(clients.get(role)!, name, otherMunicipality);
      const missing = await send(clients.get(role)!, name, missingMunicipality);
      expect(other.status).toBe(404);
      expect(withoutRequestId(other.text)).toBe(withoutRequestId(missing.text));
      expect(Object.keys(other.headers).sort()).toEqual(Object.keys(missing.headers).sort());
    });
  });

  it("answers another municipality's ids exactly as ids that do not exist", async () => {
    const planner = clients.get("planner")!;
    const pairs = [
      [`divisions/${ids.otherDivision}`, `divisions/${ids.absent}`],
      [`divisions/${ids.otherDivision}/areas`, `divisions/${ids.absent}/areas`],
      [`divisions/${ids.otherDivision}/adjacency`, `divisions/${ids.absent}/adjacency`],
      [`divisions/${ids.otherDivision}/measures/children-0-19`, `divisions/${ids.absent}/measures/children-0-19`],
    ];
    for (const [others, absent] of pairs) {
      const one = await planner.send("get", `/api/${gridMunicipality}/${others}`);
      const two = await planner.send("get", `/api/${gridMunicipality}/${absent}`);
      expect(one.status).toBe(404);
      expect(withoutRequestId(one.text)).toBe(withoutRequestId(two.text));
    }
    const change = { letter: "X", name: "Kapat", colourIndex: 0, investigationPositions: 0, firstLinePositions: 0 };
    const stolen = await planner
      .send("put", `/api/${gridMunicipality}/teams/${ids.otherTeam}`)
      .set("If-Match", `"1"`)
      .send(change);
    expect(stolen.status).toBe(404);
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query<{ name: string }>("select name from planning.teams where id = $1", [ids.otherTeam]),
    );
    expect(rows[0]!.name).toBe("Grannteam");
  });

  it("refuses a plan that refers to another municipality's division or team", async () => {
    const planner = clients.get("planner")!;
    for (const from of [
      { kind: "empty", divisionId: ids.otherDivision, teamIds: ids.teams },
      { kind: "empty", divisionId: ids.division, teamIds: [ids.otherTeam] },
    ]) {
      const answer = await planner.send("post", `/api/${gridMunicipality}/plans`).send({ name: "Fel", from });
      expect(answer.body).toMatchObject({ status: 422, code: "reference.unknown" });
    }
  });

  it("reads role and rights anew at every request", async () => {
    const manager = await under.as("manager", otherMunicipality);
    expect((await manager.send("get", `/api/${otherMunicipality}/teams`)).status).toBe(200);
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        "update access.users set disabled_at = now() where municipality_code = $1 and subject = 'demonstration:manager'",
        [otherMunicipality],
      ),
    );
    expect((await manager.send("get", `/api/${otherMunicipality}/teams`)).status).toBe(401);
  });

  it("ends an idle session and one that has lasted too long", async () => {
    for (const change of ["last_seen_at = now() - interval '31 minutes'", "expires_at = now() - interval '1 second'"]) {
      const client = await under.as("planner", otherMunicipality);
      expect((await client.send("get", `/api/${otherMunicipality}`)).status).toBe(200);
      await under.testDatabase.asOwner((owner) =>
        owner.query(`update access.sessions set ${change} where municipality_code = $1`, [otherMunicipality]),
      );
      expect((await client.send("get", `/api/${otherMunicipality}`)).status).toBe(401);
    }
  });

  it("signs out so that the same cookie no longer counts", async () => {
    const client = await under.as("manager");
    expect((await client.send("delete", "/api/session")).status).toBe(204);
    expect((await client.send("get", "/api/session")).body).toEqual({ signedIn: false, demonstration: true });
    expect((await client.send("get", `/api/${gridMunicipality}/teams`)).status).toBe(401);
  });
});
