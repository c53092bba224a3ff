// Flow month by month: what comes in, goes on to investigation and stays open, how long each step takes, and what is more than chance.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Flow } from "../../api/contract/workload.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { ProtectedLink } from "../components/protected-link.tsx";
import { useTeams } from "../state/queries.ts";
import { useFlow } from "../state/workload.ts";
import { seriesOf } from "./flow-series.ts";
import { FlowView } from "./flow-view.tsx";
import { Quarters } from "./quarters.tsx";

export default function FlowPage() {
  const { t } = useTranslation();
  const { data: flow, error } = useFlow();
  return (
    <div className="page page-wide workload-page">
      <header className="page-head">
        <p>
          <Link to="/arbetsbelastning">{t("flow.toWorkload")}</Link>
        </p>
        <h1>{t("nav.flow")}</h1>
        <p className="lead">{t("flow.lead")}</p>
      </header>
      <ProblemNotice error={error} />
      {flow ? (
        flow.rows.length > 0 ? (
          <Told flow={flow} />
        ) : (
          <EmptyState title={t("flow.nothing")}>
            <p>{t("flow.nothingHelp")}</p>
          </EmptyState>
        )
      ) : (
        !error && <Loading />
      )}
    </div>
  );
}

/** The choice of all together; the unit of no team is empty. */
const everything = "*";

function Told({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const { data: teams = [] } = useTeams();
  const [unit, setUnit] = useState(everything);
  const [caseType, setCaseType] = useState(everything);
  const caseTypes = [...new Set(flow.rows.map((row) => row.caseType))];
  const series = useMemo(
    () => seriesOf(flow, unit === everything ? null : unit, caseType === everything ? null : caseType),
    [flow, unit, caseType],
  );
  const nameOf = ({ unit: letter, name }: Flow["teams"][number]) =>
    letter === "" ? t("flow.noTeam") : `${letter} ${name}`;
  const chosen = flow.teams.find((team) => team.unit === unit);
  const what = [chosen ? nameOf(chosen) : t("flow.allTeams"), caseType === everything ? t("flow.allTypes") : caseType];
  return (
    <div className="stack">
      <div className="workload-controls no-print">
        <SelectField label={t("workload.team")} value={unit} onChange={(event) => setUnit(event.target.value)}>
          <option value={everything}>{t("flow.allTeams")}</option>
          {flow.teams.map((team) => (
            <option key={team.unit} value={team.unit}>
              {nameOf(team)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("flow.caseType")} value={caseType} onChange={(event) => setCaseType(event.target.value)}>
          <option value={everything}>{t("flow.allTypes")}</option>
          {caseTypes.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </SelectField>
      </div>
      <p className="only-print">
        {t("flow.printed", {
          team: what[0],
          caseType: what[1],
          first: flow.rows[0]!.month,
          last: flow.rows.at(-1)!.month,
        })}
      </p>
      <p className="small">
        {t("flow.limitsHelp")} <ProtectedLink />
      </p>
      <Quarters flow={flow} teams={teams} />
      <div className="flow-views">
        {series.map((one) => (
          <FlowView key={one.key} series={one} what={what.join(", ")} />
        ))}
      </div>
    </div>
  );
}
