// Everything that is written to the log, in the words of the log review. A new act is a line here.
import type { Sentence } from "../contract/primitives.ts";

export interface ActionDescription extends Sentence {
  /** What its details may tell. Never counts, names or free text, but for the reviewer's own note. */
  readonly details: readonly string[];
  /** True where exact counts were seen or taken out: what "unusual volumes" are counted of. */
  readonly readsCounts?: true;
}

const filterDetails = ["from", "to", "role", "action", "area", "hours", "personId"] as const;

export const auditActions = {
  "session.signed-in": { sv: "Loggade in", en: "Signed in", details: ["role", "method"] },
  "session.sign-in-refused": { sv: "Nekades inloggning", en: "Was refused sign-in", details: ["reason", "method"] },
  "session.role-switched": { sv: "Bytte roll", en: "Switched role", details: ["role"] },
  "session.signed-out": { sv: "Loggade ut", en: "Signed out", details: ["method"] },
  "session.ended-by-provider": {
    sv: "Loggades ut genom kommunens inloggning",
    en: "Was signed out through the municipality's login",
    details: ["method", "sessions"],
  },
  "session.ended": { sv: "Avslutade en annan egen inloggning", en: "Ended another session of their own", details: [] },
  "access.refused": { sv: "Nekades av tjänsten", en: "Was refused by the service", details: ["reason"] },
  "access.not-found": {
    sv: "Frågade efter något som inte finns för personen",
    en: "Asked for something that does not exist for the person",
    details: ["timesInHour"],
  },
  "token.issued": { sv: "Skapade en åtkomstnyckel", en: "Made an access token", details: ["days", "role"] },
  "token.used": { sv: "Använde en åtkomstnyckel", en: "Used an access token", details: ["operation"] },
  "token.revoked": { sv: "Återkallade en åtkomstnyckel", en: "Revoked an access token", details: ["token"] },
  "user.added": { sv: "Lade till en person", en: "Added a person", details: ["source"] },
  "user.disabled": { sv: "Stängde av en person", en: "Disabled a person", details: [] },
  "user.enabled": { sv: "Släppte in en avstängd person igen", en: "Enabled a person again", details: [] },
  "user.role-given": { sv: "Gav en person en roll", en: "Gave a person a role", details: ["role", "source"] },
  "user.role-taken": {
    sv: "Tog ifrån en person en roll",
    en: "Took a role from a person",
    details: ["role", "source"],
  },
  "user.team-bound": {
    sv: "Knöt en person till ett team",
    en: "Bound a person to a team",
    details: ["team", "source"],
  },
  "user.team-released": {
    sv: "Skilde en person från ett team",
    en: "Released a person from a team",
    details: ["team", "source"],
  },
  "user.signed-out": { sv: "Loggade ut en annan person", en: "Signed another person out", details: [] },
  "counts.read": {
    sv: "Läste exakta antal",
    en: "Read exact counts",
    details: ["period", "version", "measures", "kept"],
    readsCounts: true,
  },
  "counts.exported": {
    sv: "Exporterade exakta antal",
    en: "Exported exact counts",
    details: ["format", "period", "version", "kept"],
    readsCounts: true,
  },
  "data.exported": { sv: "Exporterade uppgifter", en: "Exported data", details: ["format", "kept"] },
  "adjacency.edited": {
    sv: "Ändrade grannskap för hand",
    en: "Edited neighbours by hand",
    details: ["action"],
  },
  "team.created": { sv: "Skapade ett team", en: "Made a team", details: [] },
  "team.changed": { sv: "Ändrade ett team", en: "Changed a team", details: ["version"] },
  "team.retired": { sv: "Avslutade ett team", en: "Retired a team", details: [] },
  "plan.created": { sv: "Skapade ett utkast", en: "Made a draft", details: ["from"] },
  "plan.changed": {
    sv: "Ändrade ett förslags namn eller beskrivning",
    en: "Renamed or described a plan",
    details: ["kept"],
  },
  "plan.assigned": { sv: "Flyttade områden i ett utkast", en: "Moved areas in a draft", details: ["revision"] },
  "plan.rules-chosen": {
    sv: "Valde de villkor som ett förslag bedöms efter",
    en: "Chose the rules that a plan is judged by",
    details: ["revision", "kind"],
  },
  "plan.proposed": {
    sv: "Publicerade ett utkast som förslag",
    en: "Published a draft as proposed",
    details: ["kept"],
  },
  "plan.withdrawn": { sv: "Drog tillbaka ett förslag", en: "Withdrew a proposed plan", details: [] },
  "plan.adopted": { sv: "Fastställde ett förslag", en: "Adopted a plan", details: ["kept"] },
  "plan.superseded": { sv: "Ersatte ett fastställt förslag", en: "Superseded an adopted plan", details: [] },
  "plan.deleted": { sv: "Tog bort ett utkast", en: "Deleted a draft", details: [] },
  "plan.undeleted": { sv: "Tog tillbaka ett borttaget utkast", en: "Took a deleted draft back", details: [] },
  "plan.locks-changed": { sv: "Ändrade lås i ett utkast", en: "Changed the locks of a draft", details: [] },
  "plan.set-aside": {
    sv: "Lade sin version av ett utkast åt sidan för en annans",
    en: "Set their version of a draft aside for another's",
    details: ["revision"],
  },
  "plan.revision-restored": {
    sv: "Återställde en tidigare version av ett utkast",
    en: "Restored an earlier revision of a draft",
    details: ["revision", "restored"],
  },
  "record.erased": {
    sv: "Raderade ett sparat beslutsunderlag",
    en: "Erased a kept decision record",
    details: ["kept", "decision"],
  },
  "comment.added": { sv: "Kommenterade ett förslag", en: "Commented on a plan", details: ["subject"] },
  "comment.resolved": { sv: "Markerade en kommentar som klar", en: "Marked a comment as resolved", details: [] },
  "comment.reopened": { sv: "Öppnade en kommentar igen", en: "Opened a comment again", details: [] },
  "comment.removed": { sv: "Tog bort sin kommentar", en: "Removed their comment", details: [] },
  "tree.created": { sv: "Skapade ett problemträd", en: "Made a problem tree", details: [] },
  "tree.edited": { sv: "Ändrade i ett problemträd", en: "Edited a problem tree", details: ["revision"] },
  "tree.renamed": { sv: "Döpte om ett problemträd", en: "Renamed a problem tree", details: [] },
  "tree.retired": { sv: "Lade undan ett problemträd", en: "Put a problem tree away", details: [] },
  "tree.taken-back": { sv: "Tog fram ett undanlagt problemträd", en: "Took back a problem tree", details: [] },
  "tree.restored": {
    sv: "Återställde en tidigare version av ett problemträd",
    en: "Restored an earlier version of a problem tree",
    details: ["revision", "restored"],
  },
  "tree-comment.added": { sv: "Kommenterade ett problemträd", en: "Commented on a problem tree", details: ["subject"] },
  "tree-comment.resolved": {
    sv: "Markerade en kommentar på ett problemträd som klar",
    en: "Marked a comment on a problem tree as resolved",
    details: [],
  },
  "tree-comment.reopened": {
    sv: "Öppnade en kommentar på ett problemträd igen",
    en: "Opened a comment on a problem tree again",
    details: [],
  },
  "tree-comment.removed": {
    sv: "Tog bort sin kommentar på ett problemträd",
    en: "Removed their comment on a problem tree",
    details: [],
  },
  "tree.moved": {
    sv: "Ändrade vilken plats ett problemträd gäller",
    en: "Changed the place that a problem tree is about",
    details: [],
  },
  "tree.taken-over": {
    sv: "Tog över eller kopierade ett problemträd",
    en: "Took over or copied a problem tree",
    details: ["from"],
  },
  "survey.created": { sv: "Skapade en enkät", en: "Made a survey", details: [] },
  "survey.changed": { sv: "Ändrade en enkät", en: "Changed a survey", details: [] },
  "survey.closed": { sv: "Avslutade en enkät", en: "Closed a survey", details: [] },
  "survey.reopened": { sv: "Öppnade en enkät igen", en: "Opened a survey again", details: [] },
  "survey.round-begun": {
    sv: "Började en ny omgång av en enkät",
    en: "Began a new round of a survey",
    details: ["from"],
  },
  "survey.answers-entered": { sv: "Skrev in enkätsvar", en: "Entered survey answers", details: [] },
  "survey.tablet-opened": { sv: "Öppnade en enkät på platta", en: "Opened a survey on a tablet", details: [] },
  "survey.tablets-ended": { sv: "Stängde en enkät på plattor", en: "Ended a survey on tablets", details: [] },
  "load-limits.saved": {
    sv: "Ändrade band och kapacitet",
    en: "Changed the band and the capacity",
    details: ["version"],
  },
  "watch.checked": { sv: "Kontrollerade teamens belastning", en: "Checked the teams' load", details: ["month"] },
  "run.started": { sv: "Startade en körning", en: "Started a run", details: ["seed", "kind"] },
  "rules.saved": { sv: "Sparade villkor", en: "Saved rules", details: ["version"] },
  "rules.retired": { sv: "Lade undan villkor", en: "Put rules away", details: [] },
  "rules.taken-back": { sv: "Tog tillbaka undanlagda villkor", en: "Took back rules that were put away", details: [] },
  "area-group.saved": { sv: "Sparade en grupp av områden", en: "Saved a group of areas", details: ["version"] },
  "area-group.deleted": { sv: "Tog bort en grupp av områden", en: "Deleted a group of areas", details: [] },
  "workload.weights-saved": { sv: "Sparade vikter", en: "Saved workload weights", details: [] },
  "neighbourhood.saved": {
    sv: "Sparade ett namngivet bostadsområde",
    en: "Saved a named neighbourhood",
    details: ["version"],
  },
  "neighbourhood.retired": {
    sv: "Lade undan ett namngivet bostadsområde",
    en: "Put a named neighbourhood away",
    details: [],
  },
  "arena.contact-named": {
    sv: "Skrev kontaktroll för en arena",
    en: "Named the contact role of an arena",
    details: ["version"],
  },
  "arena.priority-decided": {
    sv: "Beslutade om en arenas prioritet",
    en: "Decided on an arena's priority",
    details: ["version"],
  },
  "priority-index.saved": {
    sv: "Sparade ett nytt prioriteringsindex",
    en: "Saved a new priority index",
    details: ["version"],
  },
  "run.refused": {
    sv: "Fick veta varför en körning inte går att göra",
    en: "Was told why a run is not possible",
    details: ["measures"],
    readsCounts: true,
  },
  "run.labelled": {
    sv: "Gav en körning namn, tog bort den ur listan eller tog tillbaka den",
    en: "Named a run, took it out of the list or took it back",
    details: ["version"],
  },
  "run.stopped": { sv: "Stoppade en körning", en: "Stopped a run", details: [] },
  "run.repeated": { sv: "Gjorde om en körning", en: "Repeated a run", details: [] },
  "import.previewed": { sv: "Förhandsgranskade en fil", en: "Previewed a file", details: [] },
  "import.loaded": { sv: "Läste in en fil", en: "Imported a file", details: ["purpose", "declared"] },
  "import.unchanged": {
    sv: "Läste in en fil som redan var inläst",
    en: "Imported a file that was already imported",
    details: ["purpose", "declared"],
  },
  "import.refused": {
    sv: "Fil nekades vid inläsning",
    en: "File was refused at import",
    details: ["purpose", "declared"],
  },
  "import.failed": { sv: "Inläsning misslyckades", en: "Import failed", details: ["purpose", "declared"] },
  "import.cancel-asked": { sv: "Bad att en inläsning avbryts", en: "Asked that an import be cancelled", details: [] },
  "import.cancelled": { sv: "Inläsning avbröts", en: "Import was cancelled", details: ["purpose", "declared"] },
  "log.opened": { sv: "Öppnade loggkontrollen", en: "Opened the log review", details: [] },
  "log.read": {
    sv: "Läste loggen",
    en: "Read the log",
    details: [...filterDetails, "before"],
  },
  "log.volumes-read": { sv: "Läste om ovanliga mängder", en: "Read about unusual volumes", details: ["from", "to"] },
  "log.sampled": {
    sv: "Drog ett stickprov ur loggen",
    en: "Drew a sample of the log",
    details: [...filterDetails, "seed", "size", "population", "through", "again"],
  },
  "log.exported": {
    sv: "Exporterade loggen",
    en: "Exported the log",
    details: [...filterDetails, "rows"],
  },
  "log.noted": { sv: "Skrev en anteckning om granskningen", en: "Wrote a review note", details: ["note", "about"] },
  "log.verified": {
    sv: "Kontrollerade loggens kedja",
    en: "Verified the log's chain",
    details: ["whole", "through", "rows", "brokenAt", "fault"],
  },
  "log.head-written": {
    sv: "Skrev loggens sluthashar till filen utanför databasen",
    en: "Wrote the log's head hashes to the file outside the database",
    details: ["line", "lineHash", "reason"],
  },
  "log.purged": {
    sv: "Gallrade loggens äldsta rader",
    en: "Purged the log's oldest rows",
    details: ["removedFrom", "removedTo", "lastRemovedHash", "before", "decision"],
  },
} as const satisfies Record<string, ActionDescription>;

export type AuditAction = keyof typeof auditActions;

/** What may be told about an act of this kind. */
export type DetailsOf<Action extends AuditAction> = Readonly<
  Partial<Record<(typeof auditActions)[Action]["details"][number], string | number | boolean | undefined>>
>;

const descriptions: Readonly<Record<string, ActionDescription>> = auditActions;

/** An act with what is told of it. */
export type Act = {
  [Action in AuditAction]: { readonly action: Action; readonly details?: DetailsOf<Action> };
}[AuditAction];

/** The act in plain words; its code where a later version of the program wrote it. */
export function actionName(action: string): Sentence {
  const { sv, en } = descriptions[action] ?? { sv: action, en: action };
  return { sv, en };
}

/** The acts by which exact counts were seen or taken out. */
export const countReadingActions: readonly string[] = Object.entries(descriptions)
  .filter(([, description]) => description.readsCounts)
  .map(([action]) => action);
