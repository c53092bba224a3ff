// The teams with their sums against their targets, told as a number, a bar and a sentence; the rows always make the total.
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import { DeviationBar } from "../components/deviation-bar.tsx";
import { Loading } from "../components/loading.tsx";
import { NoTeamBadge, TeamBadge } from "../components/team-badge.tsx";
import { sumInWords } from "../components/told-value.ts";
import { type ToleranceRule, toleranceWords } from "../components/tolerance-words.ts";
import { formatNumber, formatPercent, formatSigned, formatSignedPercent, wholeDeviation } from "../numbers.ts";

export function positionsText(team: {
  readonly investigationPositions: number;
  readonly firstLinePositions: number;
}): string {
  const write = (positions: number) => formatNumber(positions, Number.isInteger(positions) ? 0 : 1);
  return `${write(team.investigationPositions)}+${write(team.firstLinePositions)}`;
}

/** What a team has of one measure. */
export interface MeasuredSum {
  readonly value: number;
  readonly target: number;
  readonly deviation: number;
  readonly deviationFraction: number;
  /** How far the value is likely to be from the exact sum; left out or 0 where it is exact. */
  readonly likelyError?: number;
  /** True where the exact sum may be any larger: an area in it has reached the cap. */
  readonly atLeast?: boolean;
  /** The same of what the target is made of outside the team. */
  readonly targetAtLeast?: boolean;
}

/** What a team has of the measures chosen, whoever counted it. */
export interface TeamFigure {
  readonly areaCount: number;
  readonly connectedParts: number | null;
  /** Of the measure that the teams are compared in. */
  readonly sum: MeasuredSum | null;
  /** Of other measures that are shown beside it. */
  readonly others?: readonly (MeasuredSum & { readonly name: string })[];
}

function deviationSentence(
  t: TFunction,
  letter: string,
  sum: NonNullable<TeamFigure["sum"]>,
  toleranceFraction: number,
  tolerance: string,
): string {
  if (sum.deviation < 0 ? sum.atLeast : sum.targetAtLeast) return t("balance.sentence.atCap", { letter });
  const likelyError = sum.likelyError ?? 0;
  if (likelyError > 0 && Math.abs(sum.deviation) <= likelyError) {
    return t("balance.sentence.withinProtection", { letter, error: formatNumber(Math.ceil(likelyError)) });
  }
  // A target is often a part of a child: the difference is told in whole ones.
  const whole = wholeDeviation(sum.value, sum.target);
  const within = Math.abs(sum.deviationFraction) <= toleranceFraction + 1e-12;
  const key = whole > 0 ? "above" : whole < 0 ? "below" : Math.abs(sum.deviation) < 1e-9 ? "even" : "nearly";
  return t(`balance.sentence.${key}`, {
    letter,
    number: formatNumber(Math.abs(whole)),
    percent: formatSignedPercent(sum.deviationFraction),
    tolerance: t(within ? "balance.within" : "balance.outside", { tolerance }),
  });
}

function percentTolerance(fraction: number): string {
  return formatPercent(fraction, fraction < 0.01 ? 1 : 0);
}

export function TeamRow({
  team,
  figure,
  toleranceFraction,
  toleranceOf = () => percentTolerance(toleranceFraction),
  scaleFraction,
  onShow,
  children,
}: {
  team: PlanTeam;
  figure: TeamFigure;
  toleranceFraction: number;
  /** What a team with this target may differ, in words that follow ±; in per cent where nobody says. */
  toleranceOf?: (target: number) => string;
  scaleFraction: number;
  onShow: (() => void) | null;
  /** More about the team, below its numbers. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { sum, others = [], areaCount, connectedParts } = figure;
  const within = sum !== null && Math.abs(sum.deviationFraction) <= toleranceFraction + 1e-12;
  return (
    <li className="team-row" data-team={team.letter}>
      <div className="team-row-head">
        <TeamBadge letter={team.letter} colourIndex={team.colourIndex} />
        <h3>
          {onShow ? (
            <button
              type="button"
              className="team-name"
              onClick={onShow}
              title={t("balance.show")}
              aria-label={t("balance.showTeam", { team: team.name })}
            >
              {team.name}
            </button>
          ) : (
            team.name
          )}
        </h3>
        {sum && (
          <span className={`number deviation ${within ? "deviation-within" : "deviation-outside"}`}>
            {formatSigned(wholeDeviation(sum.value, sum.target))}{" "}
            <span className="small">({formatSignedPercent(sum.deviationFraction)})</span>
          </span>
        )}
      </div>
      {sum && (
        <DeviationBar
          deviationFraction={sum.deviationFraction}
          toleranceFraction={toleranceFraction}
          scaleFraction={scaleFraction}
        />
      )}
      <p className="team-row-facts small">
        {sum && (
          <span className="number">
            {t("balance.sumOfTarget", {
              sum: sumInWords(t, sum),
              target: formatNumber(Math.round(sum.target)),
            })}
          </span>
        )}
        <span className="number">{t("balance.areaCount", { count: areaCount })}</span>
        <span className="number" title={t("balance.positionsHelp")}>
          {t("balance.positions", { positions: positionsText(team) })}
        </span>
      </p>
      {sum && (
        <p className="small soft">
          {deviationSentence(t, team.letter, sum, toleranceFraction, toleranceOf(sum.target))}
        </p>
      )}
      {others.length > 0 && (
        <table className="sum-table team-others">
          <tbody>
            {others.map((other) => (
              <tr key={other.name}>
                <th scope="row">{other.name}</th>
                <td>{sumInWords(t, other)}</td>
                <td>{formatSignedPercent(other.deviationFraction)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {connectedParts !== null && connectedParts > 1 && (
        <p className="small">
          <span className="tag tag-warning">{t("balance.parts", { count: connectedParts })}</span>
        </p>
      )}
      {children}
    </li>
  );
}

/** The same scale for every bar of a list: the largest deviation, or four times the tolerance where all are small. */
export function barScale(deviationFractions: readonly number[], toleranceFraction: number): number {
  return Math.max(4 * toleranceFraction, ...deviationFractions.map(Math.abs));
}

const toleranceChoices = [0.01, 0.02, 0.05, 0.1];

/** A sum, null where it is not told; and whether the exact one may be any larger. */
interface Total {
  readonly value: number | null;
  readonly atLeast?: boolean;
}

/** Everybody in a measure: in teams, on the map without one, without a place, and together. */
export interface BalanceTotals {
  readonly inTeams: Total;
  readonly unassigned: Total;
  readonly unplaced: Total;
  readonly total: Total;
}

function BalanceRows({ totals }: { totals: BalanceTotals }) {
  const { t } = useTranslation();
  const write = ({ value, atLeast }: Total) =>
    value === null ? t("missing.protected") : `${formatNumber(value)}${atLeast ? ` ${t("protected.orMore")}` : ""}`;
  return (
    <table className="sum-table">
      <tbody>
        <tr>
          <th scope="row">{t("balance.inTeams")}</th>
          <td>{write(totals.inTeams)}</td>
        </tr>
        <tr>
          <th scope="row">{t("balance.unassigned")}</th>
          <td>{write(totals.unassigned)}</td>
        </tr>
        <tr>
          <th scope="row">{t("balance.unplaced")}</th>
          <td>{write(totals.unplaced)}</td>
        </tr>
        <tr className="sum-total">
          <th scope="row">{t("balance.total")}</th>
          <td data-testid="balance-total">{write(totals.total)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** The measure the teams are compared in, those shown beside it, and the tolerance they are held against. */
export interface Comparison {
  readonly measures: readonly { readonly key: string; readonly name: string }[];
  readonly measureKey: string;
  /** May name the measure compared in too, which is then not shown twice. */
  readonly otherKeys: readonly string[];
  readonly tolerance: number;
  readonly firstTolerance: number;
  /** The rule that the first tolerance is; null where no rule of the plan balances the measure. */
  readonly rule: ToleranceRule | null;
  readonly onMeasure: (key: string) => void;
  readonly onOther: (key: string) => void;
  readonly onTolerance: (fraction: number) => void;
}

/** A tolerance of a comparison in words: the plan's own as its rule says it. `target`: where one team is told of. */
function toleranceIn(
  t: TFunction,
  { rule, firstTolerance, measures, measureKey }: Comparison,
  fraction: number,
  target?: number,
): string {
  if (rule === null || fraction !== firstTolerance) return percentTolerance(fraction);
  const name = measures.find(({ key }) => key === measureKey)?.name ?? "";
  return toleranceWords(t, rule, name, target === undefined ? undefined : fraction * target);
}

function ComparisonChoice({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { measures, measureKey, otherKeys, tolerance, firstTolerance, onMeasure, onOther, onTolerance } = comparison;
  return (
    <div className="balance-choices">
      <label>
        <span className="visually-hidden">{t("balance.measure")}</span>
        <select className="input" value={measureKey} onChange={(event) => onMeasure(event.target.value)}>
          {measures.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="visually-hidden">{t("balance.tolerance")}</span>
        <select className="input" value={tolerance} onChange={(event) => onTolerance(Number(event.target.value))}>
          {[...new Set([...toleranceChoices, firstTolerance])]
            .sort((a, b) => a - b)
            .map((own) => (
              <option key={own} value={own}>
                {t("balance.toleranceOption", { tolerance: toleranceIn(t, comparison, own) })}
              </option>
            ))}
        </select>
      </label>
      {measures.length > 1 && (
        <details className="balance-others">
          <summary className="small">{t("balance.others")}</summary>
          {measures
            .filter(({ key }) => key !== measureKey)
            .map(({ key, name }) => (
              <label key={key} className="check small">
                <input type="checkbox" checked={otherKeys.includes(key)} onChange={() => onOther(key)} />
                <span>{name}</span>
              </label>
            ))}
        </details>
      )}
    </div>
  );
}

export function TeamList({
  teams,
  figures,
  unassignedCount,
  totals,
  comparison,
  isCounting,
  notice,
  remarks,
  aboutTeam,
  onShowTeam,
}: {
  teams: readonly PlanTeam[];
  /** In the order of the teams. */
  figures: readonly TeamFigure[];
  unassignedCount: number;
  totals: BalanceTotals | null;
  comparison: Comparison | null;
  /** Whether the sums are on their way. */
  isCounting: boolean;
  /** Said before the numbers. */
  notice?: ReactNode;
  /** Said after them. */
  remarks: readonly string[];
  aboutTeam?: (teamIndex: number) => ReactNode;
  onShowTeam: (teamIndex: number) => void;
}) {
  const { t } = useTranslation();
  const tolerance = comparison?.tolerance ?? 0;
  const scale = barScale(
    figures.flatMap(({ sum }) => (sum ? [sum.deviationFraction] : [])),
    tolerance,
  );
  return (
    <section className="stack-tight" aria-labelledby="team-list-heading">
      <h2 id="team-list-heading">{t("balance.heading")}</h2>
      {notice}
      {comparison && <ComparisonChoice comparison={comparison} />}
      {comparison && (
        <p className="small only-print">
          {t("balance.comparedIn", {
            measure: comparison.measures.find(({ key }) => key === comparison.measureKey)?.name ?? "",
            tolerance: toleranceIn(t, comparison, tolerance),
          })}
        </p>
      )}
      {isCounting && <Loading text={t("balance.counting")} />}
      <ul className="team-list">
        {teams.map((team, index) => (
          <TeamRow
            key={team.teamId}
            team={team}
            figure={figures[index]!}
            toleranceFraction={tolerance}
            {...(comparison ? { toleranceOf: (target: number) => toleranceIn(t, comparison, tolerance, target) } : {})}
            scaleFraction={scale}
            onShow={() => onShowTeam(index)}
          >
            {aboutTeam?.(index)}
          </TeamRow>
        ))}
        {unassignedCount > 0 && (
          <li className="team-row">
            <div className="team-row-head">
              <NoTeamBadge />
              <h3>{t("balance.unassignedAreas")}</h3>
              <span className="number">{t("balance.areaCount", { count: unassignedCount })}</span>
            </div>
          </li>
        )}
      </ul>
      {totals && <BalanceRows totals={totals} />}
      {remarks.map((words) => (
        <p key={words} className="small soft">
          {words}
        </p>
      ))}
    </section>
  );
}
