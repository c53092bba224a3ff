// Which areas belong to a school's or pre-school's catchment: one row per area and arena.
import { type Issue, issue } from "../issues.ts";
import { type CatchmentRecord, loadCatchments } from "../load/catchments.ts";
import { areaCodeField } from "../mapping/fields.ts";
import { plainText } from "../mapping/headings.ts";
import { columnOf } from "../mapping/mapping.ts";
import { areaCodeTally } from "../validate/area-code-tally.ts";
import { cellText } from "../validate/source-table.ts";
import { type CheckInput, type Purpose, tableFileEndings } from "./purpose.ts";

async function arenaIndex({ queryable, municipalityCode }: CheckInput["context"]) {
  const { rows } = await queryable.query<{ id: string; name: string; externalId: string }>(
    `select id, name, external_id as "externalId" from geography.arenas where municipality_code = $1`,
    [municipalityCode],
  );
  const byId = new Map(rows.map(({ id, externalId }) => [externalId, id]));
  const byName = new Map<string, string | null>();
  for (const { id, name } of rows) byName.set(plainText(name), byName.has(plainText(name)) ? null : id);
  return (text: string) => byId.get(text) ?? byName.get(plainText(text));
}

async function check({ table, mapping, context }: CheckInput) {
  const { division } = context;
  if (!division) throw new Error("Expected a division for catchments, found none");
  const issues: Issue[] = [];
  const areaColumn = columnOf(table, mapping, "area");
  const arenaColumn = columnOf(table, mapping, "arena");
  const heading = (index: number) => table.columns[index]?.name ?? "";
  const findArena = await arenaIndex(context);
  const tally = areaCodeTally({ division, column: heading(areaColumn), fileName: table.fileName, mayBePartial: true });
  const records = new Map<string, CatchmentRecord>();
  const told = new Set<string>();
  for (const { row, cells } of table.rows) {
    const arena = cellText(cells[arenaColumn]);
    // A cell may list several areas: "110101, 110102".
    const text = cellText(cells[areaColumn]);
    for (const code of /[,;]\s*\S/.test(text) ? text.split(/[,;]\s*/) : [text]) {
      const place = tally.read(code, row, true);
      if (place.kind !== "area" || arena === "") continue;
      const arenaId = findArena(arena);
      if (arenaId == null) {
        const code2 = arenaId === null ? "catchment.arena-name-shared" : "catchment.unknown-arena";
        if (!told.has(arena)) issues.push(issue(code2, { row, column: heading(arenaColumn), value: arena }));
        told.add(arena);
      } else records.set(`${arenaId}|${place.code}`, { arenaId, areaCode: place.code });
    }
    if (arena === "") issues.push(issue("catchment.arena-missing", { row, column: heading(arenaColumn) }));
  }
  const findings = tally.finish();
  return {
    records: [...records.values()],
    issues: [...issues, ...findings.issues],
    onlyInFile: findings.onlyInFile,
    onlyInDivision: findings.onlyInDivision,
  };
}

export const catchments: Purpose<readonly CatchmentRecord[]> = {
  purpose: "catchments",
  name: { sv: "Upptagningsområden", en: "Catchment areas" },
  help: {
    sv: "Vilka områden som hör till vilken skola eller förskola. Läs in skolorna först.",
    en: "Which areas belong to which school or pre-school. Import the schools first.",
  },
  accepts: tableFileEndings,
  needsDivision: true,
  isSensitive: false,
  fields: [
    areaCodeField(),
    {
      key: "arena",
      name: { sv: "Skola eller förskola (id eller namn)", en: "School or pre-school (id or name)" },
      required: true,
      repeated: false,
      headings: [
        /^(skolenhetskod|schoolunitcode|arenaid|skolkod|externalid)$/,
        /^(skola|forskola|arena|school|enhet|skolenhet|skolnamn)$/,
        /^(namn|name|id)$/,
      ],
    },
  ],
  settings: [],
  guessSettings: () => ({}),
  check,
  load: loadCatchments,
};
