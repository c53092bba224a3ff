// The smallest pieces every answer and request is made of.
import { z } from "zod";

export const roles = ["planner", "manager", "team", "admin", "reviewer"] as const;
export const Role = z.enum(roles).meta({ id: "Role", description: "The role a person acts in." });
export type Role = z.infer<typeof Role>;

export const MunicipalityCode = z
  .string()
  .regex(/^\d{4}$/)
  .meta({ id: "MunicipalityCode", description: "Four-digit municipality code as text.", example: "2281" });
export const Identifier = z.uuid().meta({ id: "Identifier" });
export const Key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .meta({ id: "Key" });
export const AreaCode = z
  .string()
  .min(1)
  .max(20)
  .meta({ id: "AreaCode", description: "Code of an area as text; leading zeros matter." });
export const Timestamp = z.iso.datetime({ offset: true });
export const CalendarDate = z.iso.date();

/** A sentence in both languages of the interface. */
export const Sentence = z.object({ sv: z.string(), en: z.string() }).meta({ id: "Sentence" });
export type Sentence = z.infer<typeof Sentence>;

export const MissingReason = z.enum(["suppressed", "missing", "less-than", "protected", "outside"]).meta({
  id: "MissingReason",
  description:
    "Why a value is not told. Unknown is never zero. suppressed, missing, less-than: the source does not say; protected: withheld to protect individuals; outside: not one of the person's own team's areas.",
});
