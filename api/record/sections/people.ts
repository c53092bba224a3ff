// Who made the plan and the record, and when: every revision with what it moved.

import { sha256Of } from "../bundle.ts";
import { countText, dayText, instantText } from "../swedish-text.ts";
import { statusNames } from "./question.ts";
import { factList, type SectionWriter, table } from "./section.ts";

export const people: SectionWriter = ({ plan, planner, madeOn }) => ({
  id: "vem-och-nar",
  title: "Vem och när",
  blocks: [
    factList([
      ["Förslaget skapat", planner ? instantText(plan.createdAt) : dayText(plan.createdAt)],
      ...(planner ? [["Skapat av", plan.author ?? "tjänsten"] as const] : []),
      ["Senast ändrat", planner ? instantText(plan.updatedAt) : dayText(plan.updatedAt)],
      ["Ställning", statusNames[plan.status]],
      ["Underlaget framtaget", planner ? `${madeOn} av ${planner.madeBy}` : madeOn],
      ...(planner ? [["Bevisfilens kontrollsumma (SHA-256)", sha256Of(planner.bundle)] as const] : []),
    ]),
    ...(planner
      ? [
          table(
            "Utgåvor av förslaget",
            ["#Utgåva", "När", "Vem", "Vad som flyttades", "Kommentar"],
            planner.revisions.map(({ revision, createdAt, author, comment, teamIndexes }, position) => {
              const before = planner.revisions[position - 1]?.teamIndexes;
              const moved = before ? teamIndexes.filter((team, area) => team !== before[area]).length : null;
              return [
                String(revision),
                instantText(createdAt),
                author ?? "tjänsten",
                moved === null ? "första utgåvan" : countText(moved, "område", "områden"),
                comment,
              ];
            }),
          ),
        ]
      : []),
  ],
});
