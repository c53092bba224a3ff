// Water, roads and outline for the map's plain background, from the municipality's own extract of open map data.
import type { Geometry } from "geojson";
import { type Issue, issue } from "../issues.ts";
import { type BackgroundRecords, loadBackground } from "../load/background.ts";
import { plainText } from "../mapping/headings.ts";
import { columnOf } from "../mapping/mapping.ts";
import { cellText } from "../validate/source-table.ts";
import { type CheckInput, geographicFileEndings, type Purpose } from "./purpose.ts";

const kindWords: Readonly<Record<string, string>> = {
  outline: "outline",
  kommun: "outline",
  kommungrans: "outline",
  "neighbouring-land": "neighbouring-land",
  land: "neighbouring-land",
  sea: "sea",
  hav: "sea",
  lake: "lake",
  sjo: "lake",
  vatten: "lake",
  river: "river",
  vattendrag: "river",
  alv: "river",
  road: "road",
  vag: "road",
  vagar: "road",
  motorvag: "road",
};

function isDrawable(geometry: Geometry | null): geometry is Geometry {
  return geometry !== null && /^(Multi)?(Polygon|LineString)$/.test(geometry.type);
}

async function check({ table, mapping, settings }: CheckInput) {
  const issues: Issue[] = [];
  const kindColumn = columnOf(table, mapping, "kind");
  const nameColumn = columnOf(table, mapping, "name");
  const features: { kind: string; name: string; geometry: Geometry }[] = [];
  if (!table.isConverted) issues.push(issue("crs.unknown", { file: table.fileName }));
  for (const { row, cells, geometry } of table.rows) {
    const kind = kindWords[plainText(cellText(cells[kindColumn]))] ?? kindWords[settings.kind ?? ""];
    if (kind === undefined)
      issues.push(issue("background.unknown-kind", { row, column: table.columns[kindColumn]?.name ?? "kind" }));
    else if (!isDrawable(geometry)) issues.push(issue("background.not-drawable", { row }));
    else features.push({ kind, name: cellText(cells[nameColumn]), geometry });
  }
  if (features.length === 0) issues.push(issue("background.none", { file: table.fileName }));
  const attribution = settings.attribution?.trim() ?? "";
  if (attribution === "") issues.push(issue("setting.missing", { setting: { sv: "Källa", en: "Attribution" } }));
  return { records: { features, attribution }, issues, onlyInFile: [], onlyInDivision: [] };
}

export const background: Purpose<BackgroundRecords> = {
  purpose: "background",
  name: { sv: "Bakgrundskarta", en: "Background map" },
  help: {
    sv: "Vatten, vägar och kommungräns som ritas under områdena. Ersätter den bakgrund som finns.",
    en: "Water, roads and outline drawn below the areas. Replaces the present background.",
  },
  accepts: geographicFileEndings,
  needsDivision: false,
  isSensitive: false,
  fields: [
    {
      key: "kind",
      name: { sv: "Slag (hav, sjö, älv, väg, kommun)", en: "Kind (sea, lake, river, road, outline)" },
      required: false,
      repeated: false,
      headings: [/^(kind|typ|slag|type|objekttyp|detaljtyp)$/],
    },
    { key: "name", name: { sv: "Namn", en: "Name" }, required: false, repeated: false, headings: [/^(namn|name)$/] },
  ],
  settings: [
    {
      key: "attribution",
      name: { sv: "Källa som visas på kartan", en: "Attribution shown on the map" },
      kind: "text",
      required: true,
      choices: [],
    },
    {
      key: "kind",
      name: { sv: "Slag för objekt som inte säger det", en: "Kind of features that do not say" },
      kind: "choice",
      required: false,
      choices: [
        { value: "sea", name: { sv: "Hav", en: "Sea" } },
        { value: "lake", name: { sv: "Sjö", en: "Lake" } },
        { value: "river", name: { sv: "Vattendrag", en: "River" } },
        { value: "road", name: { sv: "Väg", en: "Road" } },
        { value: "outline", name: { sv: "Kommungräns", en: "Municipal border" } },
      ],
    },
  ],
  guessSettings: () => ({}),
  check,
  load: loadBackground,
};
