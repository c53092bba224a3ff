// What a division must respect besides balance: locks, catchments, areas together and apart, and how much may change.
import { useTranslation } from "react-i18next";
import type { PlanSummary } from "../../api/contract/plans.ts";
import type { Team } from "../../api/contract/teams.ts";
import { CheckField, SelectField, TextField } from "../components/field.tsx";
import { withinSentence } from "../numbers.ts";
import { namedWithStanding } from "../plans-page/plan-standing.ts";
import { type AreaChoice, GroupRules } from "./group-rules.tsx";
import { LockRules } from "./lock-rules.tsx";
import { ReasonField } from "./reason-field.tsx";
import { type Lock, type RulesDraft, withBaseline, withRules } from "./rules-draft.ts";

export interface LockableAreas {
  /** The areas chosen on the map, each to its team in the plan one starts from; null where one starts from none. */
  readonly selectedOwn: readonly Pick<Lock, "areaCode" | "teamId">[] | null;
  /** What is locked in the drawing of that plan. */
  readonly lockedInDrawing: readonly Pick<Lock, "areaCode" | "teamId">[];
}

export function ConditionRules({
  draft,
  teams,
  plans,
  areas,
  lockable,
  mainMeasure,
  onChange,
}: {
  draft: RulesDraft;
  teams: readonly Team[];
  plans: readonly PlanSummary[];
  areas: AreaChoice;
  lockable: LockableAreas;
  /** Name of the measure that changes of team are counted in; null where none is chosen yet. */
  mainMeasure: string | null;
  onChange: (draft: RulesDraft) => void;
}) {
  const { t } = useTranslation();
  const set = (part: Parameters<typeof withRules>[1]) => onChange(withRules(draft, part));
  const reasonOf = (name: "baseline" | "movedAtMost" | "catchments") => (
    <ReasonField
      rule={t(`proposals.reasonRule.${name}`)}
      value={draft.reasons[name]}
      onChange={(reason) => set({ reasons: { ...draft.reasons, [name]: reason } })}
    />
  );
  return (
    <fieldset className="form-section">
      <legend>{t("run.conditions")}</legend>
      {plans.length > 0 && (
        <div className="with-reason">
          <SelectField
            label={t("run.baseline")}
            help={t("run.baselineHelp")}
            value={draft.baselinePlanId ?? ""}
            onChange={(event) => onChange(withBaseline(draft, event.target.value || null))}
          >
            <option value="">{t("run.noBaseline")}</option>
            {plans.map((plan) => (
              <option key={plan.id} value={plan.id}>
                {namedWithStanding(t, plan)}
              </option>
            ))}
          </SelectField>
          {reasonOf("baseline")}
        </div>
      )}
      {draft.baselinePlanId !== null && (
        <div className="with-reason">
          <TextField
            label={t("proposals.movedAtMost")}
            help={
              mainMeasure === null
                ? t("proposals.movedAtMostNoMeasure")
                : t("proposals.movedAtMostHelp", { measure: withinSentence(mainMeasure) })
            }
            inputMode="decimal"
            className="input-number"
            value={draft.movedAtMost}
            onChange={(event) => set({ movedAtMost: event.target.value })}
          />
          {draft.movedAtMost.trim() !== "" && reasonOf("movedAtMost")}
        </div>
      )}
      <div className="with-reason">
        <CheckField
          label={t("run.keepCatchments")}
          checked={draft.keepCatchments}
          onChange={(event) => set({ keepCatchments: event.target.checked })}
        />
        {draft.keepCatchments && reasonOf("catchments")}
      </div>
      <LockRules draft={draft} teams={teams} areas={areas} {...lockable} onChange={(locks) => set({ locks })} />
      <GroupRules draft={draft} areas={areas} onChange={set} />
    </fieldset>
  );
}
