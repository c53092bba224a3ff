// What the rows and the sample are limited to. Nothing is asked before the button: each reading is itself logged.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AuditOverview } from "../../api/contract/audit.ts";
import { CheckField, SelectField, TextField } from "../components/field.tsx";
import { inLanguage } from "../i18n.ts";
import { compareText } from "../numbers.ts";
import type { LogFilter } from "../state/audit.ts";

const roles = ["planner", "manager", "team", "admin", "reviewer", "operator", "anonymous"] as const;

export function FilterForm({
  overview,
  given,
  onFilter,
}: {
  overview: AuditOverview;
  given: LogFilter;
  onFilter: (filter: LogFilter) => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<LogFilter>(given);
  const put = (name: keyof LogFilter, value: string) => {
    const { [name]: _previous, ...others } = draft;
    setDraft(value === "" ? others : ({ ...others, [name]: value } as LogFilter));
  };
  const text = (name: keyof LogFilter) => ({
    value: draft[name] ?? "",
    onChange: (event: { target: { value: string } }) => put(name, event.target.value.trim()),
  });
  const actions = overview.actions
    .map(({ action, name }) => ({ action, name: inLanguage(name) }))
    .sort((one, other) => compareText(one.name, other.name));
  const people = [...overview.people].sort((one, other) => compareText(one.name, other.name));
  const { opens, closes } = overview.officeHours;
  return (
    <form
      className="card stack no-print"
      aria-label={t("audit.filter.heading")}
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(draft);
      }}
    >
      <div className="form-grid">
        <TextField type="date" label={t("audit.filter.from")} {...text("from")} />
        <TextField type="date" label={t("audit.filter.to")} {...text("to")} />
        <SelectField label={t("audit.filter.person")} {...text("personId")}>
          <option value="">{t("audit.filter.everybody")}</option>
          {people.map(({ personId, name }) => (
            <option key={personId} value={personId}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("audit.filter.role")} {...text("role")}>
          <option value="">{t("audit.filter.allRoles")}</option>
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`audit.role.${role}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("audit.filter.action")} {...text("action")}>
          <option value="">{t("audit.filter.allActions")}</option>
          {actions.map(({ action, name }) => (
            <option key={action} value={action}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField label={t("audit.filter.area")} help={t("audit.filter.areaHelp")} maxLength={20} {...text("area")} />
      </div>
      <CheckField
        label={t("audit.filter.outside", { opens, closes })}
        checked={draft.hours === "outside"}
        onChange={(event) => put("hours", event.target.checked ? "outside" : "")}
      />
      <div className="row">
        <button type="submit" className="button button-primary">
          {t("audit.filter.show")}
        </button>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            setDraft({});
            onFilter({});
          }}
        >
          {t("audit.filter.clear")}
        </button>
      </div>
    </form>
  );
}
