// The areas that two versions of a plan place differently: where each lay, and where each version puts it.
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { AreaGeography } from "../map/topology.ts";
import type { VersionDifference } from "./merge-versions.ts";

/** Rows that are shown; the rest is told by its number. */
const mostRows = 200;

export function DifferenceTable({
  teams,
  geography,
  base,
  own,
  theirs,
  difference: { differing, clashes },
  who,
}: {
  teams: readonly PlanTeam[];
  geography: AreaGeography;
  base: readonly number[];
  own: readonly number[];
  theirs: readonly number[];
  difference: VersionDifference;
  who: string;
}) {
  const { t } = useTranslation();
  const clashing = new Set(clashes);
  const teamIn = (version: readonly number[], area: number) => {
    const team = teams[version[area]!];
    return team ? `${team.letter} ${team.name}` : t("facts.noTeam");
  };
  if (differing.length === 0) return <p>{t("conflict.same")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame conflict-table" tabIndex={0} aria-label={t("conflict.table")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("conflict.area")}</th>
            <th scope="col">{t("conflict.before")}</th>
            <th scope="col">{t("conflict.own")}</th>
            <th scope="col">{who}</th>
          </tr>
        </thead>
        <tbody>
          {differing.slice(0, mostRows).map((area) => {
            const { code, name } = geography.properties[area]!;
            return (
              <tr key={area}>
                <th scope="row">
                  {name === code ? code : `${code} ${name}`}{" "}
                  {clashing.has(area) && <span className="tag tag-warning">{t("conflict.clash")}</span>}
                </th>
                <td>{teamIn(base, area)}</td>
                <td>{teamIn(own, area)}</td>
                <td>{teamIn(theirs, area)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {differing.length > mostRows && <p>{t("conflict.moreRows", { count: differing.length - mostRows })}</p>}
    </section>
  );
}
