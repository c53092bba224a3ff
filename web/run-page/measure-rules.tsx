// Which counts shall be even between the teams, how far from even each may be, and how much each counts.
import { useTranslation } from "react-i18next";
import type { RulesCheck } from "../../api/contract/rules.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import { SelectField } from "../components/field.tsx";
import { measureName } from "../map-page/colouring.ts";
import { formatNumber, formatPercent } from "../numbers.ts";
import { ReasonField } from "./reason-field.tsx";
import {
  firstMeasureRule,
  type MeasureRule,
  type RulesDraft,
  toldTolerance,
  withMainMeasure,
  withMeasureRule,
} from "./rules-draft.ts";

/** Of a product of fractions, so that 300 is not told as 299. */
const roundingSlack = 1e-6;

function MeasureRuleRow({
  measure,
  rule,
  checked,
  several,
  onChange,
}: {
  measure: Measure;
  rule: MeasureRule | null;
  checked: RulesCheck["measures"][number] | null;
  several: boolean;
  onChange: (rule: MeasureRule | null) => void;
}) {
  const { t } = useTranslation();
  const name = measureName(measure);
  const told = rule && checked && toldTolerance(rule, Math.max(...checked.targets));
  return (
    <div className="measure-rule">
      <label className="check">
        <input
          type="checkbox"
          checked={rule !== null}
          onChange={(event) => onChange(event.target.checked ? firstMeasureRule(measure.key, "5") : null)}
        />
        <span>{name}</span>
      </label>
      {rule && (
        <span className="tolerance">
          ±
          <input
            className="input input-number"
            inputMode="decimal"
            aria-label={t("run.toleranceOf", { measure: name })}
            value={rule.percent}
            onChange={(event) => onChange({ ...rule, percent: event.target.value })}
          />
          {t("proposals.percentOr")}
          <input
            className="input input-number"
            inputMode="decimal"
            aria-label={t("proposals.toleranceNumberOf", { measure: name })}
            value={rule.number}
            onChange={(event) => onChange({ ...rule, number: event.target.value })}
          />
          {t("proposals.unitNumber")}
        </span>
      )}
      {told && (
        <span className="field-help" role="status">
          {t("proposals.toleranceTold", {
            total: formatNumber(checked.total),
            percent: formatPercent(told.fraction, 2),
            number: formatNumber(Math.floor(told.number + roundingSlack)),
          })}
          {told.stricter !== null && ` ${t(`proposals.stricter.${told.stricter}`)}`}
        </span>
      )}
      {rule && <ReasonField rule={name} value={rule.reason} onChange={(reason) => onChange({ ...rule, reason })} />}
      {rule && several && (
        <label className="field-help measure-weight">
          {t("proposals.weight")}
          <select
            className="input"
            aria-label={t("proposals.weightOf", { measure: name })}
            value={rule.weight}
            onChange={(event) => onChange({ ...rule, weight: Number(event.target.value) })}
          >
            {[0, 1, 2, 3].map((step) => (
              <option key={step} value={step}>
                {t(`run.goalStep.${step}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

export function MeasureRules({
  draft,
  measures,
  check,
  onChange,
}: {
  draft: RulesDraft;
  measures: readonly Measure[];
  check: RulesCheck | null;
  onChange: (measures: readonly MeasureRule[]) => void;
}) {
  const { t } = useTranslation();
  const keys = measures.map(({ key }) => key);
  return (
    <fieldset className="form-section">
      <legend>{t("run.balance")}</legend>
      <p className="small soft">{t("run.balanceHelp")}</p>
      {measures.length === 0 && <p className="notice notice-warning small">{t("run.noMeasures")}</p>}
      {measures.map((measure) => (
        <MeasureRuleRow
          key={measure.key}
          measure={measure}
          checked={check?.measures.find((own) => own.measureKey === measure.key) ?? null}
          several={draft.measures.length > 1}
          rule={draft.measures.find((rule) => rule.measureKey === measure.key) ?? null}
          onChange={(rule) => onChange(withMeasureRule(draft.measures, measure.key, rule, keys))}
        />
      ))}
      {draft.measures.length > 1 && (
        <SelectField
          label={t("proposals.mainMeasure")}
          help={t("proposals.mainMeasureHelp")}
          value={draft.measures[0]!.measureKey}
          onChange={(event) => onChange(withMainMeasure(draft.measures, event.target.value, keys))}
        >
          {measures
            .filter(({ key }) => draft.measures.some((rule) => rule.measureKey === key))
            .map((measure) => (
              <option key={measure.key} value={measure.key}>
                {measureName(measure)}
              </option>
            ))}
        </SelectField>
      )}
    </fieldset>
  );
}
