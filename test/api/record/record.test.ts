// The decision record on both databases: what it tells planners and managers, the PDF and the HTML equal to it, the log, and the bundle's proof.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { PlanHistory } from "../../../api/contract/plan-life.ts";
import type { Plan } from "../../../api/contract/plans.ts";
import type { DecisionRecord, RecordBlock } from "../../../api/contract/record.ts";
import type { Run, SolutionDetail } from "../../../api/contract/runs.ts";
import type { Bundle } from "../../../api/record/bundle.ts";
import { verifyBundle } from "../../../api/record/verify-bundle.ts";
import { forEachDatabase, makeFolder } from "../../support/databases.ts";
import { pdfCatalogue, pdfPages } from "../../support/pdf-text.ts";
import { repositoryRoot } from "../../support/service-process.ts";
import { areaCount, childrenOf, gridMunicipality, ids, suppressedArea } from "../support/seeded-municipality.ts";
import { type Client, type Method, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
/** Three rows of squares to A, three to B. */
const halves = Array.from({ length: areaCount }, (_, areaIndex) => Math.floor(areaIndex / 18));
const [teamA, teamB] = ids.teams;
/** Moved by hand after the run, so that the bundle has to tell it. */
const movedByHand = 17;

forEachDatabase("the decision record", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let plan: Plan;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    const order = {
      divisionId: ids.division,
      teams: [teamA, teamB].map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
      rules: {
        balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }],
        locks: [
          { areaCode: "0101", teamId: teamA, reason: "Familjecentralen ligger här & <stannar>." },
          { areaCode: "0102", teamId: teamA },
        ],
        keepTogether: [{ name: "Ruta-skolan", areaCodes: ["0605", "0606"], reason: "Hör till samma skola." }],
        keepCatchmentsOfPrioritySchools: true,
        goals: { compactness: 1, borderLength: 0.25, leastChange: 0 },
        reasons: { whole: "Nämndens uppdrag 2025.", goals: "Beslutat av styrgruppen." },
      },
      stepLimit: 5_000,
    };
    const empty = { kind: "empty", divisionId: ids.division, teamIds: ids.teams.slice(0, 2) };
    const begun = await send<Plan>("post", "plans", { name: "Dagens", from: empty });
    const drawn = await send<Plan>("put", `plans/${begun.id}/assignment`, { teamIndexes: halves }, begun.version);
    const proposed = await send<Plan>(
      "patch",
      `plans/${begun.id}`,
      { status: "proposed", acceptsFaults: true },
      drawn.version,
    );
    const adoption = { status: "adopted", adoptedFrom: "2026-01-01" };
    await send("patch", `plans/${begun.id}`, adoption, proposed.version);
    const { id } = await send<Run>("post", "runs", order);
    await under.service.runs.ended(id);
    const made = await send<Plan>("post", "plans", {
      name: "Förslag åäö",
      description: "Jämnare & <bättre> fördelning.",
      from: { kind: "run", runId: id },
    });
    const teamIndexes = made.teamIndexes.map((team, area) => (area === movedByHand ? 1 - team : team));
    const change = { teamIndexes, comment: "Efter samtal med skolan" };
    plan = await send<Plan>("put", `plans/${made.id}/assignment`, change, made.version);
    const comment = { text: "Varför flyttas Ruta 18?", about: { kind: "area", areaCode: "0306" } };
    const said = await send<{ id: string }>("post", `plans/${plan.id}/comments`, comment);
    const answer = { text: "Skolan ligger där.", about: { kind: "comment", commentId: said.id } };
    await send("post", `plans/${plan.id}/comments`, answer);
  }, 120_000);

  async function send<Body>(method: Method, path: string, body?: object, version?: number): Promise<Body> {
    const request = planner.send(method, `${base}/${path}`);
    if (version !== undefined) request.set("If-Match", `"${version}"`);
    const answer = await request.send(body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body as Body;
  }

  async function file(client: Client, path: string): Promise<{ bytes: Buffer; headers: Record<string, string> }> {
    const answer = await client
      .send("get", `${base}/plans/${plan.id}/${path}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => done(null, Buffer.concat(chunks)));
      });
    expect(answer.status).toBe(200);
    return { bytes: answer.body as Buffer, headers: answer.headers as Record<string, string> };
  }

  const recordOf = async (client: Client, query = ""): Promise<DecisionRecord> => {
    const answer = await client.send("get", `${base}/plans/${plan.id}/record${query}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const section = (record: DecisionRecord, id: string) => record.sections.find((each) => each.id === id)!;
  const rowsOf = (record: DecisionRecord, id: string, caption: string | RegExp) => {
    const found = section(record, id).blocks.find((block) => block.kind === "table" && block.caption.match(caption));
    return (found as Extract<RecordBlock, { kind: "table" }>).rows;
  };
  const textOf = (record: DecisionRecord) => JSON.stringify(record.sections);
  const swedish = (value: number) => new Intl.NumberFormat("sv-SE").format(value);

  it("tells the question, data, rules with reasons, map, numbers, comparison, moves, bound, comments, who and when", async () => {
    const record = await recordOf(planner);
    expect(record.sections.map(({ id }) => id)).toEqual([
      ...["fragan", "i-korthet", "karta", "teamen", "jamforelse", "vad-som-flyttas", "hur-bra", "villkor", "tillkomst"],
      ...["underlag", "synpunkter", "vem-och-nar", "beslut", "omraden"],
    ]);
    expect(record).toMatchObject({ isExact: true, municipality: "Rutköping" });
    expect(textOf(record)).toContain("36\u00a0områden i Rutköping");
    expect(textOf(record)).toContain("Jämnare & <bättre> fördelning.");
    const rules = rowsOf(record, "villkor", /^Villkor/).map(([rule]) => rule);
    expect(rules).toContain("Barn 0–19 år: högst 10,0\u00a0% från teamets mål.");
    const reasonOf = new Map(rowsOf(record, "villkor", /^Villkor/).map(([rule, reason]) => [rule, reason]));
    expect(reasonOf.get("0101 Ruta 1 hör till A Team 1 (låst).")).toBe("Familjecentralen ligger här & <stannar>.");
    expect(reasonOf.get("0102 Ruta 2 hör till A Team 1 (låst).")).toBe("Inget skäl är angivet.");
    expect(reasonOf.get("Hålls ihop (Ruta-skolan): 0605 Ruta 35 och 0606 Ruta 36.")).toBe("Hör till samma skola.");
    expect(reasonOf.get("Målen följer teamens tjänster.")).toMatch(/^Syfte: /);
    expect(rules).toContainEqual(expect.stringMatching(/^Ingen indelning är vald att utgå från/));
    expect(rowsOf(record, "villkor", /^Vikter/)).toEqual([
      ["Jämnt inom toleransen: barn 0–19 år", "1", "Beslutat av styrgruppen."],
      ["Teamens områden ska vara samlade", "1", "Beslutat av styrgruppen."],
      ["Gränserna mellan team ska vara korta", "0,25", "Beslutat av styrgruppen."],
      ["Så få som möjligt ska byta team", "0", "Beslutat av styrgruppen."],
    ]);
    expect(section(record, "villkor").blocks.slice(0, 2)).toEqual([
      { kind: "paragraph", text: "Förslaget bedöms efter villkoren för körningen som det kom ur." },
      { kind: "paragraph", text: "Nämndens uppdrag 2025." },
    ]);
    expect(rowsOf(record, "tillkomst", /^Flyttat för hand/).map((row) => row.slice(0, 2))).toEqual([
      ["0306", "Ruta 18"],
    ]);
    expect(textOf(record)).toContain("men inte det som har flyttats för hand efteråt");
    expect(textOf(record)).toContain("hur få bytena av team kunde vara är inte bevisat");
    expect(rules).toContain("Ingen prioriterad skolas upptagningsområde delas.");
    expect(rowsOf(record, "underlag", /exakta/)).toContainEqual([
      "Barn 0–19 år",
      "2025-12-31",
      expect.any(String),
      "1",
    ]);
    expect(rowsOf(record, "synpunkter", /Synpunkter/)).toEqual([
      [
        "0306 Ruta 18",
        expect.stringMatching(/^Varför flyttas Ruta 18\? \(planner \(demo\), \d{4}-\d\d-\d\d \d\d:\d\d\)$/),
        expect.stringMatching(/^Skolan ligger där\. \(planner/),
        "Öppen (version 2)",
      ],
    ]);
    expect(rowsOf(record, "vem-och-nar", /^Versioner/).map((row) => [row[0], row[3], row[4]])).toEqual([
      ["1", "första versionen", ""],
      ["2", "1\u00a0område", "Efter samtal med skolan"],
    ]);
    const [told] = section(record, "hur-bra").blocks as { text: string }[];
    expect(told!.text).toMatch(
      /^Ingen indelning i två sammanhängande team som håller villkoren kan ha mindre avvikelse/,
    );
  });

  it("counts the teams, what moves and the comparison as an own sum does", async () => {
    const record = await recordOf(planner);
    const children = (team: number, of: readonly number[]) =>
      of.reduce((sum, each, area) => sum + (each === team && area !== suppressedArea ? childrenOf(area) : 0), 0);
    const told = rowsOf(record, "teamen", /^Barn 0–19 år/).map(([, value]) => value);
    expect(told).toEqual([0, 1].map((team) => swedish(children(team, plan.teamIndexes))));
    expect(rowsOf(record, "jamforelse", /^Barn 0–19 år/).map((row) => [row[1], row[3]])).toEqual(
      [0, 1].map((team) => [swedish(children(team, halves)), swedish(children(team, plan.teamIndexes))]),
    );
    const moved = halves.flatMap((team, area) => (team === plan.teamIndexes[area] ? [] : [area]));
    const rows = rowsOf(record, "vad-som-flyttas", /^Områden/);
    expect(rows).toHaveLength(moved.length);
    const known = moved.filter((area) => area !== suppressedArea).sort((a, b) => b - a);
    expect(rows.slice(0, known.length).map((row) => row[4])).toEqual(known.map((area) => swedish(childrenOf(area))));
    const map = section(record, "karta").blocks[0] as Extract<RecordBlock, { kind: "map" }>;
    expect(map.map.teams.map(({ letter, labels }) => [letter, labels.length > 0])).toEqual([
      ["A", true],
      ["B", true],
    ]);
    expect(map.map.changedPath === "").toBe(moved.length === 0);
    expect(map.map.scale.lengthM / map.map.scale.width).toBeCloseTo(6000 / map.map.width, 1);
  });

  it("is the same in the PDF and in the HTML report, word for word", async () => {
    const record = await recordOf(planner);
    const pdf = await file(planner, "record/file?format=pdf");
    const html = await file(planner, "record/file?format=html");
    expect(pdf.headers["content-type"]).toBe("application/pdf");
    expect(pdf.bytes.subarray(0, 8).toString()).toBe("%PDF-1.7");
    const bare = (text: string) => text.replace(/[\s\u200b]/g, "");
    const pdfText = bare(pdfPages(pdf.bytes).join(""));
    const htmlText = bare(
      html.bytes
        .toString("utf8")
        .replace(/<style>.*?<\/style>/s, "")
        .replace(/<[^>]+>/g, "")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&amp;", "&"),
    );
    const texts = [record.title, record.subtitle, record.notice, ...record.sections.flatMap(textsOf)];
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) {
      expect(htmlText.includes(bare(text)), `HTML: ${text}`).toBe(true);
      // A paragraph may go on on the next page, after the footer: then each of its words is there.
      const isThere = pdfText.includes(bare(text)) || text.split(/\s+/).every((word) => pdfText.includes(bare(word)));
      expect(isThere, `PDF: ${text}`).toBe(true);
    }
    const mapPage = pdfPages(pdf.bytes).find((page) => bare(page).includes(bare("Karta över förslaget")))!;
    expect(bare(mapPage), "the map's heading is not left alone on the page before").toMatch(/^Kartan/);
    expect(pdfCatalogue(pdf.bytes)).toMatch(/\/Lang \(sv\)/);
    expect(pdfCatalogue(pdf.bytes)).toMatch(/\/Outlines/);
    const again = await file(planner, "record/file?format=pdf");
    expect(again.bytes.equals(pdf.bytes), "the same record gives the same file").toBe(true);
    if (spawnSync("pdftotext", ["-v"]).status === 0) {
      const path = join(makeFolder("pdf"), "underlag.pdf");
      writeFileSync(path, pdf.bytes);
      expect(execFileSync("pdftotext", [path, "-"], { encoding: "utf8" })).toContain("Beslutsunderlag");
    }
  });

  it("gives a planner exact counts as a file that nothing keeps, named without counts, and logs it as an export", async () => {
    const { headers } = await file(planner, "record/file?format=html");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-disposition"]).toBe(
      `attachment; filename="beslutsunderlag-exakta-antal-${gridMunicipality}-${plan.id.slice(0, 8)}-version-2.html"`,
    );
    expect((await file(planner, "record/file?format=html&numbers=protected")).headers["content-disposition"]).toContain(
      "beslutsunderlag-skyddade-antal-",
    );
    const acts = await under.testDatabase.asOwner(async (owner) => {
      const { rows } = await owner.query<{ action: string; details: Record<string, unknown> }>(
        "select action, details from audit.events where action like '%.exported' order by sequence desc limit 2",
      );
      return rows;
    });
    expect(acts.map(({ action, details }) => [action, details.format])).toEqual([
      ["data.exported", "html"],
      ["counts.exported", "html"],
    ]);
  });

  it("tells managers protected numbers alone: no exact sum, no bound, run, file, comment or name", async () => {
    const manager = await under.as("manager");
    expect((await manager.send("get", `${base}/plans/${plan.id}/record`)).status, "a draft").toBe(404);
    plan = await send<Plan>("patch", `plans/${plan.id}`, { status: "proposed", acceptsFaults: true }, plan.version);
    const record = await recordOf(manager);
    expect(record.isExact).toBe(false);
    expect(record.sections.map(({ id }) => id)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(hur-bra|villkor|synpunkter)$/)]),
    );
    expect(textOf(record)).not.toMatch(/planner \(demo\)|Varför flyttas|Frö|Inlästa filer|samtal med skolan/);
    // Three clients a year in every area: nine by area and three years, which only the protected table may tell.
    const clients = rowsOf(record, "jamforelse", /^Klienter/);
    for (const [, value] of clients) expect(value).toMatch(/ \(±\d+\)$/);
    const toPlanner = await recordOf(planner, "?numbers=protected");
    expect(toPlanner).toEqual(record);
    expect((await manager.send("get", `${base}/plans/${plan.id}/record?numbers=exact`)).status).toBe(403);
    expect((await manager.send("get", `${base}/plans/${plan.id}/record/file?numbers=exact`)).status).toBe(403);
    expect((await manager.send("get", `${base}/plans/${plan.id}/bundle`)).status).toBe(403);
    expect((await (await under.as("team")).send("get", `${base}/plans/${plan.id}/record`)).status).toBe(403);
  });

  it("proves plan and numbers from the bundle alone, whose checksum stands in the record", async () => {
    const { bytes, headers } = await file(planner, "bundle");
    expect(headers["content-disposition"]).toMatch(/filename="bevis-exakta-antal-.*\.json"/);
    expect(headers["cache-control"]).toBe("no-store");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(textOf(await recordOf(planner))).toContain(sha256);
    expect((await file(planner, "bundle")).bytes.equals(bytes)).toBe(true);
    const bundle = JSON.parse(bytes.toString()) as Bundle;
    expect(bundle.run!.handMoves).toEqual([[movedByHand, plan.teamIndexes[movedByHand]]]);
    expect(await verifyBundle(bytes.toString(), () => undefined)).toEqual({
      difference: null,
      run: "repeated",
      bound: "recounted",
    });

    const path = join(makeFolder("bundle"), "bevis.json");
    const verify = (text: string) => {
      writeFileSync(path, text);
      // An address where no database is: the proof needs none.
      const env = { ...process.env, LANG: "sv_SE.UTF-8", DATA_FOLDER: "/dev/null/none" };
      const { status, stdout, stderr } = spawnSync(process.execPath, ["api/cli.ts", "verify", path], {
        cwd: repositoryRoot,
        encoding: "utf8",
        env,
      });
      return { status, told: JSON.parse(stdout), stderr };
    };
    const whole = verify(bytes.toString());
    expect(whole.told).toEqual({ verified: true, sha256, difference: null, run: "repeated", bound: "recounted" });
    expect(whole.status, whole.stderr).toBe(0);
    const later = structuredClone(bundle);
    later.run!.engineVersion = "0.0.1";
    later.hashes.run = createHash("sha256").update(JSON.stringify(later.run)).digest("hex");
    const byOther = verify(JSON.stringify(later));
    expect([byOther.status, byOther.told.verified, byOther.told.run]).toEqual([4, false, "other-engine"]);
    const found = bundle.run!.teamIndexes!;
    found[20] = 1 - found[20]!;
    const changed = verify(JSON.stringify(bundle));
    expect(changed.status).toBe(3);
    expect(changed.told).toMatchObject({ verified: false, difference: "run.teamIndexes.20" });
    expect(changed.stderr).toMatch(/området 0403 Ruta 21 är [AB] i filen, men körningen ger [AB]/);
  });

  it("tells what one person saved in a row as one line, and people in whole numbers", async () => {
    const branch = { name: "Många steg", from: { kind: "plan", planId: plan.id } };
    let drawn = await send<Plan>("post", "plans", branch);
    for (const area of [1, 2, 3, 4]) {
      const teamIndexes = drawn.teamIndexes.map((team, own) => (own === area ? 1 - team : team));
      const change = { teamIndexes, comment: area === 4 ? "Sista" : `Flyttat ${area}` };
      drawn = await send<Plan>("put", `plans/${drawn.id}/assignment`, change, drawn.version);
    }
    await send<Plan>("put", `plans/${drawn.id}/rules`, { kind: "usual" }, drawn.version);
    const { body: record } = await planner.send("get", `${base}/plans/${drawn.id}/record`);
    const time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d";
    const lines = rowsOf(record, "vem-och-nar", /^Versioner/);
    expect(lines.map(([revision, , , change, comment]) => [revision, change, comment])).toEqual([
      ["1", "första versionen", ""],
      ["2–5", "4\u00a0områden i 4\u00a0sparade steg", "Sista; Flyttat 3; Flyttat 2; Flyttat 1"],
      ["6", "Andra villkor att bedömas efter: inga egna", ""],
    ]);
    expect(lines[1]![1]).toMatch(new RegExp(`^${time}(–\\d\\d:\\d\\d| – ${time})?$`));
    const numbers = rowsOf(record, "teamen", /^Barn 0–19 år/).flatMap((row) => row.slice(1, 4));
    expect(numbers).toHaveLength(6);
    for (const number of numbers) expect(number).toMatch(/^[+−±]?[\d\s]+$/);
  });

  it("says of a plan whose search cannot be done again that its numbers can", async () => {
    const teams = plan.teams.map(({ teamId, investigationPositions, firstLinePositions }) => ({
      ...{ teamId, investigationPositions, firstLinePositions },
    }));
    const rules = { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.2 }] };
    const order = { kind: "mend", divisionId: ids.division, planId: plan.id, teams, rules, secondsLimit: 20 };
    const { id: runId } = await send<Run>("post", "runs", order);
    await under.service.runs.ended(runId);
    const from = { kind: "run", runId, solution: 0 };
    const mended = await send<Plan>("post", "plans", { name: "Lagat", from });
    const { body: record } = await planner.send("get", `${base}/plans/${mended.id}/record`);
    expect(textOf(record)).toContain("Sökningen kan inte göras om exakt");
    expect(textOf(record)).not.toContain("körningen kan göras om");
    expect(textOf(record)).toContain("Inget har flyttats för hand efter körningen.");
    const { solutions } = await send<Run>("get", `runs/${runId}`);
    const { movedWeight, movedAtLeast, proven } = solutions[0]!;
    expect({ movedAtLeast, proven }).toEqual({ movedAtLeast: movedWeight, proven: true });
    const change = `Körningens indelning flyttar ${swedish(movedWeight)} (barn 0–19 år) från det utkast som lagades, och det är bevisat`;
    expect(textOf(record)).toContain(`${change} att ingen med minst lika små avvikelser flyttar färre.`);
    expect(textOf(record)).not.toContain("hur få bytena av team kunde vara är inte bevisat");
    const teamIndexes = mended.teamIndexes.map((team, area) => (area === movedByHand ? 1 - team : team));
    const drawn = await send<Plan>("put", `plans/${mended.id}/assignment`, { teamIndexes }, mended.version);
    const { body: later } = await planner.send("get", `${base}/plans/${drawn.id}/record`);
    expect(textOf(later)).toContain("körningen gjordes på, innan 1\u00a0område flyttades för hand.");
    const text = (await planner.send("get", `${base}/plans/${mended.id}/bundle`).buffer(true)).text;
    const told: string[] = [];
    const { difference, run } = await verifyBundle(text, ({ sv }) => told.push(sv));
    expect({ difference, run }).toEqual({ difference: null, run: "not-repeatable" });
    expect(told[0]).toMatch(/^Sökningen bakom förslaget görs inte om/);
    const changed = JSON.parse(text) as Bundle;
    changed.run!.scores!.cutEdges += 1;
    const { difference: found } = await verifyBundle(JSON.stringify(changed), () => undefined);
    expect(found?.place).toBe("run.scores.cutEdges");
  });

  it("tells of a repair that was used in a draft which run it was, how many it moved and what it proved", async () => {
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams.slice(0, 2) };
    const begun = await send<Plan>("post", "plans", { name: "Lagat utkast", from });
    const uneven = Array.from({ length: areaCount }, (_, area) => (area < 24 ? 0 : 1));
    const drawn = await send<Plan>("put", `plans/${begun.id}/assignment`, { teamIndexes: uneven }, begun.version);
    const rules = { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }] };
    const teams = drawn.teams.map(({ teamId, investigationPositions, firstLinePositions }) => ({
      ...{ teamId, investigationPositions, firstLinePositions },
    }));
    const order = { kind: "mend", divisionId: ids.division, planId: drawn.id, teams, rules, secondsLimit: 20 };
    const { id: runId } = await send<Run>("post", "runs", order);
    await under.service.runs.ended(runId);
    const found = await send<SolutionDetail>("get", `runs/${runId}/solutions/0`);
    const { teamIndexes, movedWeight, movedAreaCount, movedAtLeast, proven } = found;
    expect(movedAreaCount).toBeGreaterThan(0);
    const fromRun = { runId, solution: 0 };
    const refused = (body: object, of: Plan) =>
      planner.send("put", `${base}/plans/${of.id}/assignment`).set("If-Match", `"${of.version}"`).send(body);
    expect((await refused({ teamIndexes, fromRun: { runId, solution: 9 } }, drawn)).body.code).toBe(
      "reference.unknown",
    );
    const other = await send<Plan>("post", "plans", { name: "Ett annat", from });
    const ofOther = await refused({ teamIndexes, fromRun }, other);
    expect([ofOther.status, ofOther.body.code], "a run about another plan").toEqual([422, "reference.unknown"]);
    const free = teamIndexes.findIndex((team, area) => team === uneven[area] && area !== suppressedArea);
    const byHand = teamIndexes.map((team, area) => (area === free ? 1 - team : team));
    const used = await send<Plan>(
      "put",
      `plans/${drawn.id}/assignment`,
      { teamIndexes: byHand, fromRun },
      drawn.version,
    );
    const { revisions } = await send<PlanHistory>("get", `plans/${drawn.id}/revisions`);
    expect(revisions.map(({ usedRun }) => usedRun?.runId ?? null)).toEqual([runId, null, null]);
    expect(revisions[0]!.usedRun).toMatchObject({
      ...{ solution: 0, kind: "mend", measureKey: "children-0-19", movedAreaCount, movedWeight, placedOtherwise: 1 },
      ...{ movedAtLeast, proven },
    });
    const { body: record } = await planner.send("get", `${base}/plans/${drawn.id}/record`);
    const time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d";
    expect(rowsOf(record, "vem-och-nar", /^Versioner/).at(-1)![3]).toMatch(
      new RegExp(`^${movedAreaCount + 1}\u00a0områden, minsta lagning använd \\(körning ${time}\\)$`),
    );
    const origin = JSON.stringify(section(record, "tillkomst"));
    expect(origin).not.toContain("ingen körning ligger bakom den");
    expect(origin).toContain(
      `använd i version ${used.revision} av planner (demo): flyttar ${movedAreaCount}\u00a0områden`,
    );
    expect(origin).toContain(`(barn 0–19 år: ${swedish(movedWeight)})`);
    // How far the proof came is the machine's matter.
    const shown = proven
      ? "att ingen med minst lika små avvikelser flyttar färre"
      : `att minst ${swedish(Math.ceil(movedAtLeast!))} måste flyttas för så små avvikelser, men inte att så få räcker`;
    expect(origin).toContain(`det är bevisat ${shown}. 1\u00a0område är flyttat`);
    const later = await send<Plan>("put", `plans/${drawn.id}/assignment`, { teamIndexes: uneven }, used.version);
    const { body: after } = await planner.send("get", `${base}/plans/${later.id}/record`);
    expect(JSON.stringify(section(after, "tillkomst"))).toContain("Förslaget har ändrats efter det");
    const history = await send<PlanHistory>("get", `plans/${drawn.id}/revisions`);
    expect(history.revisions.map(({ usedRun }) => usedRun !== null)).toEqual([false, true, false, false]);
  }, 120_000);

  it("tells of a point of least change that was taken into the draft that the run began from, whatever its order of teams", async () => {
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams.slice(0, 2) };
    const begun = await send<Plan>("post", "plans", { name: "Utgångspunkt", from });
    const uneven = Array.from({ length: areaCount }, (_, area) => (area < 24 ? 0 : 1));
    const drawn = await send<Plan>("put", `plans/${begun.id}/assignment`, { teamIndexes: uneven }, begun.version);
    const rules = {
      balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }],
      baselinePlanId: drawn.id,
    };
    const teams = drawn.teams.toReversed().map(({ teamId, investigationPositions, firstLinePositions }) => ({
      ...{ teamId, investigationPositions, firstLinePositions },
    }));
    const order = { kind: "frontier", divisionId: ids.division, teams, rules, secondsLimit: 5 };
    const { id: runId } = await send<Run>("post", "runs", order);
    await under.service.runs.ended(runId);
    const { teamIndexes: found } = await send<SolutionDetail>("get", `runs/${runId}/solutions/0`);
    const teamIndexes = found.map((team) => (team < 0 ? team : 1 - team));
    const fromRun = { runId, solution: 0 };
    await send<Plan>("put", `plans/${drawn.id}/assignment`, { teamIndexes, fromRun }, drawn.version);
    const { revisions } = await send<PlanHistory>("get", `plans/${drawn.id}/revisions`);
    expect(revisions[0]!.usedRun).toMatchObject({ runId, kind: "frontier", placedOtherwise: 0 });
    const { body: record } = await planner.send("get", `${base}/plans/${drawn.id}/record`);
    expect(JSON.stringify(section(record, "tillkomst"))).not.toContain("ingen körning ligger bakom den");
  }, 120_000);

  it("tells of a run's whole division that was taken into a draft, and keeps what was used where it becomes a plan of its own or is set aside", async () => {
    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams.slice(0, 2) };
    const begun = await send<Plan>("post", "plans", { name: "Före körningen", from });
    const uneven = Array.from({ length: areaCount }, (_, area) => (area < 24 ? 0 : 1));
    const drawn = await send<Plan>("put", `plans/${begun.id}/assignment`, { teamIndexes: uneven }, begun.version);
    const rules = {
      balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }],
      baselinePlanId: drawn.id,
    };
    const teams = drawn.teams.map(({ teamId, investigationPositions, firstLinePositions }) => ({
      ...{ teamId, investigationPositions, firstLinePositions },
    }));
    const { id: runId } = await send<Run>("post", "runs", { divisionId: ids.division, teams, rules, secondsLimit: 2 });
    await under.service.runs.ended(runId);
    const { teamIndexes, scores } = await send<Run>("get", `runs/${runId}`);
    const fromRun = { runId, solution: null };
    const byHand = teamIndexes!.map((team, area) => (area === 1 ? 1 - team : team));
    const put = (of: Plan, body: object) => send<Plan>("put", `plans/${of.id}/assignment`, body, of.version);
    const used = await put(drawn, { teamIndexes: byHand, fromRun });
    const usedIn = async (plan: Plan) =>
      (await send<PlanHistory>("get", `plans/${plan.id}/revisions`)).revisions.map(({ usedRun }) => usedRun);
    const expected = {
      ...{ runId, solution: null, kind: "division", movedAreaCount: null, movedWeight: null, placedOtherwise: 1 },
      ...{ proven: false, largestDeviationFraction: Math.max(...scores!.largestDeviationFractions) },
    };
    expect((await usedIn(used))[0]).toMatchObject(expected);
    const { body: record } = await planner.send("get", `${base}/plans/${used.id}/record`);
    const origin = JSON.stringify(section(record, "tillkomst"));
    expect(origin).not.toContain("ingen körning ligger bakom den");
    expect(origin).toContain(
      `använd i version ${used.revision} av planner (demo): hela körningens indelning, största avvikelse`,
    );
    expect(origin).toContain("1 område är flyttat för hand");

    // Two planners at once: one's own version becomes a plan of its own, or is set aside.
    const own = { kind: "plan", planId: used.id, teamIndexes: byHand, fromRun };
    const kept = await send<Plan>("post", "plans", { name: "Min version", from: own });
    expect((await usedIn(kept))[0]).toMatchObject(expected);
    const { body: ofKept } = await planner.send("get", `${base}/plans/${kept.id}/record`);
    expect(rowsOf(ofKept, "vem-och-nar", /^Versioner/).at(-1)![3]).toMatch(/^första versionen, en indelning använd/);
    const aside = await put(used, { teamIndexes: byHand, fromRun, setAside: true });
    expect((await usedIn(aside)).map((run) => run?.runId ?? null)).toEqual([null, runId, runId, null, null]);
    // What gave way never applied, and is no part of how the plan came about until it is brought back.
    const toldVersions = async () => {
      const { body } = await planner.send("get", `${base}/plans/${used.id}/record`);
      return [...JSON.stringify(section(body, "tillkomst")).matchAll(/använd i version (\d+)/g)].map(
        ([, own]) => +own!,
      );
    };
    const gaveWay = aside.revision - 1;
    expect(await toldVersions()).toEqual([used.revision]);
    await planner
      .send("post", `${base}/plans/${used.id}/revisions/${gaveWay}/restore`)
      .set("If-Match", `"${aside.version}"`)
      .expect(200);
    expect(await toldVersions()).toEqual([used.revision, gaveWay]);
    const other = await send<Plan>("post", "plans", { name: "Ett annat", from });
    const ofOther = await planner
      .send("post", `${base}/plans`)
      .send({ name: "Nej", from: { ...own, planId: other.id } });
    expect([ofOther.status, ofOther.body.violations[0].field]).toEqual([422, "from.fromRun.runId"]);
  }, 120_000);

  it("tells what the run proved of the other goals, which the bundle carries and verify does again or says that it did not", async () => {
    const order = {
      divisionId: ids.division,
      teams: [teamA, teamB].map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
      rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }] },
      secondsLimit: 2,
    };
    const { id: runId } = await send<Run>("post", "runs", order);
    await under.service.runs.ended(runId);
    const { bounds } = await send<Run>("get", `runs/${runId}`);
    expect(bounds.map(({ goal }) => goal)).toEqual(["balance", "borderLength", "compactness"]);
    const made = await send<Plan>("post", "plans", { name: "Bevisad", from: { kind: "run", runId } });
    const { body: record } = await planner.send("get", `${base}/plans/${made.id}/record`);
    expect(textOf(record)).toContain("Körningen bevisade också, vart mål för sig");
    for (const { sentence } of bounds.slice(1)) expect(textOf(record)).toContain(sentence.sv);
    expect(textOf(record)).toContain("Hur få bytena av team kunde vara är inte bevisat.");
    const text = (await planner.send("get", `${base}/plans/${made.id}/bundle`).buffer(true)).text;
    const bundle = JSON.parse(text) as Bundle;
    expect(bundle.bound.goals).toEqual(bounds.slice(1));
    const told: string[] = [];
    const { difference, bound } = await verifyBundle(text, ({ sv }) => told.push(sv));
    expect(difference).toBeNull();
    const isTold = told.some((sentence) => /^Den bevisade gränsen för .+ är tagen ur filen/.test(sentence));
    expect(isTold).toBe(bound === "from-file");
    // That no border can be twice as long as the run's own is refuted by that one.
    bundle.run!.bounds[1]!.bound = 2 * bounds[1]!.reached!;
    const { difference: refuted } = await verifyBundle(JSON.stringify(bundle), () => undefined);
    expect(refuted?.place).toBe("run.bounds.1.bound");
  });

  it("tells a bound that it did not count itself as taken from the file", async () => {
    const bundle = JSON.parse((await file(planner, "bundle")).bytes.toString()) as Bundle;
    // As if the run's long proof had shown more than the arguments without a search do; checksums made anew.
    const sentence = { sv: "Bevisat.", en: "Proven." };
    const reached = bundle.run!.scores!.largestDeviationFractions[0]!;
    const claimed = (bundle.bound.boundFraction + reached) / 2;
    expect(claimed).toBeGreaterThan(bundle.bound.boundFraction);
    bundle.run!.bounds = [{ goal: "balance", reached: null, bound: claimed, gapFraction: null, sentence }];
    bundle.bound = { ...bundle.bound, boundFraction: claimed, provenByRun: true };
    for (const member of ["run", "bound"] as const) {
      bundle.hashes[member] = createHash("sha256").update(JSON.stringify(bundle[member])).digest("hex");
    }
    const told: string[] = [];
    const verification = await verifyBundle(JSON.stringify(bundle), ({ sv }) => told.push(sv));
    expect(verification).toEqual({ difference: null, run: "repeated", bound: "from-file" });
    expect(told.at(-1)).toMatch(/^Den bevisade gränsen för jämnheten är tagen ur filen/);
  });

  it("counts everything but the search again where that is another engine's, and tells it apart from a changed file", async () => {
    const bundle = JSON.parse((await file(planner, "bundle")).bytes.toString()) as Bundle;
    bundle.run!.engineVersion = "0.0.1";
    bundle.hashes.run = createHash("sha256").update(JSON.stringify(bundle.run)).digest("hex");
    const told: string[] = [];
    const verification = await verifyBundle(JSON.stringify(bundle), ({ sv }) => told.push(sv));
    expect(verification).toEqual({ difference: null, run: "other-engine", bound: "recounted" });
    expect(told[0]).toMatch(/^Sökningen görs inte om: körningen gjordes med motor 0\.0\.1/);
    bundle.run!.handMoves = [];
    const changed = await verifyBundle(JSON.stringify(bundle), () => undefined);
    expect(changed.difference?.place).toBe("run.handMoves.0");
  });

  it("names the first thing in the bundle that was changed, whatever it is", async () => {
    const text = (await file(planner, "bundle")).bytes.toString();
    const verifyChanged = async (change: (bundle: Bundle) => unknown) => {
      const bundle = JSON.parse(text) as Bundle;
      change(bundle);
      return (await verifyBundle(JSON.stringify(bundle), () => undefined)).difference?.place;
    };
    const other = (encoded: string) => {
      const bytes = Buffer.from(encoded, "base64");
      bytes[600] = bytes[600]! ^ 1;
      return bytes.toString("base64");
    };
    // biome-ignore lint/suspicious/noExplicitAny: a tampered file keeps to no type
    type Loose = any;
    const tamperings: readonly (readonly [string, (bundle: Loose) => unknown])[] = [
      ["plan.name", (bundle) => delete bundle.plan.name],
      ["extra", (bundle) => (bundle.extra = 1)],
      ["plan.teamIndexes", (bundle) => bundle.plan.teamIndexes.pop()],
      ["plan.teamIndexes.3", (bundle) => (bundle.plan.teamIndexes[3] = 5)],
      ["problem.bytes", (bundle) => (bundle.problem.bytes = other(bundle.problem.bytes))],
      ["plan.teams.0", (bundle) => (bundle.plan.teams[0].firstLinePositions = 3)],
      ["numbers.teams.0.areaCount", (bundle) => (bundle.plan.teamIndexes[9] = 1 - bundle.plan.teamIndexes[9])],
      ["numbers.teams.1.measures.0.sum", (bundle) => (bundle.numbers.teams[1].measures[0].sum += 1)],
      ["numbers.borderLengthM", (bundle) => (bundle.numbers.borderLengthM += 1e-9)],
      ["compared.numbers.teams.0.areaCount", (bundle) => (bundle.compared.teamIndexes[0] = 1)],
      ["compared.movedAreaIndexes.0", (bundle) => (bundle.compared.movedAreaIndexes = [])],
      ["run.problem.bytes", (bundle) => (bundle.run.problem.bytes = other(bundle.run.problem.bytes))],
      ["run.rules", (bundle) => (bundle.run.rules.balancedMeasures[0].toleranceFraction = 0.2)],
      ["run.rules", (bundle) => (bundle.run.rules.locks = [])],
      ["run", (bundle) => (bundle.run.rules.locks[0].reason = "Ett annat skäl")],
      ["run.rules", (bundle) => bundle.run.rules.locks.push({ areaCode: "0666", teamId: teamA })],
      ["run.rules", (bundle) => (bundle.run.rules.goals.compactness = 2)],
      ["run", (bundle) => (bundle.run.engineVersion = "0.0.1")],
      ["format", (bundle) => (bundle.format = "omradeslinjen-bevis-2")],
      ["run.scores.cutEdges", (bundle) => (bundle.run.scores.cutEdges += 1)],
      ["run.handMoves.0", (bundle) => (bundle.run.handMoves = [])],
      ["bound.reachedFraction", (bundle) => (bundle.bound.reachedFraction = 0)],
      ["plan", (bundle) => (bundle.plan.name = "Ett annat")],
      ["division", (bundle) => (bundle.division.areas[4].name = "Påhittad")],
      ["measures", (bundle) => (bundle.measures[0].period = "2024-12-31")],
      ["municipalityCode", (bundle) => (bundle.municipalityCode = "2281")],
    ];
    for (const [place, change] of tamperings) {
      const found = await verifyChanged(change);
      expect(found?.startsWith(place) ? place : found, `${change}`).toBe(place);
    }
    expect((await verifyBundle("{", () => undefined)).difference?.place).toBe("filen");
  });

  it("compares with today's division, and what is today's itself with the one before it, never with one that only will apply", async () => {
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const adopted = async (draft: Plan, days: number) => {
      const proposed = await send<Plan>(
        "patch",
        `plans/${draft.id}`,
        { status: "proposed", acceptsFaults: true },
        draft.version,
      );
      return send<Plan>(
        "patch",
        `plans/${draft.id}`,
        { status: "adopted", adoptedFrom: inDays(days) },
        proposed.version,
      );
    };
    const copyOf = (id: string, name: string) =>
      send<Plan>("post", "plans", { name, from: { kind: "plan", planId: id } });
    const told = async (id: string) => {
      const { body } = await planner.send("get", `${base}/plans/${id}/record`);
      const { title, blocks } = section(body, "jamforelse");
      return { title, named: (blocks[0] as { text: string }).text, text: textOf(body), record: body as DecisionRecord };
    };
    expect((await told(plan.id)).title).toBe("Jämförelse med dagens indelning");
    const now = await adopted(await copyOf(plan.id, "Ny i dag"), 0);
    const coming = await adopted(await copyOf(plan.id, "Kommer"), 30);

    const { title, named, text, record } = await told(now.id);
    expect(title).toBe("Jämförelse med den tidigare indelningen");
    expect(named).toBe(`Jämfört med ”Dagens”, som gällde från 2026-01-01 till ${inDays(0)}.`);
    expect(text).toContain("i den tidigare indelningen är den");
    expect(text).toMatch(/km tidigare, /);
    expect(text).not.toMatch(/i dagens indelning|km i dag/);
    expect(record.subtitle).toBe(`Ny i dag – gäller i dag, ersätts ${inDays(30)}`);
    const comparison = section(record, "jamforelse").blocks.find(({ kind }) => kind === "table");
    const { columns } = comparison as Extract<RecordBlock, { kind: "table" }>;
    expect(columns.map(({ heading }) => heading)).toEqual([
      ...["Team", "Tidigare", "Avvikelse tidigare", "Förslaget", "Avvikelse i förslaget"],
    ]);

    const next = await told(coming.id);
    expect(next.title).toBe("Jämförelse med dagens indelning");
    expect(next.named).toBe(`Jämfört med ”Ny i dag”, som gäller från ${inDays(0)}.`);
    expect(next.record.subtitle).toBe("Kommer – fastställt");
  }, 120_000);

  it("measures both plans from the proposal's targets; where the teams are not the same, each from its own beside them", async () => {
    const sums = (of: readonly number[], team: number) =>
      of.reduce((sum, own, area) => sum + (own === team && area !== suppressedArea ? childrenOf(area) : 0), 0);
    const draft = await send<Plan>("post", "plans", { name: "Egna mål", from: { kind: "plan", planId: plan.id } });
    const rules = {
      balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.05 }],
      targets: "shares",
      shares: [
        { teamId: teamA, share: 0.75 },
        { teamId: teamB, share: 0.25 },
      ],
    };
    const teams = [teamA, teamB].map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 }));
    const order = { divisionId: ids.division, name: "Tre fjärdedelar", teams, rules };
    const { id, version } = await send<{ id: string; version: number }>("post", "rule-sets", order);
    await send<Plan>("put", `plans/${draft.id}/rules`, { kind: "rule-set", id, version }, draft.version);
    const { body: record } = await planner.send("get", `${base}/plans/${draft.id}/record`);
    const total = sums(plan.teamIndexes, 0) + sums(plan.teamIndexes, 1);
    const percent = (fraction: number) => Number((fraction * 100).toFixed(1));
    const number = (text: string) =>
      Number(
        text
          .replace("−", "-")
          .replace(",", ".")
          .replace(/[^\d.-]/g, ""),
      );
    const { body: today } = await planner.send("get", `${base}/plans/${draft.id}`);
    expect(today.teams.map(({ targetShare }: { targetShare: number }) => targetShare)).toEqual([0.75, 0.25]);
    const before = await send<Plan>("get", `plans/${(await presentPlan()).id}`);
    const told = rowsOf(record, "jamforelse", /^Barn 0–19 år/).map(([, , was, , is]) => [number(was!), number(is!)]);
    expect(told).toEqual(
      [0.75, 0.25].map((share, team) =>
        [before.teamIndexes, plan.teamIndexes].map((of) => percent(sums(of, team) / (share * total) - 1)),
      ),
    );
    expect(textOf(record)).toContain("räknade från förslagets mål");

    const from = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };
    const three = await send<Plan>("post", "plans", { name: "Tre team", from });
    const { body: other } = await planner.send("get", `${base}/plans/${three.id}/record`);
    const table = section(other, "jamforelse").blocks.find(({ kind }) => kind === "table");
    expect((table as Extract<RecordBlock, { kind: "table" }>).columns.map(({ heading }) => heading)).toEqual([
      ...["Team", "I dag", "Mål i dag", "Avvikelse i dag"],
      ...["Förslaget", "Mål i förslaget", "Avvikelse i förslaget"],
    ]);
    expect(textOf(other)).toContain("i dagens indelning, från dess egna mål, är den");
    const added = rowsOf(other, "jamforelse", /^Barn 0–19 år/).at(-1)!;
    expect(added.slice(1, 4)).toEqual(["finns inte", "", ""]);
  });

  async function presentPlan(): Promise<{ id: string }> {
    const { body } = await planner.send("get", `${base}/plans?divisionId=${ids.division}`);
    return body.plans.find(({ isPresent }: { isPresent: boolean }) => isPresent);
  }
});

/** Every text of a section that a reader is to get. */
function textsOf({ title, blocks }: DecisionRecord["sections"][number]): string[] {
  return [title, ...blocks.flatMap(textsOfBlock)];
}

function textsOfBlock(block: RecordBlock): string[] {
  switch (block.kind) {
    case "paragraph":
      return [block.text];
    case "list":
      return block.items;
    case "facts":
      return block.facts.flatMap(({ name, value }) => [name, value]);
    case "table":
      return [block.caption, ...block.columns.map(({ heading }) => heading), ...block.rows.flat()];
    case "map":
      return [block.caption, ...block.legend, ...block.map.teams.map(({ letter }) => letter)];
  }
}
