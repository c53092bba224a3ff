// The formats a plan can be taken out in: a registry; a new one is a line here, a name in the contract and a test.
import type { PlanExportFormat } from "../contract/exports.ts";
import { csvText } from "./csv-text.ts";
import { planGeoJson } from "./plan-geojson.ts";
import type { ExportedPlan, PlacedArea } from "./plan-rows.ts";
import { planSheet } from "./plan-sheet.ts";
import { writeInWorker } from "./write-in-worker.ts";

/** An area with its outline in degrees and in EPSG:3006, as GeoJSON text. */
export interface ExportedArea extends PlacedArea {
  readonly degrees: string;
  readonly sweref99Tm: string;
}

interface PlanFormat {
  readonly mediaType: string;
  readonly ending: string;
  write(plan: ExportedPlan, areas: readonly ExportedArea[]): Promise<Uint8Array>;
}

const sweref99TmEpsg = 3006;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const planFormats: Readonly<Record<PlanExportFormat, PlanFormat>> = {
  geojson: {
    mediaType: "application/geo+json",
    ending: "geojson",
    write: async (plan, areas) =>
      utf8(
        planGeoJson(
          plan,
          areas.map(({ degrees, ...area }) => ({ ...area, geometry: degrees })),
        ),
      ),
  },
  geopackage: {
    mediaType: "application/geopackage+sqlite3",
    ending: "gpkg",
    write: (plan, areas) => {
      const outlined = areas.map(({ sweref99Tm, ...area }) => ({ ...area, geometry: sweref99Tm }));
      const geoJson = planGeoJson(plan, outlined, sweref99TmEpsg);
      return writeInWorker({ kind: "geopackage", layer: { name: "forslag", geoJson, changedAt: plan.updatedAt } });
    },
  },
  csv: {
    mediaType: "text/csv",
    ending: "csv",
    write: async (plan, areas) => {
      const { headings, rows } = planSheet(plan, areas);
      return utf8(csvText(headings, rows));
    },
  },
  xlsx: {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ending: "xlsx",
    write: (plan, areas) => writeInWorker({ kind: "workbook", sheet: planSheet(plan, areas) }),
  },
};
