// Step 1: what the file is about, in the importer's own words.
import { useTranslation } from "react-i18next";
import type { PurposeDescription } from "../../api/contract/imports.ts";
import { inLanguage } from "../i18n.ts";

export function PurposeChoice({
  purposes,
  value,
  onChoose,
}: {
  purposes: readonly PurposeDescription[];
  value: string | null;
  onChoose: (purpose: PurposeDescription["purpose"]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="visually-hidden">{t("import.purpose")}</legend>
      <div className="choice-cards">
        {purposes.map(({ purpose, name, help }) => (
          <label key={purpose} className="choice-card">
            <input
              type="radio"
              name="purpose"
              value={purpose}
              checked={value === purpose}
              onChange={() => onChoose(purpose)}
            />
            <strong>{inLanguage(name)}</strong>
            <span className="small soft">{inLanguage(help)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
