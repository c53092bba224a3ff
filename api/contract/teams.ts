// Arenas and teams.
import { z } from "zod";
import { AreaCode, CalendarDate, Identifier } from "./primitives.ts";

const arenaKinds = ["school", "preschool", "family-centre", "bvc", "youth-centre", "open-preschool", "other"] as const;
export const Arena = z
  .object({
    id: Identifier,
    name: z.string(),
    kind: z.enum(arenaKinds),
    organiser: z.string().nullable(),
    children: z.int().nullable(),
    priority: z.boolean(),
    priorityReason: z.string().nullable(),
    prioritySince: CalendarDate.nullable(),
    contactRole: z.string().nullable(),
    longitude: z.number().nullable(),
    latitude: z.number().nullable(),
    areaIndexes: z.record(z.string(), z.int()).meta({ description: "Division id → index of the area it lies in." }),
    catchments: z
      .record(z.string(), z.array(AreaCode))
      .meta({ description: "Division id → codes of the areas in its catchment." }),
  })
  .meta({ id: "Arena" });
export type Arena = z.infer<typeof Arena>;
export const ArenaList = z.object({ arenas: z.array(Arena) }).meta({ id: "ArenaList" });

export const Positions = z.number().min(0).max(1000);
export const Team = z
  .object({
    id: Identifier,
    letter: z.string(),
    name: z.string(),
    colourIndex: z.int().min(0).max(7),
    investigationPositions: Positions,
    firstLinePositions: Positions,
    homeArenaId: Identifier.nullable(),
    version: z.int(),
  })
  .meta({ id: "Team" });
export type Team = z.infer<typeof Team>;
export const TeamList = z.object({ teams: z.array(Team) }).meta({ id: "TeamList" });
/** POST …/teams; PUT …/teams/{id} with If-Match. */
export const TeamInput = z
  .strictObject({
    letter: z.string().trim().min(1).max(2),
    name: z.string().trim().min(1).max(80),
    colourIndex: z.int().min(0).max(7),
    investigationPositions: Positions,
    firstLinePositions: Positions,
    homeArenaId: Identifier.nullable().default(null),
  })
  .meta({ id: "TeamInput" });
export type TeamInput = z.infer<typeof TeamInput>;
