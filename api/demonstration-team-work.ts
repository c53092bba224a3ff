// Gives the made-up municipality's first team problem trees, of its area and of a neighbourhood in it, and a survey with answers, once.
import {
  type DemonstrationNode,
  type DemonstrationTree,
  demonstrationPlaceTree,
  demonstrationSurvey,
  demonstrationTree,
  drawSurveyForms,
} from "../data/demo/team-work.ts";
import { applyEdits, type TreeEdit } from "../engine/problem-tree/edits.ts";
import { emptyNode, emptyTree, linkEnds, type TreeNode } from "../engine/problem-tree/tree.ts";
import { recordAct } from "./audit/record-act.ts";
import type { Database, Transaction } from "./db/database.ts";
import type { Person } from "./http/call.ts";
import { insertTree, insertTreeRevision, listTrees } from "./problem-trees/problem-trees.store.ts";
import { subjectsOf } from "./problem-trees/tree-versions.ts";
import { addAnswers, insertSurvey } from "./surveys/surveys.store.ts";
import { listTeams } from "./teams/teams.store.ts";

/** Adds them as the program's own person, acting as the team; nothing where the team has a tree already. */
export async function addTeamWork(database: Database, person: Person): Promise<void> {
  const [team] = await database.transaction(person, (transaction) => listTeams(transaction, person.municipalityCode));
  if (!team) return;
  const asTeam: Person = { ...person, role: "team", teamIds: [team.id] };
  await database.transaction(asTeam, async (transaction) => {
    if ((await listTrees(transaction, person.municipalityCode, team.id, false)).length > 0) return;
    const survey = await addSurvey(transaction, asTeam, team.id);
    const [place] = await transaction.many<{ key: string }>(
      `select 'neighbourhood.' || id as key from planning.neighbourhoods
       where municipality_code = $1 and retired_at is null and planning.is_place_of_team('neighbourhood.' || id, $2)
       order by name limit 1`,
      [person.municipalityCode, team.id],
    );
    if (place)
      await addTree(transaction, asTeam, demonstrationPlaceTree, { teamId: team.id, placeKey: place.key }, survey);
    await addTree(transaction, asTeam, demonstrationTree, { teamId: team.id, placeKey: null }, survey);
  });
}

interface AddedSurvey {
  readonly id: string;
  readonly questionIds: readonly string[];
}

async function addTree(
  transaction: Transaction,
  person: Person,
  { name, root }: DemonstrationTree,
  of: { readonly teamId: string; readonly placeKey: string | null },
  survey: AddedSurvey,
): Promise<void> {
  const edits = editsOf(root, null, 0, survey);
  const applied = applyEdits(emptyTree, edits);
  if (!applied.ok) throw new Error(`The demonstration's tree cannot be made: ${applied.fault.code}.`);
  const { content, inverse } = applied;
  const { municipalityCode, userId } = person;
  const tree = { ...of, name, content };
  const id = await insertTree(transaction, municipalityCode, tree, userId);
  const subjects = subjectsOf([content], edits);
  const first = { version: 1, edits, inverse, setAside: [], subjects, restoredFrom: null };
  await insertTreeRevision(transaction, municipalityCode, id, first, userId);
  await recordAct(transaction, "tree.created", "problem-tree", id);
}

function editsOf(given: DemonstrationNode, parent: TreeNode | null, order: number, survey: AddedSurvey): TreeEdit[] {
  const { surveyQuestion } = given;
  const node = {
    ...emptyNode,
    id: crypto.randomUUID(),
    kind: given.kind,
    text: given.text,
    order,
    ...given.fields,
    ...(surveyQuestion === undefined
      ? {}
      : { surveyId: survey.id, surveyQuestionId: survey.questionIds[surveyQuestion] }),
  } as TreeNode;
  const link = parent && {
    id: crypto.randomUUID(),
    ...linkEnds(node, parent),
    evidence: given.evidence ?? ("not-assessed" as const),
    source: "",
  };
  return [
    { kind: "node.add", item: node },
    ...(link ? [{ kind: "link.add" as const, item: link }] : []),
    ...(given.measurements ?? []).map(
      ([date, value]): TreeEdit => ({
        kind: "measurement.add",
        item: { id: crypto.randomUUID(), nodeId: node.id, date, value },
      }),
    ),
    ...(given.below ?? []).flatMap((child, place) => editsOf(child, node, place, survey)),
  ];
}

async function addSurvey(transaction: Transaction, person: Person, teamId: string): Promise<AddedSurvey> {
  const questions = demonstrationSurvey.questions.map((question) => ({ ...question, id: crypto.randomUUID() }));
  const survey = { ...demonstrationSurvey, teamId, questions, seriesId: null };
  const id = await insertSurvey(transaction, person.municipalityCode, survey, person.userId);
  const forms = drawSurveyForms().map((form) =>
    form.flatMap((answer, place) => (answer ? [{ questionId: questions[place]!.id, ...answer }] : [])),
  );
  await addAnswers(transaction, id, forms);
  await recordAct(transaction, "survey.created", "survey", id);
  return { id, questionIds: questions.map((question) => question.id) };
}
