// Protected client counts on the sheet, where somebody has asked for them: a sheet on a wall is read by everybody who passes.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { sumInWords } from "../components/told-value.ts";
import { measureName } from "../map-page/colouring.ts";
import { formatPeriod } from "../numbers.ts";
import { usePlan, usePlanBalance } from "../state/queries.ts";

export function SheetClients({ planId, teamId, onRead }: { planId: string; teamId: string; onRead: () => void }) {
  const { t } = useTranslation();
  const { data: plan } = usePlan(planId);
  const { data, error, isSuccess } = usePlanBalance(planId, plan?.version ?? null);
  useEffect(() => {
    if (isSuccess) onRead();
  }, [isSuccess, onRead]);
  const rows = (data?.measures ?? []).flatMap((measure) => {
    const own = measure.teams.find((each) => each.teamId === teamId);
    return own && measure.measureKey.startsWith("clients-") ? [{ measure, own }] : [];
  });
  return (
    <>
      <ProblemNotice error={error} />
      <table className="sheet-table">
        <tbody>
          {rows.map(({ measure, own }) => (
            <tr key={`${measure.measureKey} ${measure.period}`}>
              <th scope="row">
                {measureName(measure)}
                {measure.period === null ? "" : ` ${formatPeriod(measure.period)}`}
              </th>
              <td>{sumInWords(t, own)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
