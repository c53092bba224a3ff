// The import wizard: purpose → file → preview → load → report. Nothing typed is lost when something is refused.
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Import, ImportOptions, ImportPreview, PurposeDescription } from "../../api/contract/imports.ts";
import { call } from "../api-client.ts";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { inLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";
import { ProblemError } from "../problem-error.ts";
import { useDivisions, usePurposes } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { FileDrop } from "./file-drop.tsx";
import { ImportHistory } from "./import-history.tsx";
import { ImportWatch } from "./import-watch.tsx";
import { PreviewView } from "./preview-view.tsx";
import { PurposeChoice } from "./purpose-choice.tsx";
import { uploadBody } from "./upload.ts";

function Step({
  number,
  title,
  state,
  children,
}: {
  number: number;
  title: string;
  state: "now" | "done" | "later";
  children: ReactNode;
}) {
  return (
    <section className="card step" aria-labelledby={`step-${number}`}>
      <div className="step-head">
        <span
          className={`step-number ${state === "done" ? "step-number-done" : state === "later" ? "step-number-later" : ""}`}
          aria-hidden="true"
        >
          {state === "done" ? "✓" : number}
        </span>
        <h2 id={`step-${number}`}>{title}</h2>
      </div>
      {state !== "later" && children}
    </section>
  );
}

function withoutDeclarations(settings: Readonly<Record<string, string>>, purpose: PurposeDescription | undefined) {
  const declarations = new Set(purpose?.settings.flatMap(({ key, isDeclaration }) => (isDeclaration ? [key] : [])));
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !declarations.has(key)));
}

/** How long after the last keystroke a preview is made anew. */
const previewDelayMs = 500;

export default function ImportPage() {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const purposes = usePurposes();
  const divisions = useDivisions().data ?? [];
  const [options, setOptions] = useState<ImportOptions | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [started, setStarted] = useState<Import | null>(null);

  const purpose = purposes.data?.find((candidate) => candidate.purpose === options?.purpose);
  const divisionId = purpose?.needsDivision ? (options?.divisionId ?? divisions[0]?.id ?? null) : null;
  const lacksDivision = purpose?.needsDivision === true && divisionId === null;
  // What the file tells about itself counts until the person says something else.
  const settings = { ...preview?.settings, ...options?.settings };
  const request: ImportOptions | null = options && { ...options, divisionId };

  const readPreview = useEffectEvent(async (signal: AbortSignal) => {
    if (!request || !file || lacksDivision) return;
    setBusy(true);
    try {
      const outcome = await call("post /api/:municipality/imports/preview", {
        params: { municipality },
        body: uploadBody(file, request),
        signal,
      });
      if (outcome.ok) setPreview(outcome.value);
      setError(outcome.ok ? null : new ProblemError(outcome.problem));
      setBusy(false);
    } catch (fault) {
      if (!signal.aborted) throw fault;
    }
  });
  const wish = JSON.stringify([request, lacksDivision]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a preview is made when the file or any answer has changed
  useEffect(() => {
    if (!file) return;
    const abort = new AbortController();
    const timer = setTimeout(() => void readPreview(abort.signal), previewDelayMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wish, file]);

  const choosePurpose = (chosen: PurposeDescription["purpose"]) => {
    setOptions((before) => ({ purpose: chosen, divisionId: before?.divisionId ?? null, settings: {} }));
    setPreview(null);
    setError(null);
    // A file that has been loaded is done with; one that was refused may be tried as something else.
    if (started) setFile(null);
    setStarted(null);
  };
  const chooseFile = (chosen: File) => {
    setFile(chosen);
    setPreview(null);
    setError(null);
    setStarted(null);
    // Another file has other layers and columns; what was typed about it (name, date …) is kept, but nothing is vouched for again.
    setOptions(
      (before) =>
        before && {
          purpose: before.purpose,
          divisionId: before.divisionId ?? null,
          settings: withoutDeclarations(before.settings ?? {}, purpose),
        },
    );
  };
  const load = async () => {
    if (!request || !file) return;
    setBusy(true);
    const outcome = await call("post /api/:municipality/imports", {
      params: { municipality },
      body: uploadBody(file, { ...request, ...(preview ? { mapping: preview.mapping } : {}), settings }),
    });
    setBusy(false);
    setError(outcome.ok ? null : new ProblemError(outcome.problem));
    if (outcome.ok) setStarted(outcome.value);
  };
  const restart = () => {
    setStarted(null);
    setFile(null);
    setPreview(null);
  };
  const missingSetting = purpose?.settings.some((setting) => setting.required && !settings[setting.key]) ?? false;

  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("nav.import")}</h1>
        <p className="lead">{t("import.lead")}</p>
      </header>
      <ProblemNotice error={purposes.error} />
      {purposes.isPending && <Loading />}
      {purposes.data && (
        <Step number={1} title={t("import.step1")} state={purpose ? "done" : "now"}>
          <PurposeChoice purposes={purposes.data} value={purpose?.purpose ?? null} onChoose={choosePurpose} />
        </Step>
      )}
      {purpose && (
        <Step number={2} title={t("import.step2")} state={file ? "done" : "now"}>
          {purpose.needsDivision &&
            (lacksDivision ? (
              <p className="notice notice-warning">{t("import.needsDivision")}</p>
            ) : (
              <SelectField
                label={t("import.forDivision")}
                value={divisionId ?? ""}
                onChange={(event) => setOptions((before) => before && { ...before, divisionId: event.target.value })}
              >
                {divisions.map(({ id, name, areaCount }) => (
                  <option key={id} value={id}>
                    {t("plan.divisionOption", { name, count: areaCount })}
                  </option>
                ))}
              </SelectField>
            ))}
          <FileDrop accepts={purpose.accepts} file={file} onFile={chooseFile} />
        </Step>
      )}
      {purpose && file && (
        <Step number={3} title={t("import.step3")} state={started ? "done" : "now"}>
          {busy && !started && <Loading text={t("import.reading")} />}
          <ProblemNotice error={error} />
          {preview && options && (
            <PreviewView
              purpose={purpose}
              preview={preview}
              options={options}
              settings={settings}
              onChange={(change) => setOptions((before) => before && { ...before, ...change })}
            />
          )}
        </Step>
      )}
      {purpose && preview && (
        <Step number={4} title={t("import.step4")} state="now">
          {started ? (
            <ImportWatch key={started.id} started={started} onAgain={restart} />
          ) : (
            <>
              <p>
                {preview.loadable
                  ? t("import.willLoad", {
                      count: preview.rowCount,
                      rows: formatNumber(preview.rowCount),
                      purpose: inLanguage(purpose.name),
                    })
                  : t("import.notLoadable")}
              </p>
              {missingSetting && <p className="notice notice-warning">{t("import.missingSetting")}</p>}
              <div>
                <button
                  type="button"
                  className="button button-primary"
                  disabled={busy || !preview.loadable || missingSetting}
                  onClick={load}
                >
                  {t("import.load")}
                </button>
              </div>
            </>
          )}
        </Step>
      )}
      <ImportHistory />
    </div>
  );
}
