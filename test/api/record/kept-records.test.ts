// The kept decision record on both databases: the same bytes whatever changes after the decision, for its readers alone, whole or not at all.
import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Plan } from "../../../api/contract/plans.ts";
import type { DecisionRecord, KeptRecord } from "../../../api/contract/record.ts";
import type { Caller } from "../../../api/http/call.ts";
import { changeKeepingRecord } from "../../../api/record/keep-record.ts";
import { eraseKeptRecord } from "../../../api/record/kept-records.store.ts";
import { forEachDatabase, makeFolder } from "../../support/databases.ts";
import { pdfPages } from "../../support/pdf-text.ts";
import { repositoryRoot } from "../../support/service-process.ts";
import { areaCount, gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type Client, type Method, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const halves = Array.from({ length: areaCount }, (_, areaIndex) => Math.floor(areaIndex / 18));
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

forEachDatabase("the kept decision record", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let manager: Client;
  let plan: Plan;
  let kept: KeptRecord[];
  /** The adopted record's files and page as they were first answered, by address. */
  const first = new Map<string, Buffer>();

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    manager = await under.as("manager");
    plan = await propose(await drawn("Som beslutades", halves));
    await send("post", `plans/${plan.id}/comments`, { text: "Varför inte norrut?" });
    plan = await change(plan, { status: "adopted", adoptedFrom: "2026-01-01" });
    kept = await keptOf(planner, plan);
  }, 120_000);

  async function send<Body>(method: Method, path: string, body?: object, version?: number): Promise<Body> {
    const request = planner.send(method, `${base}/${path}`);
    if (version !== undefined) request.set("If-Match", `"${version}"`);
    const answer = await request.send(body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body as Body;
  }
  async function drawn(name: string, teamIndexes: readonly number[]): Promise<Plan> {
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams.slice(0, 2) };
    const begun = await send<Plan>("post", "plans", { name, from });
    return send<Plan>("put", `plans/${begun.id}/assignment`, { teamIndexes }, begun.version);
  }
  const change = (of: Plan, body: object) => send<Plan>("patch", `plans/${of.id}`, body, of.version);
  const propose = (of: Plan) => change(of, { status: "proposed", acceptsFaults: true });
  const keptOf = async (client: Client, of: Plan): Promise<KeptRecord[]> => {
    const answer = await client.send("get", `${base}/plans/${of.id}/record/kept`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body.records;
  };
  async function bytesOf(client: Client, path: string): Promise<Buffer> {
    const answer = await client
      .send("get", `${base}/plans/${plan.id}/${path}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => done(null, Buffer.concat(chunks)));
      });
    expect(answer.status, path).toBe(200);
    return answer.body as Buffer;
  }
  const addressesOf = ({ id }: KeptRecord) => [
    ...["exact", "protected"].flatMap((numbers) => [
      `record?kept=${id}&numbers=${numbers}`,
      `record/file?kept=${id}&numbers=${numbers}&format=html`,
      `record/file?kept=${id}&numbers=${numbers}&format=pdf`,
    ]),
    `bundle?kept=${id}`,
  ];

  it("is made when a plan is put forward and when it is adopted, and tells when, by whom and its checksums", async () => {
    expect(
      kept.map(({ occasion, adoptedFrom, revision, keptBy }) => [occasion, adoptedFrom, revision, keptBy]),
    ).toEqual([
      ["adopted", "2026-01-01", 2, "planner (demo)"],
      ["proposed", null, 2, "planner (demo)"],
    ]);
    expect(kept[0]!.files.map(({ numbers, format }) => `${numbers} ${format}`)).toEqual([
      ...["exact bundle", "exact html", "exact pdf", "protected html", "protected pdf"],
    ]);
    for (const address of addressesOf(kept[0]!)) first.set(address, await bytesOf(planner, address));
    for (const { numbers, format, bytes, sha256: told } of kept[0]!.files) {
      const found = [...first].find(([address]) =>
        format === "bundle" ? address.startsWith("bundle") : address.includes(`numbers=${numbers}&format=${format}`),
      )!;
      expect([found[1].length, sha256(found[1])], `${numbers} ${format}`).toEqual([bytes, told]);
    }
    const acts = await under.testDatabase.asOwner(async (owner) => {
      const { rows } = await owner.query<{ action: string; details: { kept: string } }>(
        "select action, details from audit.events where action in ('plan.proposed', 'plan.adopted') order by sequence",
      );
      return rows.map(({ action, details }) => [action, details.kept]);
    });
    expect(acts).toEqual([
      ["plan.proposed", kept[1]!.id],
      ["plan.adopted", kept[0]!.id],
    ]);
  });

  it("dates what was done to the same instant as the record, however long the making of it takes", async () => {
    const { updatedAt } = await send<Plan>("get", `plans/${plan.id}`);
    expect(updatedAt).toBe(kept[0]!.keptAt);
  });

  it("says on each page when, by whom and by what it was kept, and of the exact one the bundle's checksum", async () => {
    const { sha256: checksum } = kept[0]!.files.find(({ format }) => format === "bundle")!;
    const [exact, told] = ["exact", "protected"].map((numbers) => {
      const bytes = first.get(`record?kept=${kept[0]!.id}&numbers=${numbers}`)!;
      return JSON.parse(bytes.toString()) as DecisionRecord;
    });
    const day = "\\d{4}-\\d\\d-\\d\\d";
    expect(exact!.foot).toEqual([
      expect.stringMatching(
        new RegExp(`^Sparat som det var när förslaget fastställdes ${day} \\d\\d:\\d\\d, av planner \\(demo\\)\\.$`),
      ),
      `Områdeslinjen ${kept[0]!.program}.`,
      `Bevisfilens kontrollsumma (SHA-256): ${checksum}`,
    ]);
    expect(told!.foot[0]).toMatch(new RegExp(`^Sparat som det var när förslaget fastställdes ${day}\\.$`));
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${checksum}|planner \\(demo\\)|SHA-256`));
    expect(exact!.subtitle).toBe("Som beslutades – gäller i dag");
    const bare = (text: string) => text.replace(/[\s\u200b]/g, "");
    for (const [numbers, record] of [
      ["exact", exact!],
      ["protected", told!],
    ] as const) {
      const pages = pdfPages(first.get(`record/file?kept=${kept[0]!.id}&numbers=${numbers}&format=pdf`)!);
      expect(pages.length).toBeGreaterThan(3);
      for (const page of pages) expect(bare(page)).toContain(bare(record.foot.join(" ")));
      const html = first.get(`record/file?kept=${kept[0]!.id}&numbers=${numbers}&format=html`)!.toString();
      const foot = /<footer>(.*)<\/footer>/s.exec(html)![1]!;
      expect(foot.match(/(?<=<p>).*?(?=<\/p>)/g)).toEqual(record.foot);
    }
    const present = JSON.parse((await bytesOf(planner, "record")).toString()) as DecisionRecord;
    expect(present.foot, "one of now has none").toEqual([]);
  });

  it("stays to the byte when names, comments, counts and links change, which the present one follows", async () => {
    const now = ["record?numbers=exact", "record?numbers=protected", "bundle"];
    const before = await Promise.all(now.map((address) => bytesOf(planner, address)));
    await send("post", `plans/${plan.id}/comments`, { text: "Sagt efter beslutet." });
    plan = await change(plan, { name: "Ett annat namn" });
    await under.testDatabase.asOwner(async (owner) => {
      await owner.query("update planning.teams set name = 'Nytt namn' where id = $1", [ids.teams[0]]);
      await owner.query("update exact.population_counts set people = people + 3 where municipality_code = $1", [
        gridMunicipality,
      ]);
    });
    const after = await Promise.all(now.map((address) => bytesOf(planner, address)));
    for (const [position, address] of now.entries()) {
      expect(after[position]!.equals(before[position]!), `${address} follows`).toBe(false);
    }
    for (const [address, bytes] of first) {
      expect((await bytesOf(planner, address)).equals(bytes), address).toBe(true);
    }
  });

  it("is proven by the command, bundle and documents together", () => {
    const folder = makeFolder("kept");
    const write = (name: string, address: string) => {
      const path = join(folder, name);
      writeFileSync(path, first.get(address)!);
      return path;
    };
    const { id } = kept[0]!;
    const bundle = write("bevis.json", `bundle?kept=${id}`);
    const pdf = write("underlag.pdf", `record/file?kept=${id}&numbers=exact&format=pdf`);
    const html = write("underlag.html", `record/file?kept=${id}&numbers=exact&format=html`);
    const told = write("skyddat.pdf", `record/file?kept=${id}&numbers=protected&format=pdf`);
    const verify = (...paths: string[]) => {
      const env = { ...process.env, LANG: "sv_SE.UTF-8", DATA_FOLDER: "/dev/null/none" };
      const run = spawnSync(process.execPath, ["api/cli.ts", "verify", ...paths], {
        cwd: repositoryRoot,
        encoding: "utf8",
        env,
      });
      return { status: run.status, told: JSON.parse(run.stdout), stderr: run.stderr };
    };
    const whole = verify(bundle, pdf, html);
    expect(whole.status, whole.stderr).toBe(0);
    expect(whole.told.documents.map(({ belongs }: { belongs: boolean }) => belongs)).toEqual([true, true]);
    expect(whole.told.documents[0].sha256).toBe(sha256(first.get(`record/file?kept=${id}&numbers=exact&format=pdf`)!));
    const other = verify(bundle, told);
    expect(other.status).toBe(3);
    expect(other.stderr).toContain("skyddat.pdf: bevisfilens kontrollsumma står inte i underlaget");
  });

  it("gives managers the protected one as it was and nothing of the exact, and teams none", async () => {
    const toManager = await keptOf(manager, plan);
    expect(toManager.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
    for (const record of toManager) {
      expect(record).not.toHaveProperty("keptBy");
      expect(record.files.map(({ numbers }) => numbers)).toEqual(["protected", "protected"]);
    }
    const { id } = kept[0]!;
    for (const address of addressesOf(kept[0]!).filter((each) => each.includes("numbers=protected"))) {
      expect((await bytesOf(manager, address)).equals(first.get(address)!), address).toBe(true);
      const bare = address.replace("&numbers=protected", "");
      expect((await bytesOf(manager, bare)).equals(first.get(address)!), bare).toBe(true);
    }
    const statusOf = async (client: Client, path: string) => (await client.send("get", `${base}/plans/${path}`)).status;
    for (const refused of [
      `record?kept=${id}&numbers=exact`,
      `record/file?kept=${id}&numbers=exact`,
      `bundle?kept=${id}`,
    ]) {
      expect(await statusOf(manager, `${plan.id}/${refused}`), refused).toBe(403);
    }
    const team = await under.as("team");
    for (const refused of ["record/kept", `record?kept=${id}`, `record/file?kept=${id}`, `bundle?kept=${id}`]) {
      expect(await statusOf(team, `${plan.id}/${refused}`), refused).toBe(403);
    }
    const another = await drawn("Ett annat", halves);
    for (const missing of [`record?kept=${id}`, `record/file?kept=${id}`, `bundle?kept=${id}`]) {
      expect(await statusOf(planner, `${another.id}/${missing}`), `${missing} of another plan`).toBe(404);
    }
    expect(await statusOf(planner, `${plan.id}/record?kept=${randomUUID()}`)).toBe(404);
    expect(await keptOf(planner, another), "a draft has none").toEqual([]);
    expect(await statusOf(manager, `${another.id}/record/kept`), "a draft").toBe(404);
  });

  it("is told to managers of the newest version only, and follows a draft out of sight and back", async () => {
    let other = await propose(await drawn("Tas tillbaka", halves));
    other = await change(other, { status: "draft" });
    expect((await manager.send("get", `${base}/plans/${other.id}/record/kept`)).status).toBe(404);
    await send("delete", `plans/${other.id}`, undefined, other.version);
    expect((await planner.send("get", `${base}/plans/${other.id}/record/kept`)).status, "deleted").toBe(404);
    other = await send<Plan>("post", `plans/${other.id}/undelete`);
    expect(await keptOf(planner, other)).toHaveLength(1);
    const teamIndexes = halves.map((team, area) => (area === 17 ? 1 : team));
    other = await send<Plan>("put", `plans/${other.id}/assignment`, { teamIndexes }, other.version);
    other = await propose(other);
    const all = await keptOf(planner, other);
    expect(all.map(({ revision }) => revision)).toEqual([3, 2]);
    expect((await keptOf(manager, other)).map(({ revision }) => revision)).toEqual([3]);
    const old = await manager.send("get", `${base}/plans/${other.id}/record?kept=${all[1]!.id}`);
    expect(old.status, "of an earlier version").toBe(404);
  }, 120_000);

  it("is made anew when the day of an adopted plan is moved, and not when it is named", async () => {
    const count = (await keptOf(planner, plan)).length;
    plan = await change(plan, { name: "Ännu ett namn" });
    expect(await keptOf(planner, plan)).toHaveLength(count);
    plan = await change(plan, { adoptedFrom: "2026-02-01" });
    const [newest, ...rest] = await keptOf(planner, plan);
    expect(newest).toMatchObject({ occasion: "adopted", adoptedFrom: "2026-02-01" });
    expect(rest.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
    plan = await change(plan, { status: "superseded" });
    expect(await keptOf(planner, plan), "of a superseded plan too").toHaveLength(count + 1);
  }, 120_000);

  it("stops the adoption as a whole when it cannot be stored", async () => {
    const proposed = await propose(await drawn("Går inte", halves));
    const rowsOfLog = () =>
      under.testDatabase.asOwner(async (owner) => {
        const { rows } = await owner.query<{ count: number }>("select count(*)::integer as count from audit.events");
        return rows[0]!.count;
      });
    const before = await rowsOfLog();
    await under.testDatabase.asOwner((owner) =>
      owner.script("alter table exact.kept_documents add constraint refused check (format <> 'bundle') not valid"),
    );
    const body = { status: "adopted", adoptedFrom: "2026-03-01" };
    const adopt = () =>
      planner.send("patch", `${base}/plans/${proposed.id}`).set("If-Match", `"${proposed.version}"`).send(body);
    expect((await adopt()).status).toBe(500);
    expect(await send<Plan>("get", `plans/${proposed.id}`)).toEqual(proposed);
    expect(await keptOf(planner, proposed)).toHaveLength(1);
    expect(await rowsOfLog()).toBe(before);
    await under.testDatabase.asOwner((owner) =>
      owner.script("alter table exact.kept_documents drop constraint refused"),
    );
    expect((await adopt()).status).toBe(200);
    expect(await keptOf(planner, proposed)).toHaveLength(2);
  }, 120_000);

  it("gives up, with nothing changed, when the record is another each time it is read", async () => {
    const proposed = await propose(await drawn("Ändras hela tiden", halves));
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query<{ id: string }>("select created_by as id from planning.plans where id = $1", [proposed.id]),
    );
    const caller = {
      ...{ kind: "person", municipalityCode: gridMunicipality, userId: rows[0]!.id, role: "planner", teamIds: [] },
      ...{ displayName: "planner (demo)", municipalityName: "Rutköping" },
    } as unknown as Caller;
    let times = 0;
    const changing = changeKeepingRecord(under.testDatabase.database, caller, {
      planId: proposed.id,
      isDecision: true,
      async change(transaction) {
        times += 1;
        await transaction.query("update planning.plans set description = $2 where id = $1", [proposed.id, `${times}`]);
        return "proposed";
      },
      finish: () => Promise.reject(new Error("Never comes so far.")),
    });
    await expect(changing).rejects.toMatchObject({ code: "record.changing" });
    expect(times).toBe(6);
    expect(await send<Plan>("get", `plans/${proposed.id}`)).toEqual(proposed);
    expect(await keptOf(planner, proposed)).toHaveLength(1);
  }, 120_000);

  it("is not given out when it does not match its checksum, nor shown when another version wrote it otherwise", async () => {
    const { id } = kept[0]!;
    const rewrite = (content: string, isTrue: boolean) =>
      under.testDatabase.asOwner((owner) =>
        owner.query(
          `update exact.kept_documents set content = $2, checksum = case when $3 then encode(sha256($2), 'hex') else checksum end
           where record_id = $1 and format = 'record'`,
          [id, Buffer.from(content), isTrue],
        ),
      );
    await rewrite(JSON.stringify({ title: "Av en annan version" }), true);
    const older = await planner.send("get", `${base}/plans/${plan.id}/record?kept=${id}`);
    expect([older.status, older.body.code]).toEqual([409, "record.kept-of-other-version"]);
    await expect(rewrite("{}", false), "the database itself refuses").rejects.toThrow();
    await under.testDatabase.asOwner((owner) =>
      owner.script("alter table exact.kept_documents drop constraint kept_documents_check"),
    );
    await rewrite("{}", false);
    const damaged = await planner.send("get", `${base}/plans/${plan.id}/record?kept=${id}`);
    expect([damaged.status, damaged.body.code]).toEqual([500, "record.kept-changed"]);
  });

  it("is erased by the program alone, with the decision in the log", async () => {
    const { id } = kept[0]!;
    const { database } = under.testDatabase;
    await expect(eraseKeptRecord(database, gridMunicipality, id, " ")).rejects.toMatchObject({ code: "OL007" });
    expect(await eraseKeptRecord(database, gridMunicipality, randomUUID(), "SN 2026-101")).toBeNull();
    expect(await eraseKeptRecord(database, gridMunicipality, id, "SN 2026-101")).toBe(plan.id);
    expect((await keptOf(planner, plan)).map((record) => record.id)).not.toContain(id);
    expect((await planner.send("get", `${base}/plans/${plan.id}/bundle?kept=${id}`)).status).toBe(404);
    const left = await under.testDatabase.asOwner(async (owner) => {
      const { rows } = await owner.query<{ action: string; details: object }>(
        "select action, details from audit.events where action = 'record.erased'",
      );
      return rows;
    });
    expect(left).toEqual([{ action: "record.erased", details: { kept: id, decision: "SN 2026-101" } }]);
  });
});
