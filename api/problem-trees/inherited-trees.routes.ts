// What a team inherits when a boundary has moved: earlier teams' trees as they were then, to be read and taken over with where each node comes from.
import { randomUUID } from "node:crypto";
import { applyEdits, type TreeEdit } from "../../engine/problem-tree/edits.ts";
import { outlineOf } from "../../engine/problem-tree/outline.ts";
import { emptyTree, type NodeOrigin, type TreeContent } from "../../engine/problem-tree/tree.ts";
import { recordAct } from "../audit/record-act.ts";
import type { InheritedTrees } from "../contract/problem-trees.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Caller, Handlers } from "../http/call.ts";
import { findPlan, listPlans } from "../plans/plans.store.ts";
import { readChildrenShare, readInheritance } from "../profiles/inheritance.ts";
import { findTree, findTreeForChange, insertTree, insertTreeRevision, isPlaceOfTeam } from "./problem-trees.store.ts";
import { readableSurveys } from "./survey-references.ts";
import { contentOf, impossibleEdit, requireTree, saveEdits, subjectsOf } from "./tree-versions.ts";

interface InheritedTree {
  readonly earlierTeamId: string;
  readonly until: string;
  readonly treeId: string;
  readonly name: string;
  readonly content: TreeContent;
  /** What it is about; null for the earlier team's whole area. */
  readonly placeKey: string | null;
  readonly placeName: string | null;
  /** Today's areas of the place that went over; null for a tree about the whole area. */
  readonly placeAreaCodes: readonly string[] | null;
}

interface EarlierTeam {
  readonly letter: string;
  readonly name: string;
  readonly childrenFraction: number | null;
}

export function inheritedTreeHandlers(): Pick<Handlers, "listInheritedTrees" | "takeOverTree"> {
  return {
    listInheritedTrees: async (transaction, { params, caller }) => {
      const trees = await readInheritedTrees(transaction, params.team);
      const earlier = await readEarlierTeams(transaction, params.municipality, params.team, caller, trees);
      const shares = new Map<string, number | null>();
      for (const tree of trees) {
        const whole = earlier.get(tree.earlierTeamId) ?? unnamedTeam;
        shares.set(tree.treeId, await shareOf(transaction, params.municipality, params.team, tree, whole));
      }
      const body: InheritedTrees = {
        teams: [...Map.groupBy(trees, ({ earlierTeamId }) => earlierTeamId)].map(([teamId, own]) => ({
          teamId,
          ...(earlier.get(teamId) ?? unnamedTeam),
          until: own[0]!.until,
          trees: own.map(({ treeId, name, placeName, content }) => ({
            treeId,
            name,
            placeName,
            childrenFraction: shares.get(treeId)!,
            nodeCount: content.nodes.length,
            outline: outlineOf(content).map(({ depth, node }) => ({ depth, kind: node.kind, text: node.text })),
          })),
        })),
      };
      return { status: 200, body };
    },
    takeOverTree: async (transaction, { params, body, caller }) => {
      const { municipality, team } = params;
      const source = await findSource(transaction, municipality, team, body.treeId, caller);
      const surveys = source.origin && (await inheritSurveys(transaction, team, body.treeId, source.content));
      const edits = copyEdits(source.content, source.origin, surveys);
      const target = { team, name: source.name, placeKey: source.placeKey, into: body.intoTreeId };
      const id = await takeOver(transaction, municipality, target, edits, caller);
      await recordAct(transaction, "tree.taken-over", "problem-tree", id, { from: body.treeId });
      const tree = await requireTree(transaction, municipality, id);
      return { status: 201, body: tree, version: tree.version };
    },
  };
}

/** An inherited tree as it was, with the mark its nodes get; or one of the team's own, whose copy needs none. */
async function findSource(
  transaction: Transaction,
  municipality: string,
  team: string,
  treeId: string,
  caller: Caller,
): Promise<{
  readonly name: string;
  readonly placeKey: string | null;
  readonly content: TreeContent;
  readonly origin: NodeOrigin | null;
}> {
  const own = await findTree(transaction, municipality, treeId);
  if (own?.teamId === team) {
    return { name: own.name, placeKey: own.place?.key ?? null, content: contentOf(own), origin: null };
  }
  const inherited = (await readInheritedTrees(transaction, team)).find((tree) => tree.treeId === treeId);
  if (!inherited) throw unknownTree("treeId");
  const earlier = await readEarlierTeams(transaction, municipality, team, caller, [inherited]);
  const whole = earlier.get(inherited.earlierTeamId) ?? unnamedTeam;
  const childrenFraction = await shareOf(transaction, municipality, team, inherited, whole);
  const { placeKey, placeName } = inherited;
  const { letter: teamLetter, name: teamName } = whole;
  const origin = { treeId, teamLetter, teamName, childrenFraction, date: inherited.until, placeName };
  return { name: inherited.name, placeKey, content: inherited.content, origin };
}

/** What share of the team's children today an inherited tree speaks for: those of the earlier team's area, or of its place. */
async function shareOf(
  transaction: Transaction,
  municipality: string,
  team: string,
  { placeAreaCodes }: InheritedTree,
  whole: EarlierTeam,
): Promise<number | null> {
  if (placeAreaCodes === null) return whole.childrenFraction;
  const plans = await listPlans(transaction, municipality, { divisionId: null, deleted: false }, { drafts: false });
  for (const { id } of plans.filter(({ isPresent }) => isPresent)) {
    const plan = await findPlan(transaction, municipality, id, { drafts: false });
    if (!plan?.teams.some(({ teamId }) => teamId === team)) continue;
    return await readChildrenShare(transaction, municipality, plan, team, placeAreaCodes);
  }
  return null;
}

const unnamedTeam: EarlierTeam = { letter: "?", name: "", childrenFraction: null };

async function readInheritedTrees(transaction: Transaction, team: string): Promise<InheritedTree[]> {
  const rows = await transaction.many<InheritedTree & { inverses: readonly (readonly TreeEdit[])[] }>(
    `select earlier_team_id as "earlierTeamId", until::text as until, tree_id as "treeId", name, content, inverses,
       place_key as "placeKey", place_name as "placeName", place_area_codes as "placeAreaCodes"
     from planning.inherited_trees($1)`,
    [team],
  );
  return rows.map(({ inverses, ...tree }) => ({ ...tree, content: takenBack(tree, inverses) }));
}

function takenBack({ treeId, content }: InheritedTree, inverses: readonly (readonly TreeEdit[])[]): TreeContent {
  return inverses.reduce<TreeContent>((later, inverse) => {
    const applied = applyEdits(later, inverse);
    if (!applied.ok) throw new Error(`A save of the tree ${treeId} cannot be taken back: ${applied.fault.code}.`);
    return applied.content;
  }, content);
}

/**
 * The names of the trees' teams and their share of the team's children today, each by the plan whose end is the day that
 * its areas went over: several plans may have been adopted since.
 */
async function readEarlierTeams(
  transaction: Transaction,
  municipality: string,
  team: string,
  caller: Caller,
  trees: readonly InheritedTree[],
): Promise<Map<string, EarlierTeam>> {
  const untilOf = new Map(trees.map(({ earlierTeamId, until }) => [earlierTeamId, until]));
  const found = new Map<string, EarlierTeam>();
  const plans = await listPlans(transaction, municipality, { divisionId: null, deleted: false }, { drafts: false });
  const ended = plans.filter(({ supersededFrom }) => [...untilOf.values()].includes(supersededFrom ?? ""));
  for (const { id } of plans.filter(({ isPresent }) => isPresent)) {
    const plan = await findPlan(transaction, municipality, id, { drafts: false });
    if (!plan) continue;
    for (const earlier of ended) {
      const { teams } = await readInheritance(transaction, municipality, plan, earlier.id, caller.teamIds);
      const parts = teams.find(({ teamId }) => teamId === team)?.inherits ?? [];
      for (const { teamId, letter, name, share } of parts) {
        if (untilOf.get(teamId) !== earlier.supersededFrom || found.has(teamId)) continue;
        found.set(teamId, { letter, name, childrenFraction: share });
      }
    }
  }
  return found;
}

/** Lets the team read the results of the surveys that the tree's nodes are followed up by; answers those it may read. */
async function inheritSurveys(
  transaction: Transaction,
  team: string,
  treeId: string,
  { nodes }: TreeContent,
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(nodes.flatMap(({ surveyId }) => surveyId ?? []))];
  if (asked.length === 0) return new Set();
  await transaction.one("select planning.inherit_surveys($1, $2, $3::uuid[])", [team, treeId, asked]);
  return readableSurveys(transaction, team, asked);
}

const unfollowed = { surveyId: null, surveyQuestionId: null };

/**
 * The tree's items under new ids, each node marked with where it comes from; the first to be taken keeps its mark. A node is
 * followed up by the survey it was followed up by where that is one of `surveys`; null keeps all.
 */
function copyEdits(
  { nodes, links, measurements }: TreeContent,
  origin: NodeOrigin | null,
  surveys: ReadonlySet<string> | null,
): TreeEdit[] {
  const isLost = (surveyId: string | null) => surveys !== null && surveyId !== null && !surveys.has(surveyId);
  const ids = new Map(nodes.map(({ id }) => [id, randomUUID() as string]));
  return [
    ...nodes.map(
      (node): TreeEdit => ({
        kind: "node.add",
        item: {
          ...node,
          ...(isLost(node.surveyId) && unfollowed),
          id: ids.get(node.id)!,
          origin: node.origin ?? origin,
        },
      }),
    ),
    ...links.map(
      (link): TreeEdit => ({
        kind: "link.add",
        item: { ...link, id: randomUUID(), from: ids.get(link.from)!, to: ids.get(link.to)! },
      }),
    ),
    ...measurements.map(
      (measurement): TreeEdit => ({
        kind: "measurement.add",
        item: { ...measurement, id: randomUUID(), nodeId: ids.get(measurement.nodeId)! },
      }),
    ),
  ];
}

/**
 * Saves the copied items into one of the team's trees, or as a new one about the same place where that lies wholly in the
 * team's area, else about the team's area; answers the tree's id.
 */
async function takeOver(
  transaction: Transaction,
  municipality: string,
  {
    team,
    name,
    placeKey,
    into,
  }: {
    readonly team: string;
    readonly name: string;
    readonly placeKey: string | null;
    readonly into: string | null;
  },
  edits: readonly TreeEdit[],
  { userId }: Caller,
): Promise<string> {
  if (into !== null) {
    const tree = await findTreeForChange(transaction, municipality, into);
    if (!tree || tree.teamId !== team) throw unknownTree("intoTreeId");
    if (tree.isRetired) throw new AppError("tree.retired");
    if (tree.place && !tree.place.isOwn) throw new AppError("tree.place-not-own");
    const save = { edits, setAside: [], restoredFrom: null };
    await saveEdits(transaction, municipality, tree, tree.version, save, userId);
    return into;
  }
  const applied = applyEdits(emptyTree, edits);
  if (!applied.ok) throw impossibleEdit(applied.fault);
  const { content, inverse } = applied;
  const place = (await isPlaceOfTeam(transaction, placeKey, team)) ? placeKey : null;
  const id = await insertTree(transaction, municipality, { teamId: team, name, placeKey: place, content }, userId);
  const subjects = subjectsOf([content], edits);
  const first = { version: 1, edits, inverse, setAside: [], subjects, restoredFrom: null };
  await insertTreeRevision(transaction, municipality, id, first, userId);
  return id;
}

function unknownTree(field: string): AppError {
  const message = { sv: "Finns inte bland teamets träd.", en: "Is not among the team's trees." };
  return new AppError("reference.unknown", { violations: [{ field, message }] });
}
