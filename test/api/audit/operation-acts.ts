// Every operation of the contract with what it must write to the log, or why it writes nothing. A new operation without a word here does not compile.
import { randomUUID } from "node:crypto";
import type { AuditAction } from "../../../api/audit/actions.ts";
import type { OperationName } from "../../../api/contract/operations.ts";
import type { Role } from "../../../api/contract/primitives.ts";
import { inheritTree } from "../support/inherited-tree.ts";
import { areaCount, codeOf, gridMunicipality, ids } from "../support/seeded-municipality.ts";
import type { Client, Method, ServiceUnderTest } from "../support/service-under-test.ts";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever fields it needs
  readonly body: any;
}

/** The service with somebody of each role. */
export interface Scene {
  readonly under: ServiceUnderTest;
  /** Sends to the municipality's part of the service; throws where it is refused. */
  send(role: Role, method: Method, path: string, body?: object, version?: number): Promise<Answer>;
  upload(path: string): Promise<Answer>;
  readonly users: Readonly<Record<Role, string>>;
  fresh(role: Role): Promise<Client>;
}

export interface Word {
  /** What is written when it goes well, in order; empty where nothing is. */
  readonly acts: readonly AuditAction[];
  /** Why it writes nothing. */
  readonly why?: string;
  /** What must be there first; its own rows in the log do not count. */
  // biome-ignore lint/suspicious/noExplicitAny: what is made is handed to `ask` of the same line
  readonly prepare?: (scene: Scene) => Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly ask: (scene: Scene, made: any) => Promise<unknown>;
}

const noCounts = "Borders, names, plans, teams and open indicators hold no counts of people.";
const ownThings = "One's own sessions and tokens.";
const about = `divisions/${ids.division}`;

const get =
  (role: Role, path: string): Word["ask"] =>
  (scene) =>
    scene.send(role, "get", path);
const nothing = (why: string, role: Role, path: string): Word => ({ acts: [], why, ask: get(role, path) });

const draft = async (scene: Scene) =>
  (
    await scene.send("planner", "post", "plans", {
      name: "Utkast",
      from: { kind: "empty", divisionId: ids.division, teamIds: ids.teams },
    })
  ).body;
const comment = ({ send }: Scene, plan: { id: string }) =>
  send("planner", "post", `plans/${plan.id}/comments`, { text: "Varför inte norrut?" });
const commentedDraft = async (scene: Scene) => {
  const plan = await draft(scene);
  return { address: `plans/${plan.id}/comments/${(await comment(scene, plan)).body.id}` };
};
/** A run of the seeded municipality. */
export const order = (limits: object) => ({
  divisionId: ids.division,
  teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
  rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.5 }] },
  ...limits,
});
const run = async (scene: Scene, limits: object = { stepLimit: 1_000 }) => {
  const { body } = await scene.send("planner", "post", "runs", order(limits));
  return body as { id: string };
};
const finishedRun = async (scene: Scene) => {
  const { id } = await run(scene);
  await scene.under.service.runs.ended(id);
  return { id };
};
const ruleSetInput = {
  divisionId: ids.division,
  name: "Villkor",
  teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
  rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.5 }] },
};
const ruleSet = async (scene: Scene) => (await scene.send("planner", "post", "rule-sets", ruleSetInput)).body;
let groups = 0;
const groupInput = () => ({ divisionId: ids.division, name: `Grupp ${groups++}`, areaCodes: [codeOf(0), codeOf(1)] });
const group = async (scene: Scene) => (await scene.send("planner", "post", "area-groups", groupInput())).body;
const neighbourhood = async (scene: Scene) =>
  (await scene.send("planner", "post", "neighbourhoods", groupInput())).body;
const careVersion = async ({ send }: Scene): Promise<number> => {
  const { body } = await send("planner", "get", `profiles/area.${ids.division}.0101`);
  return body.arenas.find(({ id }: { id: string }) => id === ids.school).careVersion;
};
const mendedRun = async (scene: Scene) => {
  const { id: planId } = await draft(scene);
  const { body } = await scene.send("planner", "post", "runs", order({ kind: "mend", planId, secondsLimit: 20 }));
  await scene.under.service.runs.ended(body.id);
  return body as { id: string };
};
const team = async (scene: Scene) => {
  const { body: listed } = await scene.send("planner", "get", "teams");
  const letters = new Set(listed.teams.map((each: { letter: string }) => each.letter));
  const letter = [..."EFGHIJKLMNOP"].find((each) => !letters.has(each));
  const input = {
    letter,
    name: "Nytt",
    colourIndex: 4,
    investigationPositions: 1,
    firstLinePositions: 1,
    homeArenaId: null,
  };
  return { input, ...(await scene.send("planner", "post", "teams", input)).body };
};
const token = async (scene: Scene) =>
  (await scene.send("planner", "post", "tokens", { name: "QGIS", days: 3 })).body.token;
const finishedImport = async (scene: Scene) => {
  const { body } = await scene.upload("imports");
  await scene.under.service.imports.ended(body.id);
  return body;
};

const treeBody = { teamId: ids.teams[0], name: "Rädsla för socialtjänsten" };
/** A tree, and a session of its team of its own: earlier lines end the team's. */
const newTree = async (scene: Scene) => {
  const team = await scene.fresh("team");
  const { body } = await team.send("post", `${base}/problem-trees`).send(treeBody).expect(201);
  return { id: body.id as string, path: `${base}/problem-trees/${body.id}`, team };
};
type MadeTree = Awaited<ReturnType<typeof newTree>>;
const commentedTree = async (scene: Scene) => {
  const { path, team } = await newTree(scene);
  const { body } = await team.send("post", `${path}/comments`).send({ text: "Stämmer det?" }).expect(201);
  return { team, comment: `${path}/comments/${body.id}` };
};
type CommentedTree = Awaited<ReturnType<typeof commentedTree>>;
/** A tree of team B, which had an area in a superseded plan that is team A's in the adopted one. */
const inheritedTree = async (scene: Scene) => {
  const team = await scene.fresh("team");
  const treeId = await scene.under.testDatabase.asOwner((owner) => inheritTree(owner));
  return { team, treeId };
};
const question = { id: ids.absent, kind: "now", text: "Hur nöjd är du?", low: "Inte alls", high: "Mycket" };
const surveyBody = { teamId: ids.teams[0], name: "Mammagruppen", questions: [question] };
const newSurvey = async (scene: Scene) => {
  const team = await scene.fresh("team");
  const { body } = await team.send("post", `${base}/surveys`).send(surveyBody).expect(201);
  return { id: body.id as string, path: `${base}/surveys/${body.id}`, team };
};
type MadeSurvey = Awaited<ReturnType<typeof newSurvey>>;
const openedTablet = async (scene: Scene) => {
  const { path, team } = await newSurvey(scene);
  return (await team.send("post", `${path}/tablets`).expect(201)).body as { code: string };
};
const onTablet = "Nobody is signed in, and the log's clock would tell when each person answered.";
const teamsText = "What a team has written, without counts of people; the log tells who wrote and when.";

export const operationWords: Readonly<Record<OperationName, Word>> = {
  readSession: {
    acts: [],
    why: "Who one is oneself.",
    prepare: ({ fresh }) => fresh("planner"),
    ask: (_scene, client: Client) => client.send("get", "/api/session").expect(200),
  },
  signIn: { acts: ["session.signed-in"], ask: ({ fresh }) => fresh("manager") },
  signOut: {
    acts: ["session.signed-out"],
    prepare: ({ fresh }) => fresh("manager"),
    ask: (_scene, client: Client) => client.send("delete", "/api/session").expect(204),
  },
  switchRole: {
    acts: ["session.role-switched"],
    prepare: async ({ fresh, send, users }) => {
      await send("admin", "put", `users/${users.manager}/roles/planner`);
      return fresh("manager");
    },
    ask: (_scene, client: Client) => client.send("put", "/api/session/role").send({ role: "planner" }).expect(200),
  },
  listOwnSessions: nothing(ownThings, "planner", "sessions"),
  endOwnSession: {
    acts: ["session.ended"],
    prepare: async ({ fresh, send }) => {
      await fresh("manager");
      const { body } = await send("manager", "get", "sessions");
      return body.sessions.find((session: { current: boolean }) => !session.current).id;
    },
    ask: ({ send }, session) => send("manager", "delete", `sessions/${session}`),
  },
  listOwnTokens: nothing(ownThings, "planner", "tokens"),
  issueToken: { acts: ["token.issued"], ask: token },
  revokeOwnToken: {
    acts: ["token.revoked"],
    prepare: token,
    ask: ({ send }, { id }) => send("planner", "delete", `tokens/${id}`),
  },

  listUsers: nothing(
    "Administrators see people's names and roles as their work; every change is logged.",
    "admin",
    "users",
  ),
  readUser: {
    acts: [],
    why: "As the list of people.",
    ask: ({ send, users }) => send("admin", "get", `users/${users.team}`),
  },
  disableUser: {
    acts: ["user.disabled"],
    ask: ({ send, users }) => send("admin", "post", `users/${users.team}/disable`),
  },
  enableUser: { acts: ["user.enabled"], ask: ({ send, users }) => send("admin", "post", `users/${users.team}/enable`) },
  giveRole: {
    acts: ["user.role-given"],
    ask: ({ send, users }) => send("admin", "put", `users/${users.team}/roles/manager`),
  },
  takeRole: {
    acts: ["user.role-taken"],
    ask: ({ send, users }) => send("admin", "delete", `users/${users.team}/roles/manager`),
  },
  bindTeam: {
    acts: ["user.team-bound"],
    ask: ({ send, users }) => send("admin", "put", `users/${users.team}/teams/${ids.teams[1]}`),
  },
  unbindTeam: {
    acts: ["user.team-released"],
    ask: ({ send, users }) => send("admin", "delete", `users/${users.team}/teams/${ids.teams[1]}`),
  },
  endUserSessions: {
    acts: ["user.signed-out"],
    prepare: ({ fresh }) => fresh("team"),
    ask: ({ send, users }) => send("admin", "delete", `users/${users.team}/sessions`),
  },
  revokeUserToken: {
    acts: ["token.revoked"],
    prepare: token,
    ask: ({ send, users }, { id }) => send("admin", "delete", `users/${users.planner}/tokens/${id}`),
  },

  listMunicipalities: {
    acts: [],
    why: "Their names, for the sign-in.",
    ask: ({ under }) => under.anonymous().send("get", "/api/municipalities").expect(200),
  },
  readMunicipality: nothing(noCounts, "manager", ""),
  listDivisions: nothing(noCounts, "manager", "divisions"),
  readDivision: nothing(noCounts, "manager", about),
  readAreas: nothing(noCounts, "manager", `${about}/areas`),
  readBackground: nothing(noCounts, "manager", "background"),
  readArea: { acts: ["counts.read"], ask: get("planner", `${about}/areas/0101`) },
  readAdjacency: nothing(noCounts, "manager", `${about}/adjacency`),
  addAdjacencyEdit: {
    acts: ["adjacency.edited"],
    ask: ({ send }) =>
      send("planner", "post", `${about}/adjacency/edits`, {
        areaIndexA: 0,
        areaIndexB: 35,
        action: "add",
        reason: "Färja",
      }),
  },
  removeAdjacencyEdit: {
    acts: ["adjacency.edited"],
    prepare: async ({ send }) => {
      const edit = { areaIndexA: 0, areaIndexB: 30, action: "add", reason: "Färja" };
      return (await send("planner", "post", `${about}/adjacency/edits`, edit)).body.id;
    },
    ask: ({ send }, edit) => send("planner", "delete", `${about}/adjacency/edits/${edit}`),
  },
  listMeasures: nothing("What can be counted, not how many.", "planner", `${about}/measures`),
  readMeasure: { acts: ["counts.read"], ask: get("planner", `${about}/measures/children-0-19`) },
  listIndicators: nothing(noCounts, "manager", `${about}/indicators`),
  readIndicator: nothing(noCounts, "manager", `${about}/indicators/low-income`),

  listArenas: nothing(noCounts, "manager", "arenas"),
  listTeams: nothing(noCounts, "manager", "teams"),
  createTeam: { acts: ["team.created"], ask: team },
  changeTeam: {
    acts: ["team.changed"],
    prepare: team,
    ask: ({ send }, { id, version, input }) =>
      send("planner", "put", `teams/${id}`, { ...input, name: "Bytt" }, version),
  },
  retireTeam: {
    acts: ["team.retired"],
    prepare: team,
    ask: ({ send }, { id, version }) => send("planner", "delete", `teams/${id}`, undefined, version),
  },

  listPlans: nothing(noCounts, "planner", "plans"),
  createPlan: { acts: ["plan.created"], ask: draft },
  readPlan: {
    acts: [],
    why: noCounts,
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}`),
  },
  changePlan: {
    acts: ["plan.proposed"],
    prepare: draft,
    ask: ({ send }, { id, version }) =>
      send("planner", "patch", `plans/${id}`, { status: "proposed", acceptsFaults: true }, version),
  },
  assignPlan: {
    acts: ["plan.assigned"],
    prepare: draft,
    ask: ({ send }, { id, version }) =>
      send("planner", "put", `plans/${id}/assignment`, { teamIndexes: new Array(areaCount).fill(0) }, version),
  },
  deletePlan: {
    acts: ["plan.deleted"],
    prepare: draft,
    ask: ({ send }, { id, version }) => send("planner", "delete", `plans/${id}`, undefined, version),
  },
  undeletePlan: {
    acts: ["plan.undeleted"],
    prepare: async (scene) => {
      const made = await draft(scene);
      await scene.send("planner", "delete", `plans/${made.id}`, undefined, made.version);
      return made;
    },
    ask: ({ send }, { id }) => send("planner", "post", `plans/${id}/undelete`),
  },
  readPlanHistory: {
    acts: ["counts.read"],
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/revisions`),
  },
  readPlanRevision: {
    acts: [],
    why: noCounts,
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/revisions/1`),
  },
  restorePlanRevision: {
    acts: ["plan.revision-restored"],
    prepare: draft,
    ask: ({ send }, { id, version }) => send("planner", "post", `plans/${id}/revisions/1/restore`, undefined, version),
  },
  readPlanLocks: {
    acts: [],
    why: noCounts,
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/locks`),
  },
  changePlanLocks: {
    acts: ["plan.locks-changed"],
    prepare: draft,
    ask: ({ send }, { id }) =>
      send("planner", "put", `plans/${id}/locks`, { areaCodes: ["0101"], teamIds: [ids.teams[0]] }, 1),
  },
  listPlanComments: {
    acts: [],
    why: "What planners say to each other; written by hand, without the service's counts.",
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/comments`),
  },
  addPlanComment: { acts: ["comment.added"], prepare: draft, ask: comment },
  changePlanComment: {
    acts: ["comment.resolved"],
    prepare: commentedDraft,
    ask: ({ send }, { address }) => send("planner", "patch", address, { resolved: true }),
  },
  removePlanComment: {
    acts: ["comment.removed"],
    prepare: commentedDraft,
    ask: ({ send }, { address }) => send("planner", "delete", address),
  },
  readPlanBalance: {
    acts: ["counts.read"],
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/balance`),
  },
  exportPlan: {
    acts: ["data.exported"],
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/export?format=csv`),
  },
  readRecord: {
    acts: ["counts.read"],
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/record`),
  },
  exportRecord: {
    acts: ["counts.exported"],
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/record/file?format=html`),
  },
  listKeptRecords: {
    acts: [],
    why: "When records were kept and their checksums; no counts.",
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/record/kept`),
  },
  exportBundle: {
    acts: ["counts.exported"],
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/bundle`),
  },

  readPlanRules: {
    acts: [],
    why: "Rules are the planner's own words; no counts.",
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/rules`),
  },
  choosePlanRules: {
    acts: ["plan.rules-chosen"],
    prepare: draft,
    ask: ({ send }, { id, version }) => send("planner", "put", `plans/${id}/rules`, { kind: "usual" }, version),
  },
  readProfileInheritance: {
    acts: [],
    why: "Made from protected numbers of children alone, also for planners.",
    prepare: draft,
    ask: ({ send }, plan) => send("planner", "get", `plans/${plan.id}/inheritance`),
  },
  listProblemTrees: nothing(teamsText, "manager", "problem-trees"),
  createProblemTree: {
    acts: ["tree.created"],
    prepare: ({ fresh }) => fresh("team"),
    ask: (_scene, team: Client) => team.send("post", `${base}/problem-trees`).send(treeBody).expect(201),
  },
  readProblemTree: {
    acts: [],
    why: teamsText,
    prepare: newTree,
    ask: ({ send }, { id }: MadeTree) => send("manager", "get", `problem-trees/${id}`),
  },
  changeProblemTree: {
    acts: ["tree.retired"],
    prepare: newTree,
    ask: (_scene, { team, path }: MadeTree) =>
      team.send("patch", path).set("If-Match", '"1"').send({ retired: true }).expect(200),
  },
  editProblemTree: {
    acts: ["tree.edited"],
    prepare: newTree,
    ask: (_scene, { team, path }: MadeTree) =>
      team.send("post", `${path}/edits`).set("If-Match", '"1"').send({ edits: [] }).expect(200),
  },
  readProblemTreeHistory: {
    acts: [],
    why: teamsText,
    prepare: newTree,
    ask: ({ send }, { id }: MadeTree) => send("manager", "get", `problem-trees/${id}/revisions`),
  },
  restoreProblemTree: {
    acts: ["tree.restored"],
    prepare: newTree,
    ask: (_scene, { team, path }: MadeTree) =>
      team.send("post", `${path}/revisions/1/restore`).set("If-Match", '"1"').expect(200),
  },
  listTreeComments: {
    acts: [],
    why: teamsText,
    prepare: newTree,
    ask: ({ send }, { id }: MadeTree) => send("manager", "get", `problem-trees/${id}/comments`),
  },
  addTreeComment: {
    acts: ["tree-comment.added"],
    prepare: newTree,
    ask: (_scene, { team, path }: MadeTree) =>
      team.send("post", `${path}/comments`).send({ text: "Stämmer det?" }).expect(201),
  },
  changeTreeComment: {
    acts: ["tree-comment.resolved"],
    prepare: commentedTree,
    ask: (_scene, { team, comment: address }: CommentedTree) =>
      team.send("patch", address).send({ resolved: true }).expect(200),
  },
  removeTreeComment: {
    acts: ["tree-comment.removed"],
    prepare: commentedTree,
    ask: (_scene, { team, comment: address }: CommentedTree) => team.send("delete", address).expect(204),
  },
  listInheritedTrees: {
    acts: [],
    why: teamsText,
    prepare: ({ fresh }) => fresh("team"),
    ask: (_scene, team: Client) => team.send("get", `${base}/teams/${ids.teams[0]}/inherited-trees`).expect(200),
  },
  takeOverTree: {
    acts: ["tree.taken-over"],
    prepare: inheritedTree,
    ask: (_scene, { team, treeId }: { team: Client; treeId: string }) =>
      team.send("post", `${base}/teams/${ids.teams[0]}/inherited-trees`).send({ treeId }).expect(201),
  },
  listSurveys: nothing(teamsText, "manager", "surveys"),
  createSurvey: {
    acts: ["survey.created"],
    prepare: ({ fresh }) => fresh("team"),
    ask: (_scene, team: Client) => team.send("post", `${base}/surveys`).send(surveyBody).expect(201),
  },
  exportSurvey: {
    acts: ["data.exported"],
    prepare: newSurvey,
    ask: ({ send }, { id }: MadeSurvey) => send("manager", "get", `surveys/${id}/export`),
  },
  readSurvey: {
    acts: [],
    why: "Sums over at least five anonymous answers.",
    prepare: newSurvey,
    ask: ({ send }, { id }: MadeSurvey) => send("manager", "get", `surveys/${id}`),
  },
  changeSurvey: {
    acts: ["survey.closed"],
    prepare: newSurvey,
    ask: (_scene, { team, path }: MadeSurvey) =>
      team.send("patch", path).set("If-Match", '"1"').send({ closed: true }).expect(200),
  },
  beginSurveyRound: {
    acts: ["survey.round-begun"],
    prepare: newSurvey,
    ask: (_scene, { team, path }: MadeSurvey) =>
      team.send("post", `${path}/rounds`).send({ round: "Hösten 2026" }).expect(201),
  },
  enterSurveyAnswers: {
    acts: ["survey.answers-entered"],
    prepare: newSurvey,
    ask: (_scene, { team, path }: MadeSurvey) =>
      team
        .send("post", `${path}/answers`)
        .send({ forms: [[{ questionId: question.id, now: 4 }]] })
        .expect(200),
  },
  openTablet: {
    acts: ["survey.tablet-opened"],
    prepare: newSurvey,
    ask: (_scene, { team, path }: MadeSurvey) => team.send("post", `${path}/tablets`).expect(201),
  },
  endTablets: {
    acts: ["survey.tablets-ended"],
    prepare: newSurvey,
    ask: (_scene, { team, path }: MadeSurvey) => team.send("delete", `${path}/tablets`).expect(204),
  },
  readTabletQuestions: {
    acts: [],
    why: onTablet,
    prepare: openedTablet,
    ask: ({ under }, { code }: { code: string }) =>
      under.anonymous().send("post", "/api/tablet/questions").send({ code, device: randomUUID() }).expect(200),
  },
  answerOnTablet: {
    acts: [],
    why: onTablet,
    prepare: openedTablet,
    ask: ({ under }, { code }: { code: string }) =>
      under
        .anonymous()
        .send("post", "/api/tablet/answers")
        .send({ code, device: randomUUID(), form: [{ questionId: question.id, now: 4 }] })
        .expect(204),
  },
  listProfiles: nothing(noCounts, "planner", "profiles"),
  readProfile: nothing(
    "Made from protected numbers alone, also for planners.",
    "planner",
    `profiles/area.${ids.division}.0101`,
  ),
  exportProfile: { acts: ["data.exported"], ask: get("manager", `profiles/area.${ids.division}.0101/export`) },
  createNeighbourhood: {
    acts: ["neighbourhood.saved"],
    ask: ({ send }) => send("planner", "post", "neighbourhoods", groupInput()),
  },
  changeNeighbourhood: {
    acts: ["neighbourhood.saved"],
    prepare: neighbourhood,
    ask: ({ send }, { id, version }) => send("planner", "put", `neighbourhoods/${id}`, groupInput(), version),
  },
  retireNeighbourhood: {
    acts: ["neighbourhood.retired"],
    prepare: neighbourhood,
    ask: ({ send }, { id, version }) => send("planner", "delete", `neighbourhoods/${id}`, undefined, version),
  },
  nameArenaContact: {
    acts: ["arena.contact-named"],
    prepare: careVersion,
    ask: ({ send }, version) =>
      send("planner", "put", `arenas/${ids.school}/contact`, { contactRole: "Rektor" }, version),
  },
  decideArenaPriority: {
    acts: ["arena.priority-decided"],
    prepare: careVersion,
    ask: ({ send }, version) =>
      send(
        "planner",
        "put",
        `arenas/${ids.school}/priority`,
        { priority: true, reason: "Behov", since: "2026-01-15" },
        version,
      ),
  },
  readPriorityIndex: nothing("Weights, no numbers of people.", "manager", "priority-index"),
  savePriorityIndex: {
    acts: ["priority-index.saved"],
    ask: ({ send }) =>
      send("planner", "put", "priority-index", { weights: [{ indicatorKey: "low-income", weight: 1 }] }, 0),
  },
  explainPlan: {
    acts: ["counts.read"],
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/explanation`),
  },
  explainArea: {
    acts: ["counts.read"],
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/areas/${codeOf(0)}/explanation`),
  },

  listRuleSets: nothing("Rules are the planner's own words; no counts.", "planner", "rule-sets"),
  createRuleSet: { acts: ["rules.saved"], ask: ruleSet },
  readRuleSet: {
    acts: [],
    why: "As the list of rule sets.",
    prepare: ruleSet,
    ask: ({ send }, { id }) => send("planner", "get", `rule-sets/${id}`),
  },
  changeRuleSet: {
    acts: ["rules.saved"],
    prepare: ruleSet,
    ask: ({ send }, { id, version }) => send("planner", "put", `rule-sets/${id}`, ruleSetInput, version),
  },
  retireRuleSet: {
    acts: ["rules.retired"],
    prepare: ruleSet,
    ask: ({ send }, { id, version }) => send("planner", "delete", `rule-sets/${id}`, undefined, version),
  },
  undeleteRuleSet: {
    acts: ["rules.taken-back"],
    prepare: async (scene) => {
      const saved = await ruleSet(scene);
      await scene.send("planner", "delete", `rule-sets/${saved.id}`, undefined, saved.version);
      return saved;
    },
    ask: ({ send }, { id }) => send("planner", "post", `rule-sets/${id}/undelete`),
  },
  listAreaGroups: nothing("Names and areas; no counts.", "planner", "area-groups"),
  createAreaGroup: { acts: ["area-group.saved"], ask: group },
  changeAreaGroup: {
    acts: ["area-group.saved"],
    prepare: group,
    ask: ({ send }, { id, version }) => send("planner", "put", `area-groups/${id}`, groupInput(), version),
  },
  deleteAreaGroup: {
    acts: ["area-group.deleted"],
    prepare: group,
    ask: ({ send }, { id, version }) => send("planner", "delete", `area-groups/${id}`, undefined, version),
  },

  readFlow: nothing("Rounded for everybody, planners too.", "manager", "flow"),
  readPlanWorkload: {
    acts: [],
    why: "Made from the protected table, for planners too.",
    prepare: draft,
    ask: ({ send }, { id }) => send("planner", "get", `plans/${id}/workload`),
  },
  recordSavedTable: {
    acts: ["data.exported"],
    ask: ({ send }) => send("manager", "post", "saved-tables", { table: "load", format: "csv" }),
  },
  readWorkloadWeights: nothing("Weights are people's own assumptions; no counts.", "manager", "workload/weights"),
  saveWorkloadWeights: {
    acts: ["workload.weights-saved"],
    ask: ({ send }) =>
      send("manager", "put", "workload/weights", { unit: "hours", perCase: [], otherCase: 10, perChild: 1 }, 0),
  },
  readForecastHistory: nothing("Protected numbers, the same for every role.", "planner", `${about}/forecast-history`),
  readLoadLimits: nothing("What is called balanced and full; no counts.", "manager", "load-limits"),
  saveLoadLimits: {
    acts: ["load-limits.saved"],
    ask: ({ send }) => send("manager", "put", "load-limits", { bandFraction: 0.1, capacityPerPosition: 1600 }, 0),
  },
  listWatchFindings: nothing("Findings are made from protected numbers.", "planner", `${about}/watch`),
  checkTeamsNow: { acts: ["watch.checked"], ask: ({ send }) => send("planner", "post", `${about}/watch`) },

  checkRules: { acts: ["counts.read"], ask: ({ send }) => send("planner", "post", "runs/check", order({})) },
  readSolution: {
    acts: ["counts.read"],
    prepare: mendedRun,
    ask: ({ send }, { id }) => send("planner", "get", `runs/${id}/solutions/0`),
  },
  // Shares of exact counts are counts: with rules made for it, one tells the count of a single area.
  listRuns: { acts: ["counts.read"], prepare: finishedRun, ask: get("planner", "runs") },
  startRun: { acts: ["run.started"], ask: finishedRun },
  readRun: {
    acts: ["counts.read"],
    prepare: finishedRun,
    ask: ({ send }, { id }) => send("planner", "get", `runs/${id}`),
  },
  readRunProblem: {
    acts: ["counts.read"],
    prepare: finishedRun,
    ask: ({ send }, { id }) => send("planner", "get", `runs/${id}/problem`),
  },
  followRun: {
    acts: ["counts.read"],
    prepare: finishedRun,
    ask: ({ send }, { id }) => send("planner", "get", `runs/${id}/events`),
  },
  stopRun: {
    acts: ["run.stopped"],
    prepare: (scene) => run(scene, { secondsLimit: 60 }),
    ask: async ({ send, under }, { id }) => {
      const ended = under.service.runs.ended(id);
      await send("planner", "post", `runs/${id}/stop`);
      await ended;
    },
  },
  labelRun: {
    acts: ["run.labelled"],
    prepare: finishedRun,
    ask: ({ send }, { id }) => send("planner", "put", `runs/${id}`, { name: "Första försöket", removed: false }, 1),
  },
  repeatRun: {
    acts: ["run.repeated"],
    prepare: finishedRun,
    ask: ({ send }, { id }) => send("planner", "post", `runs/${id}/repeat`),
  },

  listPurposes: nothing("What kinds of files there are.", "planner", "imports/purposes"),
  previewImport: { acts: ["import.previewed"], ask: ({ upload }) => upload("imports/preview") },
  startImport: { acts: ["import.loaded"], ask: finishedImport },
  listImports: nothing("Names of files and remarks without what stood in the cells.", "planner", "imports"),
  readImport: {
    acts: [],
    why: "As the list of imports.",
    prepare: finishedImport,
    ask: ({ send }, { id }) => send("planner", "get", `imports/${id}`),
  },
  followImport: {
    acts: [],
    why: "How far it has come.",
    prepare: finishedImport,
    ask: ({ send }, { id }) => send("planner", "get", `imports/${id}/events`),
  },
  cancelImport: {
    acts: ["import.cancelled", "import.cancel-asked"],
    prepare: async ({ upload, under }) => {
      const { body } = await upload("imports");
      return { id: body.id, ended: under.service.imports.ended(body.id) };
    },
    ask: async ({ send }, { id, ended }) => {
      await send("planner", "post", `imports/${id}/cancel`);
      await ended;
    },
  },

  readAuditOverview: { acts: ["log.opened"], ask: get("reviewer", "audit") },
  listAuditEvents: { acts: ["log.read"], ask: get("reviewer", "audit/events") },
  exportAuditEvents: { acts: ["log.exported"], ask: get("reviewer", "audit/events.csv") },
  readAuditVolumes: { acts: ["log.volumes-read"], ask: get("reviewer", "audit/volumes") },
  drawAuditSample: { acts: ["log.sampled"], ask: ({ send }) => send("reviewer", "post", "audit/samples", { size: 3 }) },
  addAuditNote: {
    acts: ["log.noted"],
    ask: ({ send }) => send("reviewer", "post", "audit/notes", { note: "Utan anmärkning" }),
  },
  verifyAudit: { acts: ["log.verified"], ask: ({ send }) => send("reviewer", "post", "audit/verifications") },
};

let numberOfFile = 0;

/** A file of client counts; another each time, so that it is loaded each time. */
export function clientsFile(): Buffer {
  numberOfFile += 1;
  const rows = Array.from({ length: areaCount }, (_, index) => `${codeOf(index)};2025;barn;${numberOfFile}`);
  return Buffer.from(`NYKO;År;Ärendetyp;Antal\r\n${rows.join("\r\n")}\r\n`);
}

export const base = `/api/${gridMunicipality}`;
