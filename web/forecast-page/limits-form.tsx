// What the municipality calls balanced and full, to be changed by whoever answers for it.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LoadLimits } from "../../api/contract/forecast.ts";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { readNumber } from "../run-page/rules-draft.ts";
import { useSaveLoadLimits } from "../state/forecast.ts";

const write = (value: number) => String(value).replace(".", ",");

export function LimitsForm({ limits, unit }: { limits: LoadLimits; unit: string }) {
  const { t } = useTranslation();
  const saving = useSaveLoadLimits();
  const [band, setBand] = useState(() => write(Number((100 * limits.bandFraction).toPrecision(6))));
  const [capacity, setCapacity] = useState(() =>
    limits.capacityPerPosition === null ? "" : write(limits.capacityPerPosition),
  );
  const percent = readNumber(band);
  const isBand = percent >= 1 && percent <= 50;
  const load = capacity.trim() === "" ? null : readNumber(capacity);
  const isCapacity = load === null || (load > 0 && load <= 1_000_000);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isBand || !isCapacity) return;
    saving.mutate({ version: limits.version, body: { bandFraction: percent / 100, capacityPerPosition: load } });
  };
  return (
    <details className="card no-print" data-testid="limits">
      <summary>{t("forecast.limits", { band, capacity: capacity || t("forecast.notSaid") })}</summary>
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
            fault={isCapacity ? undefined : t("forecast.capacityFault")}
            onChange={(event) => setCapacity(event.target.value)}
          />
        </div>
        <ProblemNotice error={saving.error} />
        <div className="row">
          <button type="submit" className="button button-primary" disabled={saving.isPending || !isBand || !isCapacity}>
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
