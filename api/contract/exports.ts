// What a plan can be taken out as.
import { z } from "zod";

const planExportFormats = ["geojson", "geopackage", "csv", "xlsx"] as const;
export type PlanExportFormat = (typeof planExportFormats)[number];
export const PlanExportQuery = z.strictObject({ format: z.enum(planExportFormats).default("csv") });
