// What can be shown and balanced per area: measures (exact for planners, protected for managers and teams) and indicators.
import { z } from "zod";
import { AreaCode, Key, MissingReason } from "./primitives.ts";

export const Measure = z
  .object({
    key: Key,
    nameSv: z.string(),
    nameEn: z.string(),
    kind: z.enum(["population", "clients"]),
    periods: z.array(z.string()).meta({
      description:
        'Dates (people), or years and spans of years (clients, "2023-2025") that there are counts for; the first is told when none is asked for. A period means the same in every role.',
    }),
  })
  .meta({ id: "Measure" });
export type Measure = z.infer<typeof Measure>;
export const MeasureList = z.object({ measures: z.array(Measure) }).meta({ id: "MeasureList" });

export const Indicator = z
  .object({
    key: Key,
    name: z.string(),
    unit: z.string(),
    decimals: z.int(),
    direction: z.enum(["higher-is-better", "lower-is-better", "neutral"]),
    source: z.string(),
    method: z.string().nullable(),
    periods: z.array(z.string()),
  })
  .meta({ id: "Indicator" });
export type Indicator = z.infer<typeof Indicator>;
export const IndicatorList = z.object({ indicators: z.array(Indicator) }).meta({ id: "IndicatorList" });

export const ValuesQuery = z.strictObject({ period: z.string().max(10).optional() });
/** How far what is told may be from what was counted, and which areas are told together. Position in the arrays is area_index. */
const Protection = z
  .object({
    largestError: z.int().meta({
      description: "A rounded number of one area told by itself, and not at the cap, is at most so far away.",
    }),
    rounded: z.array(z.boolean()),
    atCap: z.array(z.boolean()).meta({
      description:
        "True where the number has reached the cap, half the children that are told: the exact one is at least the number less largestError and may be any larger.",
    }),
    unplacedAtCap: z.boolean().meta({ description: "The same of those without a place." }),
    cappedInMean: z.int().meta({
      description: "How many areas in the mean are at the cap: where any is, the mean is at least so large.",
    }),
    toldWith: z.array(z.int()).meta({
      description: "Lowest area_index of the areas that a number was rounded for together and then parted among.",
    }),
  })
  .meta({ id: "Protection" });

/** Values of one measure or indicator over a division. Position in the arrays is area_index. */
export const AreaValues = z
  .object({
    key: Key,
    period: z.string().nullable(),
    values: z.array(z.number().nullable()),
    missingReasons: z.array(MissingReason.nullable()).meta({ description: "Null where the value is known." }),
    estimated: z.boolean().meta({ description: "True where age classes had to be cut proportionally." }),
    unplaced: z.array(
      z.object({
        code: AreaCode,
        name: z.string(),
        value: z.number().nullable(),
        missingReason: MissingReason.nullable(),
      }),
    ),
    total: z.number().nullable().meta({
      description:
        "Sum of what is told, unplaced included; null for indicators, which cannot be summed, and for a team, which sees its own areas and the mean.",
    }),
    mean: z
      .number()
      .nullable()
      .meta({ description: "Mean of the municipality's areas on the map whose value is told; null for indicators." }),
    unknownCount: z.int(),
    protection: Protection.nullable().meta({ description: "Null for exact counts and for published statistics." }),
  })
  .meta({ id: "AreaValues" });
export type AreaValues = z.infer<typeof AreaValues>;
