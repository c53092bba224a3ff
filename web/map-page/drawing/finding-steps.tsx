// What is unfinished in the drawing as it is shown, stepped through one part at a time.
import { type Ref, useImperativeHandle, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import { type Finding, placeAfter, placeOf, type ShownFinding } from "../../drawing/finding-place.ts";
import { looseParts } from "../../drawing/tallies.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { useSettled } from "../../state/settled.ts";
import { useBenchVersion } from "../../state/workbench.ts";
import { dividedWords } from "./draw-words.ts";
import { KeyHint } from "./key-hint.tsx";
import type { DrawCommands } from "./use-commands.ts";

/** What need not follow every pointer move waits so long. */
const restMs = 150;

export interface FindingSteps {
  readonly step: (by: 1 | -1) => void;
}

export function FindingStepper({
  bench,
  teams,
  commands,
  onShow,
  ref,
}: {
  bench: Workbench;
  teams: readonly PlanTeam[];
  commands: DrawCommands;
  onShow: (areas: readonly number[]) => void;
  ref: Ref<FindingSteps>;
}) {
  const { t } = useTranslation();
  const settled = useSettled(useBenchVersion(bench), restMs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawing changes in place, and its version tells
  const parts = useMemo(() => looseParts(bench.field.neighbours, bench.draft.shown), [bench, settled]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const divided = useMemo(() => bench.divided.filter(({ group }) => group.isRuled), [bench, settled]);
  const findings: readonly Finding[] = useMemo(
    () => [...parts, ...divided.map(({ group }) => ({ areas: group.areas, group }))],
    [parts, divided],
  );
  const [shown, setShown] = useState<ShownFinding | null>(null);
  const count = findings.length;
  const place = placeOf(findings, shown);
  const wordsOf = (index: number) => {
    const part = parts[index];
    if (!part) return dividedWords(t, teams, divided[index - parts.length]!);
    const { team, areas } = part;
    const own = teams[team];
    return own
      ? t("draw.finding.cutOff", { count: areas.length, letter: own.letter })
      : t("draw.finding.unassigned", { count: areas.length });
  };
  const foundWords = () => {
    if (divided.length === 0) return t("draw.finding.found", { count });
    if (divided.some(({ group }) => group.kind === "apart")) {
      if (parts.length === 0) return t("draw.finding.foundAgainst", { count });
      return t("draw.finding.foundBothAgainst", { parts: parts.length, against: divided.length });
    }
    if (parts.length === 0) return t("draw.finding.foundDivided", { count });
    return t("draw.finding.foundBoth", { parts: parts.length, divided: divided.length });
  };
  const step = (by: 1 | -1) => {
    if (count === 0) return commands.announce(t("draw.finding.none"));
    const next = placeAfter(findings, shown, by);
    const finding = findings[next]!;
    setShown({ ...finding, place: next });
    onShow(finding.areas);
    commands.announce(`${next + 1} / ${count}. ${wordsOf(next)}`);
  };
  useImperativeHandle(ref, () => ({ step }));
  if (count === 0) return null;
  return (
    <section className="finding-steps no-print" aria-label={t("draw.finding.label")}>
      <button
        type="button"
        className="button button-icon"
        onClick={() => step(-1)}
        aria-label={t("draw.finding.previous")}
      >
        ‹<KeyHint binding="previousFinding" />
      </button>
      <p>
        <strong className="number" data-testid="finding-place">
          {place === null ? count : `${place + 1} / ${count}`}
        </strong>{" "}
        {place === null ? foundWords() : wordsOf(place)}
      </p>
      <button type="button" className="button button-icon" onClick={() => step(1)} aria-label={t("draw.finding.next")}>
        ›<KeyHint binding="nextFinding" />
      </button>
    </section>
  );
}
