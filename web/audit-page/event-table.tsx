// Rows of the log as a table: when, who, in which role, what, about which areas, and from where.
import { useTranslation } from "react-i18next";
import type { AuditEvent, AuditOverview } from "../../api/contract/audit.ts";
import { inLanguage } from "../i18n.ts";
import { formatNumber, formatToTheSecond } from "../numbers.ts";

export function EventTable({
  events,
  overview,
  caption,
  onNote,
}: {
  events: readonly AuditEvent[];
  overview: AuditOverview;
  caption: string;
  onNote: (sequence: number) => void;
}) {
  const { t } = useTranslation();
  const names = new Map(overview.actions.map(({ action, name }) => [action, inLanguage(name)]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={caption}>
      <table className="table card-table">
        <thead>
          <tr>
            <th scope="col" className="right">
              {t("audit.column.row")}
            </th>
            <th scope="col">{t("audit.column.time")}</th>
            <th scope="col">{t("audit.column.who")}</th>
            <th scope="col">{t("audit.column.what")}</th>
            <th scope="col">{t("audit.column.areas")}</th>
            <th scope="col">{t("audit.column.from")}</th>
            <th scope="col" className="no-print">
              <span className="visually-hidden">{t("audit.column.note")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.sequence} data-action={event.action}>
              <th scope="row" className="right" data-label={t("audit.column.row")}>
                {formatNumber(event.sequence)}
              </th>
              <td data-label={t("audit.column.time")}>
                <span className="number">{formatToTheSecond(event.occurredAt)}</span>
                {event.outsideOfficeHours && (
                  <>
                    <br />
                    <span className="tag tag-warning">{t("audit.outside")}</span>
                  </>
                )}
              </td>
              <td data-label={t("audit.column.who")}>
                {event.personName ?? t(`audit.nobody.${event.role === "operator" ? "operator" : "anonymous"}`)}
                <br />
                <span className="small soft">{t(`audit.role.${event.role}`)}</span>
              </td>
              <td data-label={t("audit.column.what")}>
                {names.get(event.action) ?? event.action}
                <Details event={event} />
              </td>
              <td data-label={t("audit.column.areas")}>{areasText(event, t)}</td>
              <td data-label={t("audit.column.from")}>
                {event.addressClass ? t(`audit.address.${event.addressClass}`) : "–"}
              </td>
              <td className="no-print">
                <button
                  type="button"
                  className="button button-quiet"
                  aria-label={t("audit.noteRow", { row: formatNumber(event.sequence) })}
                  onClick={() => onNote(event.sequence)}
                >
                  {t("audit.note.open")}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function areasText({ divisionId, areaCodes }: AuditEvent, t: (key: string) => string): string {
  if (areaCodes.length > 0) return areaCodes.join(", ");
  return divisionId === null ? "–" : t("audit.wholeDivision");
}

/** What is told of the act, with the object it was about. */
function Details({ event: { objectKind, objectId, details } }: { event: AuditEvent }) {
  const { t } = useTranslation();
  const facts = Object.entries(details).filter(([key]) => key !== "note");
  const { note } = details;
  return (
    <>
      {note !== undefined && <p className="log-note">{String(note)}</p>}
      <span className="small soft log-details">
        {objectId !== null &&
          objectKind !== "log" &&
          `${t(`audit.object.${objectKind}`, { defaultValue: objectKind ?? "" })} ${objectId}`}
        {facts.map(([key, value], position) => (
          <span key={key}>
            {position > 0 || objectKind !== "log" ? " · " : ""}
            {t(`audit.detail.${key}`, { defaultValue: key })}: {detailText(key, value, t)}
          </span>
        ))}
      </span>
    </>
  );
}

function detailText(key: string, value: string | number | boolean, t: (key: string) => string): string {
  if (typeof value === "boolean") return t(value ? "audit.yes" : "audit.no");
  if (key === "role") return t(`audit.role.${value}`);
  if (key === "declared") return t(`audit.declaration.${value}`);
  return String(value);
}
