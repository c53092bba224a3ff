// The rules of a run, in the planner's words.
import { useTranslation } from "react-i18next";
import type { PlanSummary } from "../../api/contract/plans.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import type { Team } from "../../api/contract/teams.ts";
import { CheckField, SelectField, TextField } from "../components/field.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { MeasureRules } from "./measure-rules.tsx";
import { faultsOf, type RulesDraft, type TeamRule } from "./rules-draft.ts";

function TeamRules({
  draft,
  teams,
  onChange,
}: {
  draft: RulesDraft;
  teams: readonly Team[];
  onChange: (teams: readonly TeamRule[]) => void;
}) {
  const { t } = useTranslation();
  const change = (teamId: string, part: Partial<TeamRule>) =>
    onChange(draft.teams.map((rule) => (rule.teamId === teamId ? { ...rule, ...part } : rule)));
  return (
    <fieldset className="form-section">
      <legend>{t("run.teams")}</legend>
      <table className="team-positions">
        <thead>
          <tr>
            <th scope="col">{t("run.team")}</th>
            <th scope="col">{t("run.investigation")}</th>
            <th scope="col">{t("run.firstLine")}</th>
          </tr>
        </thead>
        <tbody>
          {draft.teams.map((rule) => {
            const team = teams.find((own) => own.id === rule.teamId);
            if (!team) return null;
            return (
              <tr key={rule.teamId}>
                <td>
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={rule.included}
                      onChange={(event) => change(rule.teamId, { included: event.target.checked })}
                    />
                    <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
                    <span>{team.name}</span>
                  </label>
                </td>
                {(["investigation", "firstLine"] as const).map((kind) => (
                  <td key={kind}>
                    <input
                      className="input input-number"
                      inputMode="decimal"
                      disabled={!rule.included}
                      aria-label={t(`run.${kind}Of`, { team: team.name })}
                      value={rule[kind]}
                      onChange={(event) => change(rule.teamId, { [kind]: event.target.value })}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </fieldset>
  );
}

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

export function RunForm({
  draft,
  teams,
  measures,
  plans,
  selectedCount,
  busy,
  onChange,
  onLockSelected,
  onStart,
}: {
  draft: RulesDraft;
  teams: readonly Team[];
  measures: readonly Measure[];
  plans: readonly PlanSummary[];
  selectedCount: number;
  busy: boolean;
  onChange: (draft: RulesDraft) => void;
  onLockSelected: (() => void) | null;
  onStart: () => void;
}) {
  const { t } = useTranslation();
  const faults = faultsOf(draft);
  const set = (part: Partial<RulesDraft>) => onChange({ ...draft, ...part });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.length === 0) onStart();
      }}
    >
      <TeamRules draft={draft} teams={teams} onChange={(own) => set({ teams: own })} />
      <SelectField
        label={t("run.targets")}
        help={t(draft.targets === "positions" ? "run.targetsPositionsHelp" : "run.targetsEqualHelp")}
        value={draft.targets}
        onChange={(event) => set({ targets: event.target.value as RulesDraft["targets"] })}
      >
        <option value="positions">{t("run.targetsPositions")}</option>
        <option value="equal">{t("run.targetsEqual")}</option>
      </SelectField>
      <MeasureRules draft={draft} measures={measures} onChange={(own) => set({ measures: own })} />
      <fieldset className="form-section">
        <legend>{t("run.conditions")}</legend>
        <CheckField
          label={t("run.keepCatchments")}
          checked={draft.keepCatchments}
          onChange={(event) => set({ keepCatchments: event.target.checked })}
        />
        {plans.length > 0 && (
          <SelectField
            label={t("run.baseline")}
            help={t("run.baselineHelp")}
            value={draft.baselinePlanId ?? ""}
            onChange={(event) => set({ baselinePlanId: event.target.value || null, locks: [] })}
          >
            <option value="">{t("run.noBaseline")}</option>
            {plans.map(({ id, name, status }) => (
              <option key={id} value={id}>
                {name} ({t(`plan.status.${status}`)})
              </option>
            ))}
          </SelectField>
        )}
        <div className="stack-tight">
          <p className="small">
            {draft.locks.length === 0 ? t("run.noLocks") : t("run.locks", { count: draft.locks.length })}
          </p>
          <div className="row">
            <button
              type="button"
              className="button"
              disabled={!onLockSelected || selectedCount === 0}
              onClick={() => onLockSelected?.()}
            >
              {t("run.lockSelected", { count: selectedCount })}
            </button>
            {draft.locks.length > 0 && (
              <button type="button" className="button button-quiet" onClick={() => set({ locks: [] })}>
                {t("run.removeLocks")}
              </button>
            )}
          </div>
        </div>
      </fieldset>
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
          help={t("run.leastChangeHelp")}
          value={draft.leastChange}
          disabled={draft.baselinePlanId === null}
          onChange={(value) => set({ leastChange: value })}
        />
      </fieldset>
      <div className="form-section">
        <TextField
          label={t("run.seconds")}
          inputMode="decimal"
          className="input-number"
          value={draft.seconds}
          onChange={(event) => set({ seconds: event.target.value })}
        />
        <details>
          <summary className="summary">{t("run.advanced")}</summary>
          <TextField
            label={t("run.seed")}
            help={t("run.seedHelp")}
            inputMode="numeric"
            className="input-number"
            value={draft.seed}
            onChange={(event) => set({ seed: event.target.value })}
          />
        </details>
      </div>
      {faults.length > 0 && (
        <ul className="notice notice-warning plain-faults">
          {faults.map((fault) => (
            <li key={fault}>{t(`run.fault.${fault}`)}</li>
          ))}
        </ul>
      )}
      <button type="submit" className="button button-primary" disabled={busy || faults.length > 0}>
        {t("run.start")}
      </button>
    </form>
  );
}
