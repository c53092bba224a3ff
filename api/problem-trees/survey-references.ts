// A node may be followed up by a survey of the tree's own team alone.
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";

/** Throws 422 with each of the edits that names a survey which is not the team's: one of another team as one that is not there. */
export async function requireOwnSurveys(
  transaction: Transaction,
  municipality: string,
  teamId: string,
  edits: readonly TreeEdit[],
): Promise<void> {
  const named = edits.map(surveyNamedBy);
  const asked = named.filter((id) => id !== null);
  if (asked.length === 0) return;
  const rows = await transaction.many<{ id: string }>(
    "select id from planning.surveys where municipality_code = $1 and team_id = $2 and id = any ($3::uuid[])",
    [municipality, teamId, asked],
  );
  const own = new Set(rows.map(({ id }) => id));
  const message = { sv: "Är inte en av teamets enkäter.", en: "Is not one of the team's surveys." };
  const violations = named.flatMap((id, position) =>
    id === null || own.has(id) ? [] : [{ field: `edits.${position}.surveyId`, message }],
  );
  if (violations.length > 0) throw new AppError("reference.unknown", { violations });
}

function surveyNamedBy(edit: TreeEdit): string | null {
  if (edit.kind === "node.add") return edit.item.surveyId;
  return edit.kind === "node.set" ? (edit.fields.surveyId ?? null) : null;
}
