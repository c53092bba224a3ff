// The weights, to be changed and tried at once, and saved as a new version.
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { PlanWorkload, WorkloadWeights } from "../../api/contract/workload.ts";
import { problemOf } from "../api-client.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { readNumber } from "../run-page/rules-draft.ts";
import { useSaveWeights } from "../state/workload.ts";
import { type WeightValues, weightOf } from "./balances.ts";
import { caseTypeName } from "./words.ts";

/** As typed, of every case type that has been shown. */
interface Draft {
  readonly unit: WorkloadWeights["unit"];
  /** By key of the case type, as typed. */
  readonly cases: Readonly<Record<string, string>>;
  readonly otherCase: string;
  readonly perChild: string;
  readonly note: string;
}

/** Weights that are typed and not saved. The page keeps them, so that they can be tried on another plan too. */
export interface WeightsInHand {
  readonly draft: Draft;
  /** Those that are tried: as typed when all last were numbers; null until something but the note is changed. */
  readonly values: WeightValues | null;
}

const write = (value: number) => String(value).replace(".", ",");
const largest = 10_000;
const isWeight = (text: string) => readNumber(text) <= largest;

function draftOf(weights: WorkloadWeights, caseTypes: PlanWorkload["caseTypes"]): Draft {
  return {
    unit: weights.unit,
    cases: Object.fromEntries(caseTypes.map(({ key }) => [key, write(weightOf(weights, key))])),
    otherCase: write(weights.otherCase),
    perChild: write(weights.perChild),
    note: "",
  };
}

/** Weights of types that this plan's division does not tell stay as they are saved. */
function valuesOf(draft: Draft, saved: WorkloadWeights): WeightValues {
  const others = saved.perCase.filter(({ caseType }) => draft.cases[caseType] === undefined);
  const own = Object.entries(draft.cases).map(([caseType, text]) => ({ caseType, weight: readNumber(text) }));
  return {
    unit: draft.unit,
    perCase: [...own, ...others],
    otherCase: readNumber(draft.otherCase),
    perChild: readNumber(draft.perChild),
  };
}

export function WeightsForm({
  saved,
  caseTypes,
  inHand,
  onChange,
}: {
  saved: WorkloadWeights;
  caseTypes: PlanWorkload["caseTypes"];
  inHand: WeightsInHand | null;
  /** Null when they are taken back or saved. */
  onChange: (inHand: WeightsInHand | null) => void;
}) {
  const { t } = useTranslation();
  const saving = useSaveWeights();
  const begun = draftOf(saved, caseTypes);
  // Another plan's division may have case types that were not shown when the typing began.
  const draft = inHand ? { ...inHand.draft, cases: { ...begun.cases, ...inHand.draft.cases } } : begun;
  const isTried = inHand !== null && inHand.values !== null;
  const texts = [...Object.values(draft.cases), draft.otherCase, draft.perChild];
  const isWhole = texts.every(isWeight);
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    const isNumbers = [...Object.values(next.cases), next.otherCase, next.perChild].every(isWeight);
    onChange({ draft: next, values: isNumbers ? valuesOf(next, saved) : (inHand?.values ?? null) });
  };
  const takeBack = () => {
    saving.reset();
    onChange(null);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole || !isTried) return;
    const body = { ...valuesOf(draft, saved), note: draft.note };
    saving.mutate(
      { version: saved.version, body: { ...body, perCase: [...body.perCase] } },
      { onSuccess: () => onChange(null) },
    );
  };
  const wasSecond = saving.error !== null && problemOf(saving.error).status === 412;
  const number = (label: string, text: string, onType: (text: string) => void) => (
    <TextField
      key={label}
      label={label}
      value={text}
      inputMode="decimal"
      fault={isWeight(text) ? undefined : t("workload.notAWeight")}
      onChange={(event) => onType(event.target.value)}
    />
  );
  return (
    <form className="card stack no-print" aria-labelledby="weights-heading" onSubmit={save}>
      <div>
        <h2 id="weights-heading">{t("workload.weights")}</h2>
        <p className="soft">{t("workload.weightsHelp")}</p>
      </div>
      <div className="form-grid">
        <SelectField
          label={t("workload.unit")}
          value={draft.unit}
          onChange={(event) => change({ unit: event.target.value as Draft["unit"] })}
        >
          {(["hours", "points"] as const).map((unit) => (
            <option key={unit} value={unit}>
              {t(`workload.unitName.${unit}`)}
            </option>
          ))}
        </SelectField>
        {caseTypes.map(({ key, nameSv, nameEn }) =>
          number(t("workload.perCase", { type: caseTypeName({ nameSv, nameEn }) }), draft.cases[key]!, (text) =>
            change({ cases: { ...draft.cases, [key]: text } }),
          ),
        )}
        {number(t("workload.otherCase"), draft.otherCase, (otherCase) => change({ otherCase }))}
        {number(t("workload.perChild"), draft.perChild, (perChild) => change({ perChild }))}
      </div>
      <TextField
        label={t("workload.note")}
        help={t("workload.noteHelp")}
        maxLength={500}
        value={draft.note}
        onChange={(event) =>
          onChange({ draft: { ...draft, note: event.target.value }, values: inHand?.values ?? null })
        }
      />
      {wasSecond ? (
        <p className="notice notice-warning" role="alert">
          {t("workload.othersSaved", { version: saved.version })}
        </p>
      ) : (
        <ProblemNotice error={saving.error} />
      )}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={!isTried || !isWhole || saving.isPending}>
          {t("workload.save", { version: saved.version + 1 })}
        </button>
        <button type="button" className="button" disabled={inHand === null} onClick={takeBack}>
          {t("workload.takeBack")}
        </button>
        {isTried && <span className="small">{t("workload.tried")}</span>}
      </div>
    </form>
  );
}
