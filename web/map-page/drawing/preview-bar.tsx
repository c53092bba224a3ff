// What is selected and what the move would do, with Godkänn and Ångra; below it what is unfinished in the drawing as it is shown.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { formatNumber, withinSentence } from "../../numbers.ts";
import { useSelection } from "../../state/selection.ts";
import { useSettled } from "../../state/settled.ts";
import { useBenchVersion } from "../../state/workbench.ts";
import { effectWords, leftWords, letGoWords, missedWords, selectedWords, shortWords } from "./draw-words.ts";
import { KeyHint } from "./key-hint.tsx";
import type { DrawCommands } from "./use-commands.ts";

/** What need not follow every pointer move waits so long. */
const restMs = 150;

export function PreviewBar({
  bench,
  teams,
  measureName,
  movedName,
  commands,
}: {
  bench: Workbench;
  teams: readonly PlanTeam[];
  measureName: string | null;
  movedName: string;
  commands: DrawCommands;
}) {
  const { t } = useTranslation();
  const version = useBenchVersion(bench);
  const settled = useSettled(version, restMs);
  const { areas: selected } = useSelection();
  const [isOpen, setOpen] = useState(false);
  const { target } = bench.settings;
  const { areas } = bench.moving;
  const effect = bench.effect;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawing changes in place, and its version tells
  const enclosed = useMemo(() => bench.enclosedToOffer(), [bench, settled]);
  const takeEnclosed = enclosed.length > 0 && (
    <button type="button" className="button" onClick={() => commands.run({ kind: "enclosed" })}>
      {t("draw.takeEnclosed", { count: enclosed.length })}
      <KeyHint binding="enclosed" />
    </button>
  );
  const letGo = letGoWords(t, bench);
  const missed = missedWords(t, bench);
  if (selected.length === 0)
    return (
      (takeEnclosed || letGo.length > 0 || missed.length > 0) && (
        <div className="enclosed-offer no-print">
          {missed.map((words) => (
            <p key={words} className="card small">
              {words}.
            </p>
          ))}
          {letGo.length > 0 && (
            <button type="button" className="button" onClick={() => commands.run({ kind: "undo" })}>
              {t("draw.takeLetGo", { count: bench.letGoCount })}
              <KeyHint binding="undo" />
            </button>
          )}
          {takeEnclosed}
        </div>
      )
    );
  const people = areas.reduce((sum, area) => sum + (bench.tallies?.problem.measures[0]?.[area] ?? 0), 0);
  return (
    <section className="preview-bar no-print" aria-label={t("draw.preview")} data-open={isOpen || !effect}>
      {effect && (
        // On a phone, where the map is small, instead of the whole.
        <p className="preview-short">
          <span>
            <strong>{t("draw.previewShort", { count: areas.length, team: teams[target!]?.letter ?? "–" })}</strong>{" "}
            {shortWords(t, teams, effect)}
          </span>
          <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? "draw.less" : "draw.more")}
          </button>
        </p>
      )}
      <p className="preview-words">
        {target === null ? (
          selectedWords(t, bench, teams)
        ) : (
          <>
            <strong>{selectedWords(t, bench, teams)}</strong>
            {bench.tallies && measureName && `, ${formatNumber(people)} ${withinSentence(measureName)}`}.{" "}
            {effect && <span data-testid="preview-effect">{effectWords(t, teams, movedName, effect).join(". ")}.</span>}
            {leftWords(t, bench).map((words) => (
              <span key={words}> {words}.</span>
            ))}
          </>
        )}
      </p>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={areas.length === 0}
          onClick={() => commands.run({ kind: "approve" })}
        >
          {t("draw.approve")}
          <KeyHint binding="approve" />
        </button>
        <button type="button" className="button" onClick={() => commands.run({ kind: "cancel" })}>
          {t("draw.cancel")}
          <KeyHint binding="cancel" />
        </button>
        <button type="button" className="button" onClick={() => commands.run({ kind: "lockAreas" })}>
          {t("draw.lockSelected")}
          <KeyHint binding="lockAreas" />
        </button>
        {takeEnclosed}
      </div>
    </section>
  );
}
