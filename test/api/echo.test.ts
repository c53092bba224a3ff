// What a file's cells hold comes back in the preview's own rows; remarks and stored reports repeat only codes and the names one must find again, and the log nothing.
import { beforeAll, expect, it } from "vitest";
import { type ImportOptions, type ImportPurpose, importPurposes } from "../../api/contract/imports.ts";
import { forEachDatabase } from "../support/databases.ts";
import { codeOf, gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}/imports`;
const cellCanary = "Kanariecell";
const fileCanary = "Kanariefil";
const headingCanary = "Kanarierubrik";

const areaFile = JSON.stringify({
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { NYKO: codeOf(0), NAMN: `${cellCanary}2`, [headingCanary]: `${cellCanary}3` },
      geometry: { type: "Point", coordinates: [17.3, 62.4] },
    },
  ],
});

/**
 * Of each kind a file in which every cell is wrong, unknown or too much, but for what remarks must name: codes of areas,
 * names of arenas and teams, and case types, which become the names of measures.
 */
const files: Readonly<Record<ImportPurpose, string>> = {
  areas: areaFile,
  background: areaFile,
  population: `NYKO;Ålder;Kön;Antal\r\n${codeOf(0)};${cellCanary}1;${cellCanary}2;${cellCanary}3\r\n${codeOf(0)};0-19;T;12\r\n${codeOf(0)};0-19;T;${cellCanary}4\r\n`,
  clients: `NYKO;År;Ärendetyp;Antal;${headingCanary}\r\n${codeOf(0)};2025;${cellCanary}1 Anna Andersson 19121212;${cellCanary}2;${cellCanary}3\r\n${codeOf(1)};${cellCanary}4;barn;-5;${cellCanary}5\r\n`,
  "case-rows": `NYKO;Datum;Ärendetyp;${headingCanary}\r\n${codeOf(0)};${cellCanary}1;barn;${cellCanary}3\r\n${codeOf(1)};2025-02-30;barn;${cellCanary}4\r\n`,
  indicators: `Indikator;NYKO;Period;Värde\r\n${cellCanary}1;${codeOf(0)};${cellCanary}2;${cellCanary}3\r\n`,
  arenas: `Namn;Typ;Öst;Nord;Prioriterad\r\n${cellCanary}1;${cellCanary}2;${cellCanary}3;${cellCanary}4;${cellCanary}5\r\n`,
  catchments: `Skola;NYKO;${headingCanary}\r\nEn skola;${codeOf(0)};${cellCanary}1\r\nEn skola;;${cellCanary}2\r\n`,
  "current-division": `NYKO;Team\r\n${codeOf(0)};${cellCanary}1\r\n${codeOf(1)};\r\n`,
  staffing: `Team;Utredning;Första linjen\r\n${cellCanary}1;${cellCanary}2;${cellCanary}3\r\nA;-1;${cellCanary}4\r\n`,
  flow: `Månad;Team;Ärendetyp;Inkomna;Till utredning;Dagar i utredning\r\n${cellCanary}1;A;barn;${cellCanary}2;1;2\r\n2025-01;${cellCanary}3;barn;-4;${cellCanary}5;${cellCanary}6\r\n`,
  "area-names": `NYKO;Namn\r\n${codeOf(0)};${cellCanary}1\r\n${codeOf(0)};${cellCanary}2\r\n`,
  links: `Från;Till;Åtgärd;Orsak\r\n${codeOf(0)};${codeOf(1)};${cellCanary}1;${cellCanary}2\r\n`,
};

const settings: Partial<Record<ImportPurpose, Record<string, string>>> = {
  areas: { name: "Fyrkanter", edition: "2026", source: "Test" },
  population: { date: "2025-12-31" },
};

forEachDatabase("what a file holds", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
  }, 120_000);

  function send(path: string, content: string, options: ImportOptions) {
    return planner
      .send("post", path)
      .attach("file", Buffer.from(content), `${fileCanary}.csv`)
      .field("options", JSON.stringify(options));
  }

  async function reportOf(id: string): Promise<string> {
    for (;;) {
      const { body, text } = await planner.send("get", `${base}/${id}`);
      if (body.status !== "running") return text;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it.each(importPurposes)("is not repeated in the remarks on a file of %s", { timeout: 120_000 }, async (purpose) => {
    const options = { purpose, divisionId: ids.division, settings: settings[purpose] ?? {} };
    const preview = await send(`${base}/preview`, files[purpose], options);
    expect(preview.status, preview.text).toBeLessThan(500);
    const { rows: _rows, columns: _columns, ...told } = preview.body;
    expect(JSON.stringify(told.issues ?? told)).not.toContain(cellCanary);
    const started = await send(base, files[purpose], options);
    expect(await reportOf(started.body.id)).not.toContain(cellCanary);
  });

  it("is not in the log, nor is the file's name or a heading", () => {
    const text = under.logged().join("\n");
    expect(text).toContain('"operation":"startImport"');
    for (const canary of [cellCanary, fileCanary, headingCanary]) expect(text).not.toContain(canary);
  });

  it("is not in the log of acts", async () => {
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query<{ row: string }>("select to_jsonb(events)::text as row from audit.events"),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain(cellCanary);
  });

  it("comes back to whoever sent it in the preview's rows, but never the rows of cases", async () => {
    const options = { divisionId: ids.division, settings: {} };
    const shown = await send(`${base}/preview`, files.clients, { ...options, purpose: "clients" });
    expect(JSON.stringify(shown.body.rows)).toContain(cellCanary);
    const cases = await send(`${base}/preview`, files["case-rows"], { ...options, purpose: "case-rows" });
    expect(JSON.stringify(cases.body)).not.toContain(cellCanary);
  });
});
