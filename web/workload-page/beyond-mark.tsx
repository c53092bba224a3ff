// The mark of a difference beyond chance in a table's cell, and what it means under the table.
import { useTranslation } from "react-i18next";

/** As the points of the curves are; said in words to whoever hears the table. */
export function BeyondMark() {
  const { t } = useTranslation();
  return (
    <span className="beyond-mark">
      {" "}
      <span aria-hidden="true">●</span>
      <span className="visually-hidden">{t("workload.beyondMark")}</span>
    </span>
  );
}

export function BeyondLegend() {
  const { t } = useTranslation();
  return (
    <p className="small soft">
      <span className="beyond-mark" aria-hidden="true">
        ●
      </span>{" "}
      {t("workload.beyondLegend")}
    </p>
  );
}
