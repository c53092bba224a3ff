// What the municipality calls balanced and full, to be changed by whoever answers for it.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LoadLimits } from "../../api/contract/forecast.ts";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant, formatPositions } from "../numbers.ts";
import { readNumber } from "../run-page/rules-draft.ts";
import { useSaveLoadLimits } from "../state/forecast.ts";

const write = (value: number) => String(value).replace(".", ",");

const percentOf = ({ bandFraction }: LoadLimits) => Number((100 * bandFraction).toPrecision(6));

/** What is saved, not what is being typed. */
const shown = (capacity: number | null) => (capacity === null ? null : formatPositions(capacity));

export function LimitsForm({ limits, unit }: { limits: LoadLimits; unit: string }) {
  const { t } = useTranslation();
  const saving = useSaveLoadLimits();
  const [band, setBand] = useState(() => write(percentOf(limits)));
  const [capacity, setCapacity] = useState(() =>
    limits.capacityPerPosition === null ? "" : write(limits.capacityPerPosition),
  );
  const [firstLine, setFirstLine] = useState(() =>
    limits.firstLineCapacityPerPosition === null ? "" : write(limits.firstLineCapacityPerPosition),
  );
  const percent = readNumber(band);
  const isBand = percent >= 1 && percent <= 50;
  const [load, firstLineLoad] = [capacity, firstLine].map((text) => (text.trim() === "" ? null : readNumber(text)));
  const isCapacity = (own: number | null | undefined) => own == null || (own > 0 && own <= 1_000_000);
  const isWhole = isBand && isCapacity(load) && isCapacity(firstLineLoad);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole) return;
    const capacities = { capacityPerPosition: load ?? null, firstLineCapacityPerPosition: firstLineLoad ?? null };
    saving.mutate({ version: limits.version, body: { bandFraction: percent / 100, ...capacities } });
  };
  return (
    <details className="card no-print" data-testid="limits">
      <summary>
        {t("forecast.limits", {
          band: write(percentOf(limits)),
          capacity: shown(limits.capacityPerPosition) ?? t("forecast.notSaid"),
          firstLine: shown(limits.firstLineCapacityPerPosition) ?? t("forecast.notSaid"),
        })}
      </summary>
      <form className="stack" onSubmit={save}>
        <div className="row forecast-limits">
          <TextField
            label={t("forecast.band")}
            help={t("forecast.bandHelp")}
            value={band}
            inputMode="decimal"
            className="input-number"
            fault={isBand ? undefined : t("forecast.bandFault")}
            onChange={(event) => setBand(event.target.value)}
          />
          <TextField
            label={t("forecast.capacity", { unit })}
            help={t("forecast.capacityHelp")}
            value={capacity}
            inputMode="decimal"
            className="input-number"
            fault={isCapacity(load) ? undefined : t("forecast.capacityFault")}
            onChange={(event) => setCapacity(event.target.value)}
          />
          <TextField
            label={t("forecast.firstLineCapacity", { unit })}
            help={t("forecast.firstLineCapacityHelp")}
            value={firstLine}
            inputMode="decimal"
            className="input-number"
            fault={isCapacity(firstLineLoad) ? undefined : t("forecast.capacityFault")}
            onChange={(event) => setFirstLine(event.target.value)}
          />
        </div>
        <ProblemNotice error={saving.error} />
        <div className="row">
          <button type="submit" className="button button-primary" disabled={saving.isPending || !isWhole}>
            {t("forecast.saveLimits")}
          </button>
          {limits.changedAt && (
            <span className="small soft">
              {t("forecast.limitsChanged", { person: limits.changedBy ?? "–", time: formatInstant(limits.changedAt) })}
            </span>
          )}
        </div>
      </form>
    </details>
  );
}
