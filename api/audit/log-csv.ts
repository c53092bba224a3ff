// The log as a table for a spreadsheet program, in the reviewer's language.
import type { AuditEvent } from "../contract/audit.ts";
import type { Sentence } from "../contract/primitives.ts";
import { csvText } from "../exports/csv-text.ts";
import { actionName } from "./actions.ts";

const headings = {
  sv: [
    ...["Rad", "Tid", "Utanför kontorstid", "Person", "Personens id", "Roll", "Från", "Handling", "Handlingens kod"],
    ...["Slag", "Objekt", "Indelning", "Områden", "Uppgifter"],
  ],
  en: [
    ...["Row", "Time", "Outside office hours", "Person", "Person's id", "Role", "From", "Act", "Act's code"],
    ...["Kind", "Object", "Division", "Areas", "Details"],
  ],
};
const roleNames: Readonly<Record<string, Sentence>> = {
  planner: { sv: "Planerare", en: "Planner" },
  manager: { sv: "Chef", en: "Manager" },
  team: { sv: "Första linjen", en: "First line" },
  admin: { sv: "Administratör", en: "Administrator" },
  reviewer: { sv: "Loggranskare", en: "Log reviewer" },
  operator: { sv: "Tjänsten själv", en: "The service itself" },
  anonymous: { sv: "Ingen inloggad", en: "Nobody signed in" },
};
const addressNames: Readonly<Record<string, Sentence>> = {
  "this-machine": { sv: "Den egna datorn", en: "This machine" },
  internal: { sv: "Internt nät", en: "Internal network" },
  external: { sv: "Annat nät", en: "Another network" },
};
const yesNo = { sv: ["ja", "nej"], en: ["yes", "no"] } as const;

/** Swedish local time, to the second. */
const localTime = new Intl.DateTimeFormat("sv-SE", {
  dateStyle: "short",
  timeStyle: "medium",
  timeZone: "Europe/Stockholm",
});

/** Rows in the order given; no cell is taken for a formula. */
export function logCsv(events: readonly AuditEvent[], language: "sv" | "en"): string {
  const [yes, no] = yesNo[language];
  return csvText(
    headings[language],
    events.map((event) => [
      event.sequence,
      localTime.format(new Date(event.occurredAt)),
      event.outsideOfficeHours ? yes : no,
      event.personName,
      event.personId,
      roleNames[event.role]?.[language] ?? event.role,
      event.addressClass && addressNames[event.addressClass]![language],
      actionName(event.action)[language],
      event.action,
      event.objectKind,
      event.objectId,
      event.divisionId,
      event.areaCodes.join(" "),
      Object.entries(event.details)
        .map(([key, value]) => `${key}: ${value}`)
        .join("; "),
    ]),
  );
}
