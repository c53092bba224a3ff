// What is unfinished in the drawing as it is shown, stepped through one part at a time.
import { type Ref, useImperativeHandle, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import { placeAfter, placeOf, type ShownPart } from "../../drawing/finding-place.ts";
import { looseParts } from "../../drawing/tallies.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { useSettled } from "../../state/settled.ts";
import { useBenchVersion } from "../../state/workbench.ts";
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
  const [shown, setShown] = useState<ShownPart | null>(null);
  const place = placeOf(parts, shown);
  const wordsOf = (index: number) => {
    const { team, areas } = parts[index]!;
    const own = teams[team];
    return own
      ? t("draw.finding.cutOff", { count: areas.length, letter: own.letter })
      : t("draw.finding.unassigned", { count: areas.length });
  };
  const step = (by: 1 | -1) => {
    if (parts.length === 0) return commands.announce(t("draw.finding.none"));
    const next = placeAfter(parts, shown, by);
    setShown({ areas: parts[next]!.areas, place: next });
    onShow(parts[next]!.areas);
    commands.announce(`${next + 1} / ${parts.length}. ${wordsOf(next)}`);
  };
  useImperativeHandle(ref, () => ({ step }));
  if (parts.length === 0) return null;
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
          {place === null ? parts.length : `${place + 1} / ${parts.length}`}
        </strong>{" "}
        {place === null ? t("draw.finding.found", { count: parts.length }) : wordsOf(place)}
      </p>
      <button type="button" className="button button-icon" onClick={() => step(1)} aria-label={t("draw.finding.next")}>
        ›<KeyHint binding="nextFinding" />
      </button>
    </section>
  );
}
