// Conditions on areas: locks, what is kept together or apart, and how much may change from where one starts.
import { useTranslation } from "react-i18next";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { CheckField, SelectField, TextField } from "../components/field.tsx";
import { type AreaChoice, GroupRules } from "./group-rules.tsx";
import { type RulesDraft, withRules } from "./rules-draft.ts";

export function ConditionRules({
  draft,
  plans,
  areas,
  onChange,
  onLockSelected,
  lockedInDrawing,
}: {
  draft: RulesDraft;
  plans: readonly PlanSummary[];
  areas: AreaChoice;
  onChange: (draft: RulesDraft) => void;
  onLockSelected: (() => void) | null;
  /** What is locked in the drawing of the plan one starts from. */
  lockedInDrawing: RulesDraft["locks"];
}) {
  const { t } = useTranslation();
  const set = (part: Parameters<typeof withRules>[1]) => onChange(withRules(draft, part));
  const selected = areas.selectedCodes;
  return (
    <fieldset className="form-section">
      <legend>{t("run.conditions")}</legend>
      {plans.length > 0 && (
        <SelectField
          label={t("run.baseline")}
          help={t("run.baselineHelp")}
          value={draft.baselinePlanId ?? ""}
          onChange={(event) => {
            const baselinePlanId = event.target.value || null;
            // Who starts from a division wants it to count, at least a little.
            const leastChange = baselinePlanId === null ? 0 : Math.max(1, draft.leastChange);
            set({ baselinePlanId, leastChange, locks: [] });
          }}
        >
          <option value="">{t("run.noBaseline")}</option>
          {plans.map(({ id, name, status }) => (
            <option key={id} value={id}>
              {name} ({t(`plan.status.${status}`)})
            </option>
          ))}
        </SelectField>
      )}
      {draft.baselinePlanId !== null && (
        <TextField
          label={t("proposals.movedAtMost")}
          help={t("proposals.movedAtMostHelp")}
          inputMode="decimal"
          className="input-number"
          value={draft.movedAtMost}
          onChange={(event) => set({ movedAtMost: event.target.value })}
        />
      )}
      <CheckField
        label={t("run.keepCatchments")}
        checked={draft.keepCatchments}
        onChange={(event) => set({ keepCatchments: event.target.checked })}
      />
      <div className="stack-tight">
        <p className="small">
          {draft.locks.length === 0 ? t("run.noLocks") : t("run.locks", { count: draft.locks.length })}
        </p>
        <div className="row">
          <button
            type="button"
            className="button"
            disabled={!onLockSelected || selected.length === 0}
            onClick={() => onLockSelected?.()}
          >
            {t("run.lockSelected", { count: selected.length })}
          </button>
          {lockedInDrawing.length > 0 && (
            <button type="button" className="button" onClick={() => set({ locks: lockedInDrawing })}>
              {t("run.lockAsDrawn", { count: lockedInDrawing.length })}
            </button>
          )}
          {draft.locks.length > 0 && (
            <button type="button" className="button button-quiet" onClick={() => set({ locks: [] })}>
              {t("run.removeLocks")}
            </button>
          )}
        </div>
      </div>
      <GroupRules draft={draft} areas={areas} onChange={set} />
    </fieldset>
  );
}
