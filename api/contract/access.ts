// The access table: which role may use which operation, and which fields of its answer that role sees. The checks at the edge and the access tests are made from it.
import type { OperationName } from "./operations.ts";
import type { Role } from "./primitives.ts";

/** Fields as dotted paths; lists are passed through ("plans.name" is the name of each plan). */
export type Sight = "everything" | readonly string[];

export interface AccessRow {
  /** Per role what it sees of the answer. A role that is left out may not use the operation; "anyone" needs no session. */
  readonly sees: "anyone" | Readonly<Partial<Record<Role, Sight>>>;
  /**
   * May also be used with a personal access token, which only reads and never reaches exact counts: "protected" where the
   * answer has counts, so that a planner's token may not.
   */
  readonly token?: true | "protected";
}

const within = (name: string, fields: readonly string[]): string[] => fields.map((field) => `${name}.${field}`);

/** Planners see everything; managers and teams the fields named. What is not named here is not sent to them. */
function readers(fields: readonly string[]) {
  return { planner: "everything", manager: fields, team: fields } as const;
}
const planner = { planner: "everything" } as const;
const administrator = { admin: "everything" } as const;
const reviewer = { reviewer: "everything" } as const;
/** What a first-line team writes itself. */
const ownTeam = { team: "everything" } as const;
/** What a person sees of their own sessions and tokens. */
const signedIn = {
  planner: "everything",
  manager: "everything",
  team: "everything",
  admin: "everything",
  reviewer: "everything",
} as const;

/** Planners, managers and teams alike: what has no figures and no names, and what is their own. */
const everyReader = { planner: "everything", manager: "everything", team: "everything" } as const;

/** Who answers for a decision; each gets a document of their own. */
const plannerAndManager = { planner: "everything", manager: "everything" } as const;

/** Who keeps what belongs to a place: planners everywhere, a team in its own areas. */
const plannerAndTeam = { planner: "everything", team: "everything" } as const;

const division = [
  ...["id", "key", "name", "kind", "level", "edition", "source", "sourceEpsg", "validFrom", "toleranceM"],
  ...["areaCount", "contentHash", "bounds", "createdAt"],
];
const quantity = ["value", "missingReason", "estimated"];
const area = [
  ...["areaIndex", "code", "name", "areaM2", "perimeterM"],
  ...within("parents", ["code", "name", "level"]),
  ...within("neighbours", ["areaIndex", "code", "name", "sharedLengthM", "linkReason"]),
  ...within("arenas", ["id", "name", "kind", "priority", "prioritySince"]),
  ...within("measures", ["key", "nameSv", "nameEn", "period", "rounded", "atCap", "toldWith", "mean", "meanAtLeast"]),
  ...within("measures.quantity", quantity),
  ...within("indicators", ["key", "name", "unit", "decimals", "period", "municipalityMean", "source"]),
  ...within("indicators.quantity", quantity),
];
/** Without who made a link. */
const adjacency = [
  ...["toleranceM", "edges", "parts"],
  ...within("edits", ["id", "areaIndexA", "areaIndexB", "action", "reason", "createdAt"]),
  ...within("findings", ["kind", "areaIndexA", "areaIndexB", "amountM2", "geometry"]),
];
const measure = ["key", "nameSv", "nameEn", "kind", "periods"];
const indicator = ["key", "name", "unit", "decimals", "direction", "source", "method", "periods"];
const areaValues = [
  ...["key", "period", "values", "missingReasons", "estimated", "total", "mean", "unknownCount"],
  ...within("protection", ["largestError", "rounded", "atCap", "unplacedAtCap", "cappedInMean", "toldWith"]),
  ...within("unplaced", ["code", "name", "value", "missingReason"]),
];
const arena = [
  ...["id", "name", "kind", "organiser", "children", "priority", "priorityReason", "prioritySince", "contactRole"],
  ...["longitude", "latitude", "areaIndexes", "catchments"],
];
const teamFields = ["id", "letter", "name", "colourIndex", "investigationPositions", "firstLinePositions"];
const team = [...teamFields, "homeArenaId", "version"];
/** Without who made it, the run or plan it came from, and how much is said of it; drafts are not answered at all. */
const planSummary = [
  ...["id", "divisionId", "name", "description", "status", "adoptedFrom", "supersededFrom", "isPresent"],
  ...["version", "revision", "createdAt", "updatedAt"],
];
const plan = [
  ...planSummary,
  "teamIndexes",
  ...within("teams", ["teamId", "letter", "name", "colourIndex", "investigationPositions", "firstLinePositions"]),
  // What a team is to have, and how near, is released with the plan: the rules it follows from are not.
  ...within("teams", ["targetShare"]),
  ...within("tolerances", ["measureKey", "toleranceFraction", "toleranceNumber"]),
];

const balance = [
  ...["planId", "version", "cutEdges", "cutBorderLengthM"],
  ...within("measures", ["measureKey", "nameSv", "nameEn", "period", "total", "placedTotal", "unplacedTotal"]),
  ...within("measures", ["unknownCount", "estimated", "unassigned", "unassignedAtLeast", "unplacedAtLeast"]),
  ...within("measures", ["largestDeviationFraction"]),
  ...within("measures.teams", ["teamId", "value", "target", "deviation", "deviationFraction", "likelyError"]),
  ...within("measures.teams", ["atLeast", "targetAtLeast"]),
  ...within("teams", ["teamId", "areaCount", "connectedParts", "areaM2"]),
];

/** Without who kept it; the files are those with protected numbers. */
const keptRecord = [
  ...["id", "occasion", "keptAt", "revision", "adoptedFrom", "program"],
  ...within("files", ["format", "numbers", "bytes", "sha256"]),
];

/** A row for every operation of the contract: one without a row does not compile. */
export const access = {
  readSession: { sees: "anyone" },
  signIn: { sees: "anyone" },
  signOut: { sees: "anyone" },
  switchRole: { sees: signedIn },
  listOwnSessions: { sees: signedIn },
  endOwnSession: { sees: signedIn },
  listOwnTokens: { sees: everyReader },
  issueToken: { sees: everyReader },
  revokeOwnToken: { sees: everyReader },

  listUsers: { sees: administrator },
  readUser: { sees: administrator },
  disableUser: { sees: administrator },
  enableUser: { sees: administrator },
  giveRole: { sees: administrator },
  takeRole: { sees: administrator },
  bindTeam: { sees: administrator },
  unbindTeam: { sees: administrator },
  endUserSessions: { sees: administrator },
  revokeUserToken: { sees: administrator },

  listMunicipalities: { sees: "anyone" },
  readMunicipality: { sees: signedIn, token: true },

  listDivisions: { sees: readers(within("divisions", division)), token: true },
  readDivision: { sees: readers(division), token: true },
  // One and the same bytes for everybody: borders and names, no figures.
  readAreas: { sees: everyReader, token: true },
  readBackground: { sees: everyReader, token: true },
  readArea: { sees: readers(area), token: "protected" },
  readAdjacency: { sees: readers(adjacency), token: true },
  addAdjacencyEdit: { sees: planner },
  removeAdjacencyEdit: { sees: planner },

  listMeasures: { sees: readers(within("measures", measure)), token: true },
  readMeasure: { sees: readers(areaValues), token: "protected" },
  listIndicators: { sees: readers(within("indicators", indicator)), token: true },
  readIndicator: { sees: readers(areaValues), token: true },

  listArenas: { sees: readers(within("arenas", arena)), token: true },
  listTeams: { sees: { ...readers(within("teams", team)), admin: within("teams", team) }, token: true },
  createTeam: { sees: planner },
  changeTeam: { sees: planner },
  retireTeam: { sees: planner },

  listPlans: { sees: readers(within("plans", planSummary)), token: true },
  createPlan: { sees: planner },
  readPlan: { sees: readers(plan), token: true },
  changePlan: { sees: planner },
  assignPlan: { sees: planner },
  deletePlan: { sees: planner },
  undeletePlan: { sees: planner },
  // History tells of drafts and moved people; what planners say to each other may tell counts.
  readPlanHistory: { sees: planner },
  readPlanRevision: { sees: planner },
  restorePlanRevision: { sees: planner },
  readPlanLocks: { sees: planner },
  changePlanLocks: { sees: planner },
  listPlanComments: { sees: planner },
  addPlanComment: { sees: planner },
  changePlanComment: { sees: planner },
  removePlanComment: { sees: planner },
  readPlanBalance: { sees: readers(balance), token: "protected" },
  // One and the same bytes for everybody who may see the plan: codes, names and teams, no counts.
  exportPlan: { sees: everyReader },
  // Made for the role: managers' from protected numbers alone, without runs, bounds, files and comments.
  readRecord: { sees: plannerAndManager },
  exportRecord: { sees: plannerAndManager },
  listKeptRecords: { sees: { planner: "everything", manager: within("records", keptRecord) } },
  exportBundle: { sees: planner },

  // The same for every role but for which teams: made from the protected table alone.
  readProfileInheritance: { sees: everyReader },
  // A team's own, of which the policies let it see no other's; managers and planners read.
  listProblemTrees: { sees: everyReader },
  createProblemTree: { sees: ownTeam },
  readProblemTree: { sees: everyReader },
  changeProblemTree: { sees: ownTeam },
  editProblemTree: { sees: ownTeam },
  readProblemTreeHistory: { sees: everyReader },
  restoreProblemTree: { sees: ownTeam },
  listTreeComments: { sees: everyReader },
  addTreeComment: { sees: everyReader },
  changeTreeComment: { sees: everyReader },
  removeTreeComment: { sees: everyReader },
  // Of other teams only what they had agreed on before areas of theirs became the team's.
  listInheritedTrees: { sees: ownTeam },
  takeOverTree: { sees: ownTeam },

  // Never answers, only what is told of at least five; a team's own, as trees.
  listSurveys: { sees: everyReader },
  createSurvey: { sees: ownTeam },
  readSurvey: { sees: everyReader },
  exportSurvey: { sees: everyReader },
  changeSurvey: { sees: ownTeam },
  beginSurveyRound: { sees: ownTeam },
  enterSurveyAnswers: { sees: ownTeam },
  openTablet: { sees: ownTeam },
  endTablets: { sees: ownTeam },
  // With a code that staff opened; nobody is signed in on the tablet.
  readTabletQuestions: { sees: "anyone" },
  answerOnTablet: { sees: "anyone" },
  // One and the same numbers for both, from the protected table.
  readForecastHistory: { sees: plannerAndManager, token: true },
  readLoadLimits: { sees: plannerAndManager, token: true },
  saveLoadLimits: { sees: plannerAndManager },
  listWatchFindings: { sees: plannerAndManager, token: true },
  checkTeamsNow: { sees: plannerAndManager },

  // The handlers make a team's answers of its own areas and the municipality's means alone.
  listProfiles: { sees: everyReader },
  readProfile: { sees: everyReader },
  exportProfile: { sees: everyReader },
  createNeighbourhood: { sees: plannerAndTeam },
  changeNeighbourhood: { sees: plannerAndTeam },
  retireNeighbourhood: { sees: plannerAndTeam },
  nameArenaContact: { sees: plannerAndTeam },
  decideArenaPriority: { sees: planner },
  readPriorityIndex: { sees: everyReader },
  savePriorityIndex: { sees: planner },

  explainPlan: { sees: planner },
  explainArea: { sees: planner },
  readPlanRules: { sees: planner },
  choosePlanRules: { sees: planner },

  listRuleSets: { sees: planner },
  readRuleSet: { sees: planner },
  createRuleSet: { sees: planner },
  changeRuleSet: { sees: planner },
  retireRuleSet: { sees: planner },
  undeleteRuleSet: { sees: planner },
  listAreaGroups: { sees: planner },
  createAreaGroup: { sees: planner },
  changeAreaGroup: { sees: planner },
  deleteAreaGroup: { sees: planner },

  // How the work is weighed and shared is for those who staff the teams; a team is told none of it.
  readPlanWorkload: { sees: plannerAndManager },
  readFlow: { sees: plannerAndManager },
  // A team saves the follow-up of its own trees, and nothing of the load.
  recordSavedTable: { sees: everyReader },
  readWorkloadWeights: { sees: plannerAndManager },
  saveWorkloadWeights: { sees: plannerAndManager },

  checkRules: { sees: planner },
  readSolution: { sees: planner },
  listRuns: { sees: planner },
  startRun: { sees: planner },
  readRun: { sees: planner },
  readRunProblem: { sees: planner },
  followRun: { sees: planner },
  stopRun: { sees: planner },
  labelRun: { sees: planner },
  repeatRun: { sees: planner },

  listPurposes: { sees: planner },
  previewImport: { sees: planner },
  startImport: { sees: planner },
  listImports: { sees: planner },
  readImport: { sees: planner },
  followImport: { sees: planner },
  cancelImport: { sees: planner },

  // The reviewer alone: administrators' acts are what the log is for, and nobody reviews themselves.
  readAuditOverview: { sees: reviewer },
  listAuditEvents: { sees: reviewer },
  exportAuditEvents: { sees: reviewer },
  readAuditVolumes: { sees: reviewer },
  drawAuditSample: { sees: reviewer },
  addAuditNote: { sees: reviewer },
  verifyAudit: { sees: reviewer },
} as const satisfies Record<OperationName, AccessRow>;

/** Addresses answered outside the list of operations: nobody is signed in there and nothing of a municipality is told. */
export const openAddresses: readonly string[] = [
  "/api/health/up",
  "/api/health/ready",
  "/api/openapi.json",
  "/api-docs",
  "/api-docs/style.css",
  // Where an identity provider is: they begin and end a session, or say why not.
  "/api/oidc/login",
  "/api/oidc/login/callback",
  "/api/saml/login",
  "/api/saml/login/callback",
  "/api/saml/login/finish",
  "/api/saml/metadata",
  "/api/saml/logout/callback",
  "/api/login-page.css",
];

/** The page itself, the same for everybody: whatever no other route has answered. */
export const pageAddress = "/.*/";

export function rowOf(name: OperationName): AccessRow {
  return access[name];
}

/** Whether a personal access token of somebody who acts in the role may be used. */
export function isOpenToToken(name: OperationName, role: Role): boolean {
  const { token } = rowOf(name);
  return token === true || (token === "protected" && role !== "planner");
}

/** The roles that may use an operation, or "anyone" where no session is needed. */
export function rolesOf(name: OperationName): readonly Role[] | "anyone" {
  const { sees } = rowOf(name);
  return sees === "anyone" ? sees : (Object.keys(sees) as Role[]);
}
