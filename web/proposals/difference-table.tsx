// How much each pair of alternatives differs: the share of children placed differently.
import { useTranslation } from "react-i18next";
import { formatPercent } from "../numbers.ts";

export function DifferenceTable({
  differences,
  measure,
}: {
  differences: readonly (readonly number[])[];
  measure: string;
}) {
  const { t } = useTranslation();
  if (differences.length < 2) return null;
  const name = (place: number) => t("proposals.planNumber", { number: place + 1 });
  return (
    <section className="stack-tight" aria-labelledby="differences-heading" data-testid="differences">
      <h3 id="differences-heading">{t("proposals.differences")}</h3>
      <p className="small soft">{t("proposals.differencesHelp", { measure })}</p>
      <div className="table-scroll">
        <table className="facts-table">
          <thead>
            <tr>
              <th scope="col">{t("proposals.plan")}</th>
              {differences.map((row, place) => (
                <th key={row.join()} scope="col">
                  {name(place)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differences.map((row, place) => (
              <tr key={row.join()}>
                <th scope="row">{name(place)}</th>
                {row.map((difference, other) => (
                  <td key={name(other)} className="number">
                    {place === other ? "–" : formatPercent(difference, 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
