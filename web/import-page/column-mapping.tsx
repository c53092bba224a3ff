// Which column means what: guessed, remembered or given, and always correctable.
import { useTranslation } from "react-i18next";
import type { ImportPreview, PurposeDescription } from "../../api/contract/imports.ts";
import { inLanguage } from "../i18n.ts";

type Mapping = Readonly<Record<string, readonly string[]>>;

export function ColumnMapping({
  purpose,
  preview,
  chosen,
  onChange,
}: {
  purpose: PurposeDescription;
  preview: ImportPreview;
  /** The person's own answer, shown at once; the preview follows. */
  chosen: Mapping | undefined;
  onChange: (mapping: Record<string, string[]>) => void;
}) {
  const { t } = useTranslation();
  const mapping: Mapping = chosen ?? preview.mapping;
  const samplesOf = (heading: string | undefined) =>
    preview.columns.find((column) => column.heading === heading)?.samples ?? [];
  const give = (field: string, headings: string[]) => {
    const next = Object.fromEntries(Object.entries(mapping).map(([key, own]) => [key, [...own]]));
    if (headings.length === 0) delete next[field];
    else next[field] = headings;
    onChange(next);
  };
  return (
    <section className="stack-tight" aria-labelledby="mapping-heading">
      <div className="row-apart">
        <h3 id="mapping-heading">{t("import.columns")}</h3>
        <span className="tag">{t(`import.mappingSource.${preview.mappingSource}`)}</span>
      </div>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("import.field")}</th>
              <th scope="col">{t("import.columnInFile")}</th>
              <th scope="col">{t("import.samples")}</th>
            </tr>
          </thead>
          <tbody>
            {purpose.fields.map((field) => {
              const headings = mapping[field.key] ?? [];
              const label = `${inLanguage(field.name)}${field.required ? " *" : ""}`;
              return (
                <tr key={field.key}>
                  <th scope="row">{label}</th>
                  <td>
                    <select
                      className="input"
                      aria-label={t("import.columnFor", { field: inLanguage(field.name) })}
                      multiple={field.repeated}
                      size={field.repeated ? Math.min(5, preview.columns.length) : undefined}
                      value={field.repeated ? [...headings] : (headings[0] ?? "")}
                      aria-invalid={field.required && headings.length === 0 ? true : undefined}
                      onChange={(event) =>
                        give(
                          field.key,
                          [...event.target.selectedOptions]
                            .map((option) => option.value)
                            .filter((heading) => heading !== ""),
                        )
                      }
                    >
                      {!field.repeated && <option value="">{t("import.noColumn")}</option>}
                      {preview.columns.map(({ heading }) => (
                        <option key={heading} value={heading}>
                          {heading}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td className="soft small">{samplesOf(headings[0]).slice(0, 4).join(" · ")}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="small soft">{t("import.required")}</p>
    </section>
  );
}
