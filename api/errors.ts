// The one table from trouble to status, title and sentence, and the answer (RFC 9457) that is made from it.
import type { z } from "zod";
import type { PlanConflict } from "./contract/plan-life.ts";
import type { Problem } from "./contract/problem.ts";
import type { ProblemTreeConflict } from "./contract/problem-trees.ts";
import type { OwnSqlState } from "./db/errors.ts";
import { check, type Violation } from "./violations.ts";

interface ErrorDescription {
  readonly status: number;
  readonly title: string;
  readonly sv: string;
  readonly en: string;
}

/** Sentences may name parameters in braces. */
export const errorDescriptions = {
  "request.malformed": {
    status: 400,
    title: "Malformed request",
    sv: "Förfrågan går inte att tolka.",
    en: "The request cannot be interpreted.",
  },
  "request.invalid-query": {
    status: 400,
    title: "Invalid query",
    sv: "Förfrågan har parametrar som saknas, är okända eller har fel form.",
    en: "The request has parameters that are missing, unknown or of the wrong form.",
  },
  "session.required": {
    status: 401,
    title: "Sign-in required",
    sv: "Du behöver logga in. Din inloggning kan ha gått ut.",
    en: "You need to sign in. Your session may have expired.",
  },
  "session.role-not-allowed": {
    status: 403,
    title: "Not allowed for this role",
    sv: "Din roll får inte göra detta.",
    en: "Your role is not allowed to do this.",
  },
  "token.not-allowed": {
    status: 403,
    title: "Not with an access token",
    sv: "En åtkomstnyckel kan bara läsa, och aldrig exakta antal. Gör en i rollen chef eller första linjen för att läsa skyddade tal.",
    en: "An access token can only read, and never exact counts. Make one as manager or first line to read protected numbers.",
  },
  "user.oneself": {
    status: 403,
    title: "Not one's own access",
    sv: "Ingen ändrar sin egen behörighet. Be en annan administratör.",
    en: "Nobody changes their own access. Ask another administrator.",
  },
  "session.no-demonstration": {
    status: 403,
    title: "No demonstration sign-in",
    sv: "Det går inte att välja roll utan inloggning här.",
    en: "Choosing a role without a login is not possible here.",
  },
  "session.wrong-start-code": {
    status: 403,
    title: "Wrong start code",
    sv: "Koden stämmer inte. Den står i fönstret där programmet startades, och byts vid varje start.",
    en: "The code is not right. It stands in the window where the program was started, and changes at each start.",
  },
  "login.not-begun-here": {
    status: 403,
    title: "Login not begun here",
    sv: "Inloggningen hör inte till den här webbläsaren, har redan använts eller har tagit för lång tid. Börja om från inloggningssidan.",
    en: "The login does not belong to this browser, was already used or has taken too long. Start again from the sign-in page.",
  },
  "login.not-valid": {
    status: 403,
    title: "Login not valid",
    sv: "Svaret från kommunens inloggning gick inte att godkänna. Börja om från inloggningssidan. Händer det igen, säg till systemansvarig.",
    en: "The answer from the municipality's login could not be accepted. Start again from the sign-in page. If it happens again, tell whoever runs the system.",
  },
  "login.provider-refused": {
    status: 403,
    title: "Refused by the identity provider",
    sv: "Kommunens inloggning släppte inte in dig, eller så avbröts inloggningen. Börja om från inloggningssidan.",
    en: "The municipality's login did not let you in, or the login was cancelled. Start again from the sign-in page.",
  },
  "login.personal-number": {
    status: 403,
    title: "A personal identity number was sent",
    sv: "Kommunens inloggning skickade ett personnummer som namn eller id. Tjänsten tar inte emot personnummer och inget har sparats. Säg till systemansvarig: ett annat stabilt id behöver skickas.",
    en: "The municipality's login sent a personal identity number as name or id. The service does not take those and nothing was kept. Tell whoever runs the system: another stable id must be sent.",
  },
  "login.level-too-low": {
    status: 403,
    title: "Stronger login needed",
    sv: "Du är planerare, och det kräver en starkare inloggning, till exempel med e-legitimation eller tjänstekort. Börja om och välj en sådan.",
    en: "You are a planner, which needs a stronger login, for instance with an electronic ID or a service card. Start again and choose one.",
  },
  "login.no-role": {
    status: 403,
    title: "No role",
    sv: "Du har inget uppdrag här. Kommunens inloggning känner dig, men ditt konto har ingen roll i Områdeslinjen. Be din chef eller systemansvarig om en.",
    en: "You have no role here. The municipality's login knows you, but your account has no role in Områdeslinjen. Ask your manager or whoever runs the system for one.",
  },
  "login.no-municipality": {
    status: 503,
    title: "No municipality yet",
    sv: "Kommunens uppgifter är inte inlästa än. Säg till systemansvarig att lägga till kommunen.",
    en: "The municipality's data are not loaded yet. Tell whoever runs the system to add the municipality.",
  },
  "login.provider-unavailable": {
    status: 503,
    title: "Identity provider unavailable",
    sv: "Kommunens inloggning svarar inte just nu. Försök igen om en stund.",
    en: "The municipality's login does not answer right now. Try again in a while.",
  },
  "request.cross-site": {
    status: 403,
    title: "Request from another site",
    sv: "Förfrågan kommer inte från tjänstens egen sida.",
    en: "The request does not come from the service's own page.",
  },
  "request.wrong-host": {
    status: 421,
    title: "Not this service's name",
    sv: "Tjänsten svarar inte på det namnet. Använd adressen som den skrev ut när den startade.",
    en: "The service does not answer to that name. Use the address it printed when it started.",
  },
  "not-found": {
    status: 404,
    title: "Not found",
    sv: "Det du söker finns inte.",
    en: "What you look for does not exist.",
  },
  "request.method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    sv: "Adressen finns men kan inte användas så.",
    en: "The address exists but cannot be used that way.",
  },
  "request.not-acceptable": {
    status: 406,
    title: "Not acceptable",
    sv: "Svaret finns inte i någon av de former som efterfrågas.",
    en: "The answer does not exist in any of the forms asked for.",
  },
  conflict: {
    status: 409,
    title: "Conflict",
    sv: "Uppgiften stöter på något som redan finns eller används.",
    en: "This collides with something that exists or is in use.",
  },
  "user.granted-elsewhere": {
    status: 409,
    title: "Given by somebody else",
    sv: "Det kommer från kommunens inloggning eller från installationen och tas tillbaka där. Här tas bara det tillbaka som en administratör har gett.",
    en: "It comes from the municipality's login or from the installation and is taken back there. Only what an administrator gave is taken back here.",
  },
  "plan.not-draft": {
    status: 409,
    title: "The plan is no draft",
    sv: "Bara ett utkast kan ändras eller tas bort. Gör en kopia av förslaget i stället.",
    en: "Only a draft can be changed or deleted. Make a copy of the plan instead.",
  },
  "plan.status-order": {
    status: 409,
    title: "Not the next status",
    sv: "Ett förslag går från utkast till förslag, fastställt och ersatt, eller från förslag tillbaka till utkast.",
    en: "A plan goes from draft to proposed, adopted and superseded, or from proposed back to draft.",
  },
  "plan.not-deleted": {
    status: 409,
    title: "The plan is not deleted",
    sv: "Förslaget är inte borttaget.",
    en: "The plan is not deleted.",
  },
  "plan.falls-apart": {
    status: 409,
    title: "The plan is not whole, or breaks its rules",
    sv: "Förslaget är inte som det ska. Det går att lägga fram och fastställa ändå; då står det i beslutsunderlaget.",
    en: "The plan is not as it should be. It can be put forward and adopted all the same; the decision record then says so.",
  },
  "plan.unassigned-areas": {
    status: 409,
    title: "Areas without a team",
    sv: "{count} områden har inget team. Ge dem ett innan förslaget fastställs.",
    en: "{count} areas have no team. Give them one before the plan is adopted.",
  },
  "comment.not-own": {
    status: 409,
    title: "Somebody else's comment",
    sv: "Bara den som skrev kommentaren kan ta bort den.",
    en: "Only the person who wrote the comment can remove it.",
  },
  "run.not-finished": {
    status: 409,
    title: "The run has no result",
    sv: "Körningen har inget resultat att använda.",
    en: "The run has no result to use.",
  },
  "plan.rules-proposed": {
    status: 409,
    title: "The plan is put forward with its rules",
    sv: "Villkoren står fast så länge förslaget är framlagt. Dra tillbaka det för att välja andra.",
    en: "The rules stay as long as the plan is put forward. Withdraw it to choose others.",
  },
  "plan.rules-decided": {
    status: 409,
    title: "The plan is decided by its rules",
    sv: "Villkoren står fast när förslaget är fastställt. Gör en kopia av det och välj andra villkor för den.",
    en: "The rules stay when a plan is adopted. Make a copy of it and choose other rules for that.",
  },
  "plan.rules-of-other-teams": {
    status: 409,
    title: "Rules for other teams",
    sv: "Villkoren är skrivna för en annan områdesindelning eller för andra team än förslagets.",
    en: "The rules are written for another division or for other teams than the plan's.",
  },
  "plan.no-counts": {
    status: 409,
    title: "Nothing to balance",
    sv: "Det finns inga uppgifter om antal i indelningen, så förslaget kan inte jämföras med några mål.",
    en: "There are no counts in the division, so the plan cannot be compared with any targets.",
  },
  "run.not-repeatable": {
    status: 409,
    title: "The run cannot be repeated",
    sv: "Bara en körning som söker en indelning kan göras om exakt; övriga beror på hur snabb datorn är.",
    en: "Only a run that looks for a division can be repeated exactly; the others depend on the speed of the machine.",
  },
  "import.already-finished": {
    status: 409,
    title: "The import is finished",
    sv: "Inläsningen är redan klar och kan inte avbrytas.",
    en: "The import is finished and cannot be cancelled.",
  },
  "audit.too-many-rows": {
    status: 422,
    title: "Too many rows",
    sv: "Filtret släpper igenom fler än {most} rader. Välj en kortare tid.",
    en: "The filter lets more than {most} rows through. Choose a shorter time.",
  },
  "audit.span": {
    status: 400,
    title: "Not a span of days",
    sv: "Ange en första och en sista dag, högst ett år isär.",
    en: "Give a first and a last day, at most a year apart.",
  },
  "audit.unchangeable": {
    status: 409,
    title: "The log is only added to",
    sv: "Loggen kan bara fyllas på. Gallring kräver ett beslut och rör aldrig det som är yngre än ett år.",
    en: "The log is only added to. A purge needs a decision and never touches what is younger than a year.",
  },
  "version.changed": {
    status: 412,
    title: "Somebody else was first",
    sv: "Någon annan har ändrat detta sedan du läste det. Läs in på nytt.",
    en: "Somebody else has changed this since you read it. Read it again.",
  },
  "request.too-large": {
    status: 413,
    title: "Too large",
    sv: "Det som skickades är för stort.",
    en: "What was sent is too large.",
  },
  "request.address-too-long": {
    status: 414,
    title: "Address too long",
    sv: "Adressen är för lång.",
    en: "The address is too long.",
  },
  "request.unsupported-media-type": {
    status: 415,
    title: "Unsupported media type",
    sv: "Det som skickades har en form som inte tas emot här.",
    en: "What was sent has a form that is not accepted here.",
  },
  "request.invalid-body": {
    status: 422,
    title: "Invalid content",
    sv: "Uppgifterna är inte kompletta eller har fel form.",
    en: "The content is incomplete or of the wrong form.",
  },
  "survey.code-over": {
    status: 404,
    title: "The code does not work",
    sv: "Koden stämmer inte eller gäller inte längre. Be personalen om en ny.",
    en: "The code is not right or no longer valid. Ask the staff for a new one.",
  },
  "survey.code-in-use": {
    status: 409,
    title: "The code is in use on another tablet",
    sv: "Koden används redan på en annan platta eller i en annan flik. Be personalen om en ny: varje platta har sin egen.",
    en: "The code is already in use on another tablet or in another tab. Ask the staff for a new one: each tablet has its own.",
  },
  "survey.closed": {
    status: 409,
    title: "The survey is closed",
    sv: "Enkäten är avslutad. Öppna den igen för att ta emot svar.",
    en: "The survey is closed. Open it again to take answers.",
  },
  "survey.answered": {
    status: 409,
    title: "Somebody has answered",
    sv: "Frågorna kan inte ändras när någon har svarat. Gör en ny enkät.",
    en: "The questions cannot be changed once somebody has answered. Make a new survey.",
  },
  "survey.has-rounds": {
    status: 409,
    title: "The survey has other rounds",
    sv: "Enkäten har flera omgångar med samma frågor. Gör en ny enkät för att fråga något annat.",
    en: "The survey has several rounds with the same questions. Make a new survey to ask something else.",
  },
  "survey.answer-does-not-fit": {
    status: 422,
    title: "An answer that does not fit",
    sv: "Ett svar passar inte frågorna: varje fråga högst en gång, och bara steg som finns på skalan. Inget har sparats.",
    en: "An answer does not fit the questions: each at most once, with steps that the scale has. Nothing was kept.",
  },
  "tree.impossible-edit": {
    status: 422,
    title: "Not possible in the tree",
    sv: "Ändringen går inte att göra i trädet.",
    en: "The change cannot be made in the tree.",
  },
  "tree.place-not-own": {
    status: 409,
    title: "The place of the tree is no longer the team's",
    sv: "Platsen som trädet gäller ligger inte längre helt i teamets område. Trädet kan läsas. Välj vad det ska gälla för att ändra i det.",
    en: "The place that the tree is about no longer lies wholly in the team's area. The tree can be read. Choose what it is to be about to change it.",
  },
  "tree.retired": {
    status: 409,
    title: "The tree is put away",
    sv: "Trädet är undanlagt. Ta fram det igen för att ändra i det.",
    en: "The tree is put away. Take it back to change it.",
  },
  "plan.assignment-length": {
    status: 422,
    title: "Wrong number of areas",
    sv: "Indelningen har {expected} områden men {found} angavs.",
    en: "The division has {expected} areas but {found} were given.",
  },
  "plan.unknown-team-index": {
    status: 422,
    title: "Unknown team",
    sv: "Ett område har fått ett team som inte ingår i förslaget.",
    en: "An area was given to a team that is not part of the plan.",
  },
  "plan.adopted-from-missing": {
    status: 422,
    title: "Date missing",
    sv: "Ett fastställt förslag behöver ett datum då det börjar gälla.",
    en: "An adopted plan needs the date from which it applies.",
  },
  "text.personal-number": {
    status: 422,
    title: "A personal identity number",
    sv: "Texten innehåller ett personnummer. Skriv den utan, inget har sparats.",
    en: "The text contains a personal identity number. Write it without; nothing was kept.",
  },
  "adjacency.same-area": {
    status: 422,
    title: "The same area twice",
    sv: "Ett område kan inte vara granne med sig självt.",
    en: "An area cannot be its own neighbour.",
  },
  "adjacency.already-so": {
    status: 409,
    title: "Already so",
    sv: "Områdena är redan länkade eller skilda så.",
    en: "The areas are already linked or cut that way.",
  },
  "reference.unknown": {
    status: 422,
    title: "Unknown reference",
    sv: "Uppgifterna hänvisar till något som inte finns.",
    en: "The content refers to something that does not exist.",
  },
  "geometry.nothing-left": {
    status: 422,
    title: "Nothing left of the geometry",
    sv: "Efter reparation finns ingen yta kvar.",
    en: "After repair no area is left.",
  },
  "counts.overlapping-classes": {
    status: 422,
    title: "Overlapping age classes",
    sv: "Åldersklasserna för samma område och datum överlappar varandra.",
    en: "The age classes of the same area and date overlap.",
  },
  "rules.impossible": {
    status: 422,
    title: "The rules cannot be met",
    sv: "Villkoren går inte att uppfylla.",
    en: "The rules cannot be met.",
  },
  "import.not-readable": {
    status: 422,
    title: "The file cannot be used",
    sv: "Filen kan inte användas.",
    en: "The file cannot be used.",
  },
  "version.missing": {
    status: 428,
    title: "Version missing",
    sv: "Ändringen behöver säga vilken version den utgår från (If-Match).",
    en: "The change must say which version it starts from (If-Match).",
  },
  "request.too-many": {
    status: 429,
    title: "Too many requests",
    sv: "För många förfrågningar på kort tid. Försök igen om {seconds} sekunder.",
    en: "Too many requests in a short time. Try again in {seconds} seconds.",
  },
  "request.too-many-headers": {
    status: 431,
    title: "Too many headers",
    sv: "Förfrågan har för många huvudfält.",
    en: "The request has too many headers.",
  },
  "record.changing": {
    status: 503,
    title: "The plan's record keeps changing",
    sv: "Underlaget ändrades medan det sparades, så inget har ändrats. Försök igen.",
    en: "The record changed while it was being kept, so nothing has been changed. Try again.",
  },
  "record.kept-changed": {
    status: 500,
    title: "The kept record is damaged",
    sv: "Det sparade underlaget stämmer inte med sin kontrollsumma och lämnas inte ut. Säg till systemansvarig.",
    en: "The kept record does not match its checksum and is not given out. Tell whoever runs the system.",
  },
  "record.kept-of-other-version": {
    status: 409,
    title: "The kept record was made by another version",
    sv: "Det sparade underlaget gjordes av en äldre version av programmet och kan inte visas här. Hämta det som PDF eller webbsida: filerna är oförändrade.",
    en: "The kept record was made by an older version of the program and cannot be shown here. Fetch it as PDF or web page: the files are unchanged.",
  },
  "server.fault": {
    status: 500,
    title: "Fault in the service",
    sv: "Något gick fel i tjänsten. Felet är loggat med förfrågans nummer.",
    en: "Something went wrong in the service. The fault is logged with the number of the request.",
  },
  "server.database-unavailable": {
    status: 503,
    title: "Database unavailable",
    sv: "Databasen svarar inte just nu. Försök igen om en stund.",
    en: "The database does not answer right now. Try again in a while.",
  },
  "server.busy": {
    status: 503,
    title: "Busy",
    sv: "Tjänsten är upptagen eller håller på att stängas. Försök igen om en stund.",
    en: "The service is busy or closing. Try again in a while.",
  },
} as const satisfies Record<string, ErrorDescription>;

export type ErrorCode = keyof typeof errorDescriptions;

/** Trouble that a person caused or can do something about; anything else that is thrown is a fault (500). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly violations: readonly Violation[];
  /** The version somebody else has made (412). */
  readonly currentVersion: number | undefined;
  /** What somebody else has made of the plan (412). */
  readonly conflict: PlanConflict | undefined;
  /** What others have made of the problem tree (412). */
  readonly treeConflict: ProblemTreeConflict | undefined;
  /** How long to wait (429). */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    details: {
      parameters?: Readonly<Record<string, string | number>>;
      violations?: readonly Violation[];
      currentVersion?: number;
      conflict?: PlanConflict;
      treeConflict?: ProblemTreeConflict;
      retryAfterSeconds?: number;
      /** What lay behind it, for the log only. */
      cause?: unknown;
    } = {},
  ) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.parameters = details.parameters ?? {};
    this.violations = details.violations ?? [];
    this.currentVersion = details.currentVersion;
    this.conflict = details.conflict;
    this.treeConflict = details.treeConflict;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** SQLSTATE (or its class, two characters) or the seam's own code → code. What is not here is a fault. */
const databaseStates: Readonly<Record<string, ErrorCode> & Record<OwnSqlState, ErrorCode>> = {
  "08": "server.database-unavailable",
  "53": "server.database-unavailable",
  "57": "server.database-unavailable",
  "40001": "conflict",
  "40P01": "conflict",
  "23505": "conflict",
  "23503": "reference.unknown",
  "42501": "session.role-not-allowed",
  OL001: "geometry.nothing-left",
  OL002: "not-found",
  OL003: "not-found",
  OL004: "session.no-demonstration",
  OL005: "counts.overlapping-classes",
  OL006: "not-found",
  OL007: "audit.unchangeable",
  "database.deadline": "server.database-unavailable",
  "database.busy": "server.database-unavailable",
  "database.cancelled": "request.malformed",
  "database.engine-fault": "server.database-unavailable",
  "database.closed": "server.database-unavailable",
};

const bodyParserTypes: Readonly<Record<string, ErrorCode>> = {
  "entity.too.large": "request.too-large",
  "entity.parse.failed": "request.malformed",
  "request.aborted": "request.malformed",
  "request.size.invalid": "request.malformed",
  "encoding.unsupported": "request.unsupported-media-type",
  "charset.unsupported": "request.unsupported-media-type",
};

/** Any thrown thing as the trouble it is. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof URIError) return new AppError("not-found");
  const { code, type } = (thrown ?? {}) as { code?: unknown; type?: unknown };
  if (typeof type === "string" && bodyParserTypes[type]) return new AppError(bodyParserTypes[type]);
  if (typeof code === "string") {
    const mapped = databaseStates[code] ?? (/^[0-9A-Z]{5}$/.test(code) ? databaseStates[code.slice(0, 2)] : undefined);
    if (mapped) return new AppError(mapped);
    if (code === "ECONNREFUSED" || code === "ECONNRESET" || code === "ETIMEDOUT") {
      return new AppError("server.database-unavailable");
    }
  }
  return new AppError("server.fault");
}

function fill(template: string, parameters: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_match, name: string) => String(parameters[name] ?? ""));
}

/** The body of the answer. Violations are told in the language the request asked for. */
export function problemOf(error: AppError, requestId: string, language: "sv" | "en"): Problem {
  const { status, title, sv, en }: ErrorDescription = errorDescriptions[error.code];
  return {
    type: `urn:omradeslinjen:problem:${error.code}`,
    title,
    status,
    code: error.code,
    detail: { sv: fill(sv, error.parameters), en: fill(en, error.parameters) },
    requestId,
    violations: error.violations.map(({ field, message }) => ({ field, message: message[language] })),
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    ...(error.currentVersion === undefined ? {} : { currentVersion: error.currentVersion }),
    ...(error.conflict === undefined ? {} : { conflict: error.conflict }),
    ...(error.treeConflict === undefined ? {} : { treeConflict: error.treeConflict }),
  };
}

/** Parses with a schema or throws `code` with its violations, which repeat nothing of the value. */
export function parseOrThrow<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code: ErrorCode,
): z.output<Schema> {
  const checked = check(schema, value);
  if (checked.violations) throw new AppError(code, { violations: checked.violations });
  return checked.data;
}
