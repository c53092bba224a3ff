// Full names of areas and of the higher levels, where the layer has none or has cut them short.
import { type Issue, issue } from "../issues.ts";
import { type AreaName, loadAreaNames } from "../load/area-names.ts";
import { areaCodeField } from "../mapping/fields.ts";
import { columnOf } from "../mapping/mapping.ts";
import { areaCodeTally } from "../validate/area-code-tally.ts";
import { cellText } from "../validate/source-table.ts";
import { type CheckInput, type Purpose, tableFileEndings } from "./purpose.ts";

const longestName = 200;

async function check({ table, mapping, context }: CheckInput) {
  const { division } = context;
  if (!division) throw new Error("Expected a division for area names, found none");
  const issues: Issue[] = [];
  const areaColumn = columnOf(table, mapping, "area");
  const nameColumn = columnOf(table, mapping, "name");
  const heading = (index: number) => table.columns[index]?.name ?? "";
  const tally = areaCodeTally({
    division,
    column: heading(areaColumn),
    fileName: table.fileName,
    keepsParents: true,
    mayBePartial: true,
  });
  const found = new Map<string, AreaName & { row: number }>();
  for (const { row, cells } of table.rows) {
    const name = cellText(cells[nameColumn]);
    const place = tally.read(cells[areaColumn] ?? null, row, name !== "");
    if (place.kind === "left-out" || place.kind === "municipality") continue;
    if (name === "") {
      issues.push(issue("name.missing", { row, column: heading(nameColumn) }));
      continue;
    }
    if (name.length > longestName) {
      issues.push(issue("name.too-long", { row, column: heading(nameColumn), limit: longestName }));
      continue;
    }
    const before = found.get(place.code);
    if (before && before.name !== name)
      issues.push(
        issue("count.duplicate", { row, firstRow: before.row, area: place.code, column: heading(nameColumn) }),
      );
    found.set(place.code, { code: place.code, name, kind: place.kind, row });
  }
  const findings = tally.finish();
  return {
    records: [...found.values()].filter(({ code }) => !findings.restTotals.has(code)),
    issues: [...issues, ...findings.issues],
    onlyInFile: findings.onlyInFile,
    onlyInDivision: findings.onlyInDivision,
  };
}

export const areaNames: Purpose<readonly AreaName[]> = {
  purpose: "area-names",
  name: { sv: "Områdesnamn", en: "Area names" },
  help: {
    sv: "Fullständiga namn på områden och på högre nivåer, till exempel NYKO nivå 1 och 2.",
    en: "Full names of areas and of higher levels, for example NYKO levels 1 and 2.",
  },
  accepts: tableFileEndings,
  needsDivision: true,
  isSensitive: false,
  fields: [
    areaCodeField(),
    {
      key: "name",
      name: { sv: "Namn", en: "Name" },
      required: true,
      repeated: false,
      headings: [
        /^(visningsnamn|fullstandigtnamn|displayname|langtnamn)$/,
        /^(namn|name|omradesnamn|benamning|klartext|text)$/,
        /^.*(namn|name)$/,
      ],
    },
  ],
  settings: [],
  guessSettings: () => ({}),
  check,
  load: loadAreaNames,
};
