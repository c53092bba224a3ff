// Which counts shall be even between the teams, and how far from even each may be.
import { useTranslation } from "react-i18next";
import type { Measure } from "../../api/contract/statistics.ts";
import { measureName } from "../map-page/colouring.ts";
import { formatNumber } from "../numbers.ts";
import { useMeasureValues } from "../state/queries.ts";
import { type MeasureRule, type RulesDraft, readNumber } from "./rules-draft.ts";

function MeasureRuleRow({
  measure,
  rule,
  division,
  teamCount,
  onChange,
}: {
  measure: Measure;
  rule: MeasureRule | null;
  division: string;
  teamCount: number;
  onChange: (rule: MeasureRule | null) => void;
}) {
  const { t } = useTranslation();
  const values = useMeasureValues(division, rule ? measure.key : null).data;
  const placed = values?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const tolerance = readNumber(rule?.tolerancePercent ?? "") / 100;
  const name = measureName(measure);
  return (
    <div className="measure-rule">
      <label className="check">
        <input
          type="checkbox"
          checked={rule !== null}
          onChange={(event) =>
            onChange(event.target.checked ? { measureKey: measure.key, tolerancePercent: "5" } : null)
          }
        />
        <span>{name}</span>
      </label>
      {rule && (
        <label className="tolerance">
          ±
          <input
            className="input input-number"
            inputMode="decimal"
            aria-label={t("run.toleranceOf", { measure: name })}
            value={rule.tolerancePercent}
            onChange={(event) => onChange({ ...rule, tolerancePercent: event.target.value })}
          />
          %
        </label>
      )}
      {rule && placed !== undefined && teamCount > 0 && !Number.isNaN(tolerance) && (
        <span className="field-help">
          {t("run.toleranceNumber", {
            total: formatNumber(placed),
            number: formatNumber((placed / teamCount) * tolerance),
          })}
        </span>
      )}
    </div>
  );
}

export function MeasureRules({
  draft,
  measures,
  onChange,
}: {
  draft: RulesDraft;
  measures: readonly Measure[];
  onChange: (measures: readonly MeasureRule[]) => void;
}) {
  const { t } = useTranslation();
  const teamCount = draft.teams.filter((team) => team.included).length;
  return (
    <fieldset className="form-section">
      <legend>{t("run.balance")}</legend>
      <p className="small soft">{t("run.balanceHelp")}</p>
      {measures.length === 0 && <p className="notice notice-warning small">{t("run.noMeasures")}</p>}
      {measures.map((measure) => (
        <MeasureRuleRow
          key={measure.key}
          measure={measure}
          division={draft.divisionId}
          teamCount={teamCount}
          rule={draft.measures.find((rule) => rule.measureKey === measure.key) ?? null}
          onChange={(rule) => {
            const others = draft.measures.filter((own) => own.measureKey !== measure.key);
            onChange(
              rule === null
                ? others
                : draft.measures.some((own) => own.measureKey === measure.key)
                  ? draft.measures.map((own) => (own.measureKey === measure.key ? rule : own))
                  : [...others, rule],
            );
          }}
        />
      ))}
    </fieldset>
  );
}
