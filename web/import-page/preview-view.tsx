// Step 3: what the importer understood of the file, and what it needs to be told.
import { useTranslation } from "react-i18next";
import type { ImportOptions, ImportPreview, PurposeDescription } from "../../api/contract/imports.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { inLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";
import { ColumnMapping } from "./column-mapping.tsx";
import { IssueList } from "./issue-list.tsx";

function CodeList({ title, codes }: { title: string; codes: readonly string[] }) {
  if (codes.length === 0) return null;
  return (
    <section className="stack-tight">
      <h3>
        {title} ({formatNumber(codes.length)})
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled list must be reachable by keyboard */}
      <section className="code-list" tabIndex={0} aria-label={title}>
        {codes.join(", ")}
      </section>
    </section>
  );
}

function PreviewTable({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation();
  if (preview.rows.length === 0) return null;
  return (
    <section className="stack-tight">
      <h3>{t("import.firstRows", { count: preview.rows.length, all: formatNumber(preview.rowCount) })}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame preview-frame" tabIndex={0} aria-label={t("import.previewTable")}>
        <table className="table">
          <thead>
            <tr>
              {preview.columns.map(({ heading }) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a preview's rows are known by their place alone
              <tr key={position}>
                {row.map((cell, column) => (
                  <td key={preview.columns[column]?.heading ?? column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function CoordinateSystem({
  preview,
  chosen,
  onChange,
}: {
  preview: ImportPreview;
  /** The person's answer, shown at once; the preview follows. */
  chosen: number | undefined;
  onChange: (change: Partial<ImportOptions>) => void;
}) {
  const { t } = useTranslation();
  const system = preview.coordinateSystem;
  if (!system) return null;
  const asked = system.candidates.length > 1 && system.source !== "file";
  if (!asked) {
    return (
      <p>
        {t("import.crs")}:{" "}
        <strong>{system.epsg === null ? t("import.crsUnknown") : `${system.name ?? ""} (EPSG:${system.epsg})`}</strong>{" "}
        <span className="tag">{t(`import.crsSource.${system.source}`)}</span>
      </p>
    );
  }
  return (
    <fieldset className="notice notice-warning">
      <legend className="field-name">{t("import.crsAsk")}</legend>
      <p className="small">{t("import.crsAskHelp")}</p>
      {system.candidates.map(({ epsg, name }) => (
        <label key={epsg} className="check">
          <input type="radio" name="epsg" checked={chosen === epsg} onChange={() => onChange({ epsg })} />
          <span>
            {name} (EPSG:{epsg})
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Settings({
  purpose,
  settings,
  onChange,
}: {
  purpose: PurposeDescription;
  settings: Readonly<Record<string, string>>;
  onChange: (settings: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  if (purpose.settings.length === 0) return null;
  return (
    <section className="stack-tight">
      <h3>{t("import.settings")}</h3>
      <div className="form-grid">
        {purpose.settings.map(({ key, name, kind, required, choices }) => {
          const label = `${inLanguage(name)}${required ? " *" : ""}`;
          const value = settings[key] ?? "";
          const give = (text: string) => onChange({ ...settings, [key]: text });
          return kind === "choice" ? (
            <SelectField
              key={key}
              label={label}
              value={value}
              required={required}
              onChange={(event) => give(event.target.value)}
            >
              <option value="">{t("import.chooseValue")}</option>
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {inLanguage(choice.name)}
                </option>
              ))}
            </SelectField>
          ) : (
            <TextField
              key={key}
              label={label}
              type={kind}
              value={value}
              required={required}
              step={kind === "number" ? "any" : undefined}
              onChange={(event) => give(event.target.value)}
            />
          );
        })}
      </div>
    </section>
  );
}

export function PreviewView({
  purpose,
  preview,
  options,
  settings,
  onChange,
}: {
  purpose: PurposeDescription;
  preview: ImportPreview;
  options: ImportOptions;
  settings: Readonly<Record<string, string>>;
  onChange: (change: Partial<ImportOptions>) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="stack" data-testid="import-preview">
      <p>
        {t("import.format")}:{" "}
        <strong>{t(`import.formatName.${preview.format}`, { defaultValue: preview.format })}</strong> ·{" "}
        {t("import.rowCount", { count: preview.rowCount, rows: formatNumber(preview.rowCount) })}
      </p>
      {preview.layers.length > 1 && (
        <SelectField
          label={t("import.layer")}
          value={options.layer ?? preview.layer}
          onChange={(event) => onChange({ layer: event.target.value })}
        >
          {preview.layers.map(({ name, rowCount }) => (
            <option key={name} value={name}>
              {name} ({formatNumber(rowCount)})
            </option>
          ))}
        </SelectField>
      )}
      <CoordinateSystem preview={preview} chosen={options.epsg} onChange={onChange} />
      {purpose.fields.length > 0 && (
        <ColumnMapping
          purpose={purpose}
          preview={preview}
          chosen={options.mapping}
          onChange={(mapping) => onChange({ mapping })}
        />
      )}
      <Settings purpose={purpose} settings={settings} onChange={(next) => onChange({ settings: next })} />
      <section className="stack-tight">
        <h3>{t("import.issues")}</h3>
        <p className="row">
          {(["error", "warning", "info"] as const).map((severity) => (
            <span key={severity} className="small">
              {t(`import.count.${severity}`, { count: preview.issueCounts[severity] })}
            </span>
          ))}
        </p>
        <IssueList issues={preview.issues} />
      </section>
      <div className="two-columns">
        <CodeList title={t("import.onlyInFile")} codes={preview.onlyInFile} />
        <CodeList title={t("import.onlyInDivision")} codes={preview.onlyInDivision} />
      </div>
      <PreviewTable preview={preview} />
    </div>
  );
}
