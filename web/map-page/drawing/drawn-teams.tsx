// The teams as they are drawn, with numbers that follow every stroke: sums, deviation, parts, and who changes team.
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import type { LockedThings } from "../../drawing/locks.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { formatNumber, withinSentence } from "../../numbers.ts";
import { useBenchVersion } from "../../state/workbench.ts";
import { comparisonIn, type WantedComparison } from "../saved-teams.tsx";
import { TeamList } from "../team-list.tsx";
import { DividedList } from "./divided-list.tsx";
import { KeyHint } from "./key-hint.tsx";
import { isOverLimit, type MovedLimit } from "./moved-limit.ts";
import type { DrawCommands } from "./use-commands.ts";
import type { DrawnNumbers } from "./use-drawn-numbers.ts";

export function DrawnTeams({
  bench,
  teams,
  numbers,
  comparison,
  limit,
  locks,
  commands,
  onShowTeam,
  onShowAreas,
}: {
  bench: Workbench;
  commands: DrawCommands;
  teams: readonly PlanTeam[];
  numbers: DrawnNumbers;
  comparison: WantedComparison;
  /** Of how many may change team, with its measure and plan in words; null where the rules say nothing of it. */
  limit: (MovedLimit & { readonly measureName: string; readonly planName: string }) | null;
  locks: LockedThings;
  onShowTeam: (teamIndex: number) => void;
  onShowAreas: (areas: readonly number[]) => void;
}) {
  const { t } = useTranslation();
  useBenchVersion(bench);
  const { tallies, draft } = bench;
  const { target } = bench.settings;
  const { values, movedName, isToday } = numbers;
  const figures = teams.map((_, team) => ({
    areaCount: tallies?.areaCounts[team] ?? draft.accepted.filter((own) => own === team).length,
    connectedParts: tallies?.partCountOf(team) ?? null,
    sum: tallies?.sumOf(0, team) ?? null,
    others: numbers.others.flatMap(({ name, place }) =>
      tallies && place < tallies.sums.length ? [{ ...tallies.sumOf(place, team), name }] : [],
    ),
  }));
  const fromElsewhere = tallies ? tallies.moved - tallies.movedFromTeams : 0;
  const remarks = [
    ...(values && values.unknownCount > 0 ? [t("balance.unknownAreas", { count: values.unknownCount })] : []),
    ...(values?.estimated ? [t("balance.estimated")] : []),
  ];
  return (
    <div className="drawn-teams" data-testid="drawn-teams">
      <TeamList
        teams={teams}
        figures={figures}
        unassignedCount={tallies?.areaCounts[teams.length] ?? 0}
        totals={
          tallies && values
            ? {
                inTeams: { value: figures.reduce((sum, { sum: own }) => sum + (own?.value ?? 0), 0) },
                unassigned: { value: tallies.sumOf(0, -1).value },
                unplaced: { value: values.unplaced.reduce((sum, { value }) => sum + (value ?? 0), 0) },
                total: { value: values.total },
              }
            : null
        }
        comparison={comparisonIn(
          comparison,
          numbers.measureKey,
          numbers.measures,
          figures.map(({ sum }) => sum?.target ?? 0),
        )}
        isCounting={tallies === null}
        notice={
          tallies && (
            <>
              <p className="moved-total small" data-testid="moved">
                {t(isToday ? "draw.movedFromToday" : "draw.movedSinceOpened", {
                  people: formatNumber(tallies.moved),
                  measure: withinSentence(movedName),
                  count: tallies.movedAreaCount,
                })}
                {fromElsewhere > 0 && ` ${t("draw.movedFromElsewhere", { people: formatNumber(fromElsewhere) })}`}
              </p>
              {limit && (
                <p className="small" data-testid="moved-limit">
                  {t("draw.movedLimit", {
                    limit: formatNumber(limit.people),
                    measure: withinSentence(limit.measureName),
                    plan: limit.planName,
                  })}{" "}
                  {isOverLimit(limit, { ...numbers, moved: tallies.movedFromTeams, measureKey: numbers.movedKey }) && (
                    <strong>{t("draw.movedLimitPassed")}</strong>
                  )}
                  {fromElsewhere > 0 && ` ${t("draw.movedElsewhereUncounted")}`}
                </p>
              )}
              <DividedList bench={bench} teams={teams} onShow={onShowAreas} />
            </>
          )
        }
        remarks={remarks}
        aboutTeam={(team) => {
          const { teamId, name } = teams[team]!;
          const isLocked = locks.teamIds.includes(teamId);
          const [arriving, leaving] = [tallies?.movedIn[team] ?? 0, tallies?.movedOut[team] ?? 0];
          return (
            <div className="row-apart">
              <span className="small number">
                {(arriving > 0 || leaving > 0) &&
                  t("draw.movedInOut", { arriving: formatNumber(arriving), leaving: formatNumber(leaving) })}
              </span>
              <button
                type="button"
                className="link-button small lock-team"
                aria-pressed={isLocked}
                aria-label={t("draw.lockTeamNamed", { team: name })}
                onClick={() => commands.run({ kind: "lockTeam", place: team })}
              >
                {isLocked ? t("draw.teamLocked") : t("draw.lockTeam")}
                {team === target && <KeyHint binding="lockTeam" />}
              </button>
            </div>
          );
        }}
        onShowTeam={onShowTeam}
      />
    </div>
  );
}
