// Divisions, their areas, and which areas are neighbours.
import { z } from "zod";
import { AreaCode, CalendarDate, Identifier, Key, MissingReason, Timestamp } from "./primitives.ts";

export const Division = z
  .object({
    id: Identifier,
    key: Key,
    name: z.string(),
    kind: z.enum(["nyko", "deso", "regso", "other"]),
    level: z.int().nullable(),
    edition: z.string(),
    source: z.string(),
    sourceEpsg: z.int(),
    validFrom: CalendarDate.nullable(),
    toleranceM: z.number(),
    areaCount: z.int(),
    contentHash: z.string(),
    bounds: z.array(z.number()).length(4).meta({ description: "West, south, east, north in degrees (WGS 84)." }),
    createdAt: Timestamp,
  })
  .meta({ id: "Division" });
export type Division = z.infer<typeof Division>;
export const DivisionList = z.object({ divisions: z.array(Division) }).meta({ id: "DivisionList" });

/** Query of GET …/areas. TopoJSON has one object `areas`, feature id = area_index, WGS 84 degrees. */
export const AreasQuery = z.strictObject({ format: z.enum(["topojson", "geojson"]).default("topojson") });
/** Properties of an area in both formats. */
export const AreaProperties = z
  .object({
    code: AreaCode,
    name: z.string(),
    parentCode: z.string().nullable(),
    areaM2: z.number(),
    labelPoint: z.tuple([z.number(), z.number()]),
  })
  .meta({ id: "AreaProperties" });
export type AreaProperties = z.infer<typeof AreaProperties>;

/** One known or unknown number. */
const Quantity = z
  .object({ value: z.number().nullable(), missingReason: MissingReason.nullable(), estimated: z.boolean() })
  .meta({ id: "Quantity" });
export type Quantity = z.infer<typeof Quantity>;

export const AreaDetail = z
  .object({
    areaIndex: z.int(),
    code: AreaCode,
    name: z.string(),
    parents: z.array(z.object({ code: AreaCode, name: z.string(), level: z.int() })),
    areaM2: z.number(),
    perimeterM: z.number(),
    neighbours: z.array(
      z.object({
        areaIndex: z.int(),
        code: AreaCode,
        name: z.string(),
        sharedLengthM: z.number(),
        linkReason: z.string().nullable(),
      }),
    ),
    arenas: z.array(
      z.object({
        id: Identifier,
        name: z.string(),
        kind: z.string(),
        priority: z.boolean(),
        prioritySince: CalendarDate.nullable(),
      }),
    ),
    measures: z
      .array(
        z.object({
          key: Key,
          nameSv: z.string(),
          nameEn: z.string(),
          period: z.string().nullable(),
          quantity: Quantity,
          rounded: z.boolean().meta({ description: "True where the value is protected by rounding." }),
          atCap: z.boolean().meta({
            description: "True where the value has reached the cap: the exact one may be any larger.",
          }),
          toldWith: z.array(AreaCode).meta({ description: "Areas that the value was rounded together with." }),
          mean: z.number().nullable().meta({ description: "Mean of the municipality's areas." }),
          meanAtLeast: z.boolean().meta({ description: "True where a number in the mean has reached the cap." }),
        }),
      )
      .meta({ description: "Exact counts for planners, protected ones for managers and teams." }),
    indicators: z.array(
      z.object({
        key: Key,
        name: z.string(),
        unit: z.string(),
        decimals: z.int(),
        period: z.int(),
        quantity: Quantity,
        municipalityMean: z.number().nullable(),
        source: z.string(),
      }),
    ),
  })
  .meta({ id: "AreaDetail" });
export type AreaDetail = z.infer<typeof AreaDetail>;

export const AdjacencyEdit = z
  .object({
    id: Identifier,
    areaIndexA: z.int(),
    areaIndexB: z.int(),
    action: z.enum(["add", "cut"]),
    reason: z.string(),
    author: z.string().nullable().optional().meta({ description: "Told to planners only." }),
    createdAt: Timestamp,
  })
  .meta({ id: "AdjacencyEdit" });
export type AdjacencyEdit = z.infer<typeof AdjacencyEdit>;

export const Adjacency = z
  .object({
    toleranceM: z.number(),
    edges: z
      .array(z.tuple([z.int(), z.int(), z.number(), z.boolean()]))
      .meta({ description: "[area_index, area_index, shared length in metres, made by hand]; cut ones are left out." }),
    edits: z.array(AdjacencyEdit),
    parts: z.array(z.array(z.int())).meta({
      description: "Connected parts of the neighbour graph, largest first; more than one means islands to link.",
    }),
    findings: z.array(
      z.object({
        kind: z.enum(["overlap", "gap", "repaired", "island", "separate-part", "sliver"]),
        areaIndexA: z.int().nullable(),
        areaIndexB: z.int().nullable(),
        amountM2: z.number().nullable(),
        geometry: z.unknown().meta({ description: "GeoJSON geometry in degrees, or null." }),
      }),
    ),
  })
  .meta({ id: "Adjacency" });
export type Adjacency = z.infer<typeof Adjacency>;

export const NewAdjacencyEdit = z
  .strictObject({
    areaIndexA: z.int().min(0),
    areaIndexB: z.int().min(0),
    action: z.enum(["add", "cut"]),
    reason: z.string().trim().min(2).max(500),
  })
  .meta({ id: "NewAdjacencyEdit" });
export type NewAdjacencyEdit = z.infer<typeof NewAdjacencyEdit>;
