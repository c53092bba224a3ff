// In how many of the last quarters each team's part of what came in was farther from its part of the positions than chance.
import { useTranslation } from "react-i18next";
import type { Flow } from "../../api/contract/workload.ts";
import { useTeams } from "../state/queries.ts";
import { compareQuarters } from "./flow-series.ts";

export function Quarters({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const { data: teams = [] } = useTeams();
  const comparison = compareQuarters(
    flow,
    new Map(teams.map(({ letter, investigationPositions }) => [letter, investigationPositions])),
  );
  if (!comparison) return null;
  return (
    <section aria-label={t("flow.quarters")} className="stack-tight">
      <h2>{t("flow.quarters")}</h2>
      <p className="small soft">
        {t("flow.quartersHelp", { from: comparison.quarters[0], to: comparison.quarters.at(-1) })}
      </p>
      <ul>
        {[...comparison.beyond].map(([unit, beyond]) => (
          <li key={unit}>
            {unit} {teams.find(({ letter }) => letter === unit)?.name}:{" "}
            {t("flow.quartersOf", { beyond: beyond.filter(Boolean).length, count: beyond.length })}
          </li>
        ))}
      </ul>
    </section>
  );
}
