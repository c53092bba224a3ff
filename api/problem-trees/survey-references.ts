// A node may be followed up by a survey of the tree's own team, or by one that the team has inherited, alone.
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";

/** Throws 422 with each of the edits that names a survey which is not the team's: one of another team as one that is not there. */
export async function requireOwnSurveys(
  transaction: Transaction,
  teamId: string,
  edits: readonly TreeEdit[],
): Promise<void> {
  const named = edits.map(surveyNamedBy);
  const asked = named.filter((id) => id !== null);
  if (asked.length === 0) return;
  const own = await readableSurveys(transaction, teamId, asked);
  const message = { sv: "Är inte en av teamets enkäter.", en: "Is not one of the team's surveys." };
  const violations = named.flatMap((id, position) =>
    id === null || own.has(id) ? [] : [{ field: `edits.${position}.surveyId`, message }],
  );
  if (violations.length > 0) throw new AppError("reference.unknown", { violations });
}

/** Those of the surveys that are the team's own or that it has inherited; which rounds of these, the policies say. */
export async function readableSurveys(
  transaction: Transaction,
  teamId: string,
  asked: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction.many<{ id: string }>(
    `select s.id from planning.surveys s
     where s.municipality_code = access.current_municipality() and s.id = any ($2::uuid[])
       and (s.team_id = $1 or exists (
         select from planning.inherited_surveys i
         where i.municipality_code = s.municipality_code and i.team_id = $1 and i.survey_id = coalesce(s.series_id, s.id)))`,
    [teamId, asked],
  );
  return new Set(rows.map(({ id }) => id));
}

function surveyNamedBy(edit: TreeEdit): string | null {
  if (edit.kind === "node.add") return edit.item.surveyId;
  return edit.kind === "node.set" ? (edit.fields.surveyId ?? null) : null;
}
