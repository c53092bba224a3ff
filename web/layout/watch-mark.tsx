// The mark in the menu that the month's check has found teams outside their band, so that nobody must open the forecast to hear of it.
import { useTranslation } from "react-i18next";
import { signalsOf } from "../forecast-page/signals.ts";
import { useWatchFindings } from "../state/forecast.ts";
import { usePlans } from "../state/queries.ts";

/** Nothing where every team of today's division is within its band, or none has been checked. */
export function WatchMark() {
  const { t } = useTranslation();
  const { data: plans = [] } = usePlans();
  const { data: months } = useWatchFindings(plans.find(({ isPresent }) => isPresent)?.divisionId ?? null);
  const finding = months?.[0]?.finding;
  const count = finding ? new Set(signalsOf(finding).map(({ team }) => team.teamId)).size : 0;
  if (count === 0) return null;
  return (
    <span className="watch-mark">
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t("forecast.outsideBand", { count })}</span>
    </span>
  );
}
