// The priority index told openly: its formula, its weights and, for planners, a form that makes a new version.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AreaProfile } from "../../api/contract/profiles.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant, formatNumber } from "../numbers.ts";
import { useSavePriorityIndex } from "../state/profiles.ts";
import { useSignedIn } from "../state/session.tsx";

export function PriorityIndexView({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const [editing, setEditing] = useState(false);
  const { index, indicators } = profile;
  const nameOf = (key: string) => indicators.find((indicator) => indicator.key === key)?.name ?? key;
  return (
    <details className="card">
      <summary>{t("profile.index.title", { version: index.version })}</summary>
      <div className="stack-tight">
        <p>{t("profile.index.formula")}</p>
        <p className="small soft">
          {index.version === 0 || index.createdAt === null
            ? t("profile.index.programsOwn")
            : t("profile.index.saved", { author: index.author ?? "", at: formatInstant(index.createdAt) })}
        </p>
        <ul>
          {index.weights.map(({ indicatorKey, weight }) => (
            <li key={indicatorKey}>
              {t(weight < 0 ? "profile.index.lowWeight" : "profile.index.weight", {
                name: nameOf(indicatorKey),
                weight: formatNumber(Math.abs(weight), Number.isInteger(weight) ? 0 : 1),
              })}
            </li>
          ))}
        </ul>
        {planner && !editing && (
          <div className="no-print">
            <button type="button" className="button" onClick={() => setEditing(true)}>
              {t("profile.index.change")}
            </button>
          </div>
        )}
        {editing && <WeightsForm key={index.version} profile={profile} onDone={() => setEditing(false)} />}
      </div>
    </details>
  );
}

/** 1.5 → "1,5". */
const writeWeight = (weight: number) => String(weight).replace(".", ",");

/** "−1,5" → −1.5; NaN where it is no number. */
function readWeight(text: string): number {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

function WeightsForm({ profile, onDone }: { profile: AreaProfile; onDone: () => void }) {
  const { t } = useTranslation();
  const { index, indicators } = profile;
  const saving = useSavePriorityIndex();
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(
      indicators.map(({ key }) => [
        key,
        writeWeight(index.weights.find(({ indicatorKey }) => indicatorKey === key)?.weight ?? 0),
      ]),
    ),
  );
  const weights = indicators.map(({ key }) => ({ indicatorKey: key, weight: readWeight(texts[key]!) }));
  const used = weights.filter(({ weight }) => weight !== 0);
  const isRight = used.length > 0 && used.every(({ weight }) => Math.abs(weight) <= 100);
  return (
    <form
      className="stack-tight no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) saving.mutate({ version: index.version, weights: used }, { onSuccess: onDone });
      }}
    >
      <p className="small soft">{t("profile.index.weightHelp")}</p>
      {indicators.map(({ key, name }) => (
        <label key={key} className="row nowrap">
          <input
            className="input input-number"
            inputMode="decimal"
            value={texts[key]}
            onChange={(event) => setTexts({ ...texts, [key]: event.target.value })}
          />
          <span>{name}</span>
        </label>
      ))}
      <ProblemNotice error={saving.error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={!isRight || saving.isPending}>
          {t("profile.index.save")}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}
