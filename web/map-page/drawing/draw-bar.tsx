// The tool bar of the drawing: tools and their settings, the team that gains, and steps back and forth.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import { NoTeamBadge, TeamBadge } from "../../components/team-badge.tsx";
import { toolIds } from "../../drawing/tool.ts";
import { largestBrush } from "../../drawing/tools/brush.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { useSelection } from "../../state/selection.ts";
import { useBenchPart } from "../../state/workbench.ts";
import { teamWords } from "./draw-words.ts";
import { KeyHint } from "./key-hint.tsx";
import { ToolIcon } from "./tool-icons.tsx";
import type { DrawCommands } from "./use-commands.ts";

const settingsOf = (bench: Workbench) => bench.settings;

/** What the tool in hand can be told; it lies over the map, so that the map stays where it is. */
export function ToolSettings({ bench, teams }: { bench: Workbench; teams: readonly PlanTeam[] }) {
  const { t } = useTranslation();
  const { toolId, brushSize, takeFrom, parentLevel } = useBenchPart(bench, settingsOf);
  const { press } = bench.tool;
  const isUntouched = useBenchPart(bench, ({ draft, moving }) => draft.undoWords === null && moving.areas.length === 0);
  const { areas: selected } = useSelection();
  const [isOpen, setOpen] = useState(false);
  if (press === "look" || press === "move") return null;
  const { levels } = bench.field.parents;
  const hasSize = toolId === "brush" || toolId === "erase";
  return (
    <div className="draw-settings no-print" data-open={isOpen}>
      {/* On a phone, where the map is small, the rest is behind this. */}
      <button type="button" className="draw-settings-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span>
          <strong>{t(`draw.tool.${toolId}`)}</strong>
          {hasSize && ` · ${t("draw.brushOf", { count: brushSize })}`}
          {` · ${takeFrom === "all" ? t("draw.takeFromAll") : t("draw.takeFromOne", { team: teamWords(t, teams, takeFrom) })}`}
        </span>
        <span aria-hidden="true">{isOpen ? "▴" : "▾"}</span>
      </button>
      {toolId === "click" && isUntouched && selected.length === 0 && <p className="draw-begin">{t("draw.begin")}</p>}
      {hasSize && (
        <label className="draw-setting">
          <span>{t("draw.brushSize")}</span>
          <input
            type="range"
            min={1}
            max={largestBrush}
            value={brushSize}
            aria-valuetext={t("draw.brushOf", { count: brushSize })}
            onChange={(event) => bench.choose({ brushSize: Number(event.target.value) })}
          />
          <output>{brushSize}</output>
          <KeyHint binding="smallerBrush" />
          <KeyHint binding="largerBrush" />
        </label>
      )}
      {toolId === "parent" && levels.length > 0 && (
        <label className="draw-setting">
          <span>{t("draw.parentLevel")}</span>
          <select
            className="input"
            value={parentLevel}
            onChange={(event) => bench.choose({ parentLevel: Number(event.target.value) })}
          >
            {levels.map((level) => (
              <option key={level} value={level}>
                {level === 0
                  ? t("draw.parentNamed")
                  : t("draw.parentDigits", { digits: level, count: bench.field.parents.parentCountAt(level) })}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="draw-setting">
        <span>{t("draw.takeFrom")}</span>
        <select
          className="input"
          value={String(takeFrom)}
          onChange={(event) =>
            bench.choose({ takeFrom: event.target.value === "all" ? "all" : Number(event.target.value) })
          }
        >
          <option value="all">{t("draw.fromAll")}</option>
          <option value="-1">{t("draw.fromUnassigned")}</option>
          {teams.map(({ teamId, letter, name }, team) => (
            <option key={teamId} value={team}>
              {t("draw.fromTeam", { team: `${letter} · ${name}` })}
            </option>
          ))}
        </select>
        <KeyHint binding="takeFrom" />
      </label>
    </div>
  );
}

export function DrawBar({
  bench,
  teams,
  commands,
}: {
  bench: Workbench;
  teams: readonly PlanTeam[];
  commands: DrawCommands;
}) {
  const { t } = useTranslation();
  const { toolId, target } = useBenchPart(bench, settingsOf);
  const can = {
    undo: useBenchPart(bench, ({ draft, undoesSelection }) => undoesSelection || draft.undoWords !== null),
    redo: useBenchPart(bench, ({ draft, redoesSelection }) => redoesSelection || draft.redoWords !== null),
  };
  return (
    <div className="draw-bar no-print">
      <div className="draw-steps">
        {(["undo", "redo"] as const).map((way) => (
          <button
            key={way}
            type="button"
            className="button button-icon"
            disabled={!can[way]}
            aria-label={t(`draw.${way}`)}
            title={t(`draw.${way}`)}
            onClick={() => commands.run({ kind: way })}
          >
            {way === "undo" ? "↶" : "↷"}
            <KeyHint binding={way} />
          </button>
        ))}
        <button
          type="button"
          className="button button-icon"
          aria-label={t("draw.keys.title")}
          title={t("draw.keys.title")}
          onClick={() => commands.run({ kind: "help" })}
        >
          ?
          <KeyHint binding="help" />
        </button>
      </div>
      <fieldset className="draw-tools" aria-label={t("draw.tools")}>
        {toolIds.map((tool) => (
          <button
            key={tool}
            type="button"
            className="draw-tool"
            aria-pressed={toolId === tool}
            aria-label={t(`draw.tool.${tool}`)}
            title={t(`draw.key.tool.${tool}`)}
            onClick={() => commands.run({ kind: "tool", tool })}
          >
            <ToolIcon tool={tool} />
            <span className="draw-tool-name">{t(`draw.tool.${tool}`)}</span>
            <KeyHint binding={`tool.${tool}`} />
          </button>
        ))}
      </fieldset>
      <fieldset className="draw-targets" aria-label={t("draw.target")}>
        <span className="draw-targets-name" aria-hidden="true">
          {t("draw.target")}
        </span>
        {[...teams.keys(), -1].map((team) => {
          const own = teams[team];
          return (
            <button
              key={team}
              type="button"
              className="draw-target"
              aria-pressed={target === team}
              aria-label={own ? `${own.letter} · ${own.name}` : t("move.noTeam")}
              title={own ? own.name : t("move.noTeam")}
              onClick={() => commands.run({ kind: "team", place: team })}
            >
              {own ? <TeamBadge letter={own.letter} colourIndex={own.colourIndex} /> : <NoTeamBadge />}
              <KeyHint binding={own ? "team" : "noTeam"} shown={String(team + 1)} />
            </button>
          );
        })}
      </fieldset>
    </div>
  );
}
