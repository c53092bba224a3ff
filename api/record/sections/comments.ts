// What planners have said of the plan, its teams and areas, with the answers.
import type { PlanComment } from "../../contract/plan-life.ts";
import type { RecordFacts } from "../read-facts.ts";
import { instantText } from "../swedish-text.ts";
import { paragraph, type SectionWriter, table, teamName } from "./section.ts";

export const comments: SectionWriter = (facts) => {
  if (!facts.planner) return null;
  const told = facts.planner.comments.filter(
    ({ removed, answers }) => !removed || answers.some((each) => !each.removed),
  );
  return {
    id: "synpunkter",
    title: "Synpunkter och svar",
    blocks: [
      told.length === 0
        ? paragraph("Inga synpunkter har lämnats på förslaget.")
        : table(
            "Synpunkterna, var och en med sina svar",
            ["Gäller", "Synpunkt", "Svar", "Läge"],
            told.map((comment) => [aboutText(comment, facts), said(comment), answersText(comment), stateText(comment)]),
          ),
    ],
  };
};

function aboutText({ teamId, areaCode }: PlanComment, { plan, geometry }: RecordFacts): string {
  if (teamId !== null) return `Team ${teamName(plan.teams.find((team) => team.teamId === teamId))}`;
  if (areaCode !== null) return `${areaCode} ${geometry.names[geometry.codes.indexOf(areaCode)] ?? ""}`.trim();
  return "Hela förslaget";
}

function said({
  removed,
  text,
  author,
  createdAt,
}: Pick<PlanComment, "removed" | "text" | "author" | "createdAt">): string {
  return removed ? "Borttagen av den som skrev den." : `${text} (${author ?? "okänd"}, ${instantText(createdAt)})`;
}

function answersText({ answers }: PlanComment): string {
  return answers.length === 0 ? "Inget svar" : answers.map(said).join(" – ");
}

function stateText({ resolvedAt, resolvedBy, revision }: PlanComment): string {
  const about = `version ${revision}`;
  return resolvedAt ? `Avklarad ${instantText(resolvedAt)} av ${resolvedBy ?? "okänd"} (${about})` : `Öppen (${about})`;
}
