// Who made the plan and the record, and when: its history, with what one person saved in a row as one line.

import type { PlanJudge } from "../../contract/plans.ts";
import { sha256Of } from "../bundle.ts";
import type { HistoryLine } from "../history-lines.ts";
import { countText, dayText, instantText, lowerFirst } from "../swedish-text.ts";
import { runKindNames } from "./origin.ts";
import { standingText } from "./question.ts";
import { factList, type SectionWriter, table } from "./section.ts";

export const people: SectionWriter = ({ plan, planner, madeOn }) => ({
  id: "vem-och-nar",
  title: "Vem och när",
  blocks: [
    factList([
      ["Förslaget skapat", planner ? instantText(plan.createdAt) : dayText(plan.createdAt)],
      ...(planner ? [["Skapat av", plan.author ?? "tjänsten"] as const] : []),
      ["Senast ändrat", planner ? instantText(plan.updatedAt) : dayText(plan.updatedAt)],
      ["Ställning", standingText(plan)],
      ["Underlaget framtaget", planner ? `${madeOn} av ${planner.madeBy}` : madeOn],
      ...(planner ? [["Bevisfilens kontrollsumma (SHA-256)", sha256Of(planner.bundle)] as const] : []),
    ]),
    ...(planner
      ? [
          table(
            "Versioner av förslaget",
            ["#Version", "När", "Vem", "Vad som ändrades", "Kommentar"],
            planner.history.map((line) => [
              line.firstRevision === line.lastRevision
                ? String(line.lastRevision)
                : `${line.firstRevision}–${line.lastRevision}`,
              spanText(line),
              line.author ?? "tjänsten",
              changeText(line),
              line.comments.join("; "),
            ]),
          ),
        ]
      : []),
  ],
});

/** "2026-11-22 10:00", or from when to when; the day is not said twice. */
function spanText({ from, until }: HistoryLine): string {
  const [first, last] = [instantText(from), instantText(until)];
  if (first === last) return last;
  const [day, time] = last.split(" ");
  return first.startsWith(`${day} `) ? `${first}–${time}` : `${first} – ${last}`;
}

function changeText({ movedAreaCount, rulesChosen, restoredFrom, setAside, usedRun, ...line }: HistoryLine): string {
  if (rulesChosen) return `Andra villkor att bedömas efter: ${judgeText(rulesChosen)}`;
  const used = usedRun
    ? [`${lowerFirst(runKindNames[usedRun.kind])} använd (körning ${instantText(usedRun.createdAt)})`]
    : [];
  if (movedAreaCount === null) return ["första versionen", ...used].join(", ");
  const steps = line.lastRevision - line.firstRevision + 1;
  const moved = countText(movedAreaCount, "område", "områden");
  return [
    steps > 1 ? `${moved} i ${countText(steps, "sparat steg", "sparade steg")}` : moved,
    ...(restoredFrom === null ? [] : [`version ${restoredFrom} återställd`]),
    ...used,
    ...(setAside ? ["lagd åt sidan"] : []),
  ].join(", ");
}

function judgeText({ kind, ruleSet }: PlanJudge): string {
  if (kind === "usual") return "inga egna";
  if (kind === "file") return "målen i filen som det lästes in från";
  return ruleSet ? `${ruleSet.name}, version ${ruleSet.version}` : "körningens";
}
