// What is to be found and under which rules, in the planner's words.
import { useTranslation } from "react-i18next";
import type { PlanSummary } from "../../api/contract/plans.ts";
import type { RulesCheck } from "../../api/contract/rules.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import type { Team } from "../../api/contract/teams.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { measureName } from "../map-page/colouring.ts";
import { ConditionRules, type LockableAreas } from "./condition-rules.tsx";
import type { AreaChoice } from "./group-rules.tsx";
import { MeasureRules } from "./measure-rules.tsx";
import { ReasonField } from "./reason-field.tsx";
import { RulesCheckNotice } from "./rules-check-notice.tsx";
import { type DraftKind, faultsOf, type RulesDraft, usualSeconds, withRules, withRun } from "./rules-draft.ts";
import { TeamRules } from "./team-rules.tsx";

const kinds: readonly DraftKind[] = ["division", "frontier", "alternatives"];

function Goal({
  label,
  help,
  value,
  onChange,
  disabled,
}: {
  label: string;
  help: string;
  value: number;
  onChange: (value: number) => void;
  disabled?: boolean;
}) {
  const { t } = useTranslation();
  const words = t(`run.goalStep.${value}`);
  return (
    <label className="goal">
      <span className="field-name">{label}</span>
      <span className="small">{disabled ? t("run.goalNeedsPlan") : words}</span>
      <input
        type="range"
        min={0}
        max={3}
        step={1}
        value={value}
        disabled={disabled}
        aria-valuetext={words}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <span className="field-help">{help}</span>
    </label>
  );
}

function KindChoice({ draft, onChange }: { draft: RulesDraft; onChange: (draft: RulesDraft) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className="form-section">
      <legend>{t("proposals.kind")}</legend>
      {kinds.map((kind) => (
        <label key={kind} className="check">
          <input
            type="radio"
            name="kind"
            checked={draft.kind === kind}
            onChange={() => onChange(withRun(draft, { kind, seconds: usualSeconds[kind] }))}
          />
          <span>
            {t(`proposals.kinds.${kind}.name`)}
            <span className="field-help kind-help">{t(`proposals.kinds.${kind}.help`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function RunForm({
  draft,
  teams,
  measures,
  plans,
  areas,
  lockable,
  check,
  checkError,
  busy,
  onChange,
  onStart,
}: {
  draft: RulesDraft;
  teams: readonly Team[];
  measures: readonly Measure[];
  plans: readonly PlanSummary[];
  areas: AreaChoice;
  lockable: LockableAreas;
  check: RulesCheck | null;
  /** Why nobody can say whether the rules can be kept; null where it was said, or is not known yet. */
  checkError: unknown;
  busy: boolean;
  onChange: (draft: RulesDraft) => void;
  onStart: () => void;
}) {
  const { t } = useTranslation();
  const faults = faultsOf(draft);
  const mainMeasure = measures.find(({ key }) => key === draft.measures[0]?.measureKey);
  const baseline = plans.find(({ id }) => id === draft.baselinePlanId);
  const set = (part: Parameters<typeof withRules>[1]) => onChange(withRules(draft, part));
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.length === 0) onStart();
      }}
    >
      <KindChoice draft={draft} onChange={onChange} />
      <TeamRules draft={draft} teams={teams} onChange={(own) => set({ teams: own })} />
      <SelectField
        label={t("run.targets")}
        help={t(`proposals.targetsHelp.${draft.targets}`)}
        value={draft.targets}
        onChange={(event) => set({ targets: event.target.value as RulesDraft["targets"] })}
      >
        <option value="positions">{t("run.targetsPositions")}</option>
        <option value="equal">{t("run.targetsEqual")}</option>
        <option value="shares">{t("proposals.targetsShares")}</option>
      </SelectField>
      <ReasonField
        rule={t("proposals.reasonRule.targets")}
        value={draft.reasons.targets}
        onChange={(targets) => set({ reasons: { ...draft.reasons, targets } })}
      />
      <MeasureRules draft={draft} measures={measures} check={check} onChange={(own) => set({ measures: own })} />
      <ConditionRules
        draft={draft}
        teams={teams}
        plans={plans}
        areas={areas}
        lockable={lockable}
        mainMeasure={mainMeasure ? measureName(mainMeasure) : null}
        onChange={onChange}
      />
      <fieldset className="form-section">
        <legend>{t("run.goals")}</legend>
        <p className="small soft">{t("run.goalsHelp")}</p>
        <Goal
          label={t("run.compactness")}
          help={t("run.compactnessHelp")}
          value={draft.compactness}
          onChange={(value) => set({ compactness: value })}
        />
        <Goal
          label={t("run.borderLength")}
          help={t("run.borderLengthHelp")}
          value={draft.borderLength}
          onChange={(value) => set({ borderLength: value })}
        />
        <Goal
          label={t("run.leastChange")}
          help={baseline ? t("run.leastChangeHelp", { plan: baseline.name }) : t("run.leastChangeHelpNone")}
          value={draft.leastChange}
          disabled={draft.baselinePlanId === null}
          onChange={(value) => set({ leastChange: value })}
        />
        <ReasonField
          rule={t("proposals.reasonRule.goals")}
          value={draft.reasons.goals}
          onChange={(goals) => set({ reasons: { ...draft.reasons, goals } })}
        />
      </fieldset>
      <div className="form-section">
        <TextField
          label={t("run.seconds")}
          inputMode="decimal"
          className="input-number"
          value={draft.seconds}
          onChange={(event) => onChange(withRun(draft, { seconds: event.target.value }))}
        />
        <details>
          <summary className="summary">{t("run.advanced")}</summary>
          <TextField
            label={t("run.seed")}
            help={t("run.seedHelp")}
            inputMode="numeric"
            className="input-number"
            value={draft.seed}
            onChange={(event) => onChange(withRun(draft, { seed: event.target.value }))}
          />
        </details>
      </div>
      {faults.length > 0 ? (
        <ul className="notice notice-warning plain-faults">
          {faults.map((fault) => (
            <li key={fault}>{t(`run.fault.${fault}`)}</li>
          ))}
        </ul>
      ) : checkError ? (
        <div className="stack-tight" data-testid="rules-check-refused">
          <ProblemNotice error={checkError}>
            <p className="small">{t("proposals.notChecked")}</p>
          </ProblemNotice>
        </div>
      ) : (
        check && <RulesCheckNotice check={check} />
      )}
      <button type="submit" className="button button-primary" disabled={busy || faults.length > 0}>
        {t("run.start")}
      </button>
    </form>
  );
}
