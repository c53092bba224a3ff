// A sheet of A3 for a workshop's wall: the team's area, its numbers as they are told, and an empty tree to put notes on.
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { Indicator } from "../../api/contract/statistics.ts";
import { nodeKinds } from "../../engine/problem-tree/tree.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { sumInWords } from "../components/told-value.ts";
import { measureName } from "../map-page/colouring.ts";
import { formatNumber, formatPeriod } from "../numbers.ts";
import { kindLooks } from "../problem-tree-page/node-marks.tsx";
import { useGeography } from "../state/geography.ts";
import {
  useDivisions,
  useIndicators,
  useIndicatorValues,
  usePlan,
  usePlanBalance,
  usePlans,
  useTeams,
} from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { SheetMap } from "./sheet-map.tsx";

export default function SheetPage() {
  const { team: teamId } = useParams();
  const { t } = useTranslation();
  const { municipality } = useSignedIn();
  const teams = useTeams();
  const team = teams.data?.find(({ id }) => id === teamId) ?? null;
  const present = usePlans().data?.find(({ isPresent }) => isPresent) ?? null;
  const { data: plan } = usePlan(present?.id ?? null);
  const division = useDivisions().data?.find(({ id }) => id === present?.divisionId) ?? null;
  const { geography } = useGeography(division);
  const balance = usePlanBalance(present?.id ?? null, present?.version ?? null);
  const position = plan?.teams.findIndex((own) => own.teamId === teamId) ?? -1;
  const areas = plan ? [...plan.teamIndexes.keys()].filter((area) => plan.teamIndexes[area] === position) : [];
  if (teams.error) return <ProblemNotice error={teams.error} />;
  if (!teams.data) return <Loading />;
  if (!team) {
    return (
      <div className="page page-narrow">
        <h1>{t("workshop.sheet")}</h1>
        <p>{t("workshop.noTeam")}</p>
      </div>
    );
  }
  return (
    <div className="sheet-frame">
      <div className="row no-print">
        <button type="button" className="button button-primary" onClick={() => print()}>
          {t("workshop.print")}
        </button>
        <p className="small soft">{t("workshop.printHelp")}</p>
      </div>
      <div className="sheet">
        <header className="sheet-head">
          <TeamBadge letter={team.letter} colourIndex={team.colourIndex} />
          <h1>{team.name}</h1>
          <span>{[municipality.name, present?.name].filter(Boolean).join(" · ")}</span>
        </header>
        <div className="sheet-left">
          {geography && <SheetMap geography={geography} areas={areas} colourIndex={team.colourIndex} />}
          <h2>{t("workshop.numbers")}</h2>
          <ProblemNotice error={balance.error} />
          <table className="sheet-table">
            <tbody>
              {balance.data?.measures.flatMap((measure) => {
                const own = measure.teams.find((each) => each.teamId === teamId);
                return own
                  ? [
                      <tr key={`${measure.measureKey} ${measure.period}`}>
                        <th scope="row">
                          {measureName(measure)}
                          {measure.period === null ? "" : ` ${formatPeriod(measure.period)}`}
                        </th>
                        <td>{sumInWords(t, own)}</td>
                      </tr>,
                    ]
                  : [];
              })}
            </tbody>
          </table>
          {division && <Indicators division={division.id} areas={areas} />}
          <p className="sheet-note">{t("workshop.numbersNote")}</p>
        </div>
        <div className="sheet-tree">
          {nodeKinds.map((kind) => (
            <section key={kind} data-kind={kind} style={{ borderColor: kindLooks[kind].line }}>
              <h2 style={{ color: kindLooks[kind].line }}>{t(`tree.kinds.${kind}`)}</h2>
              <p>{t(`workshop.question.${kind}`)}</p>
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}

function Indicators({ division, areas }: { division: string; areas: readonly number[] }) {
  const { t } = useTranslation();
  const indicators = useIndicators(division).data ?? [];
  if (indicators.length === 0) return null;
  return (
    <table className="sheet-table">
      <caption>{t("workshop.indicatorsCaption")}</caption>
      <tbody>
        {indicators.slice(0, 12).map((indicator) => (
          <IndicatorRow key={indicator.key} division={division} indicator={indicator} areas={areas} />
        ))}
      </tbody>
    </table>
  );
}

/** The lowest and the highest of the team's areas: no mean of areas of different sizes. */
function IndicatorRow({
  division,
  indicator,
  areas,
}: {
  division: string;
  indicator: Indicator;
  areas: readonly number[];
}) {
  const { t } = useTranslation();
  const { data } = useIndicatorValues(division, indicator.key);
  const told = areas.flatMap((area) => data?.values[area] ?? []);
  const shown = (value: number) => formatNumber(value, indicator.decimals);
  return (
    <tr>
      <th scope="row">
        {indicator.name} ({indicator.unit}) {data?.period ?? ""}
      </th>
      <td>{told.length === 0 ? t("workshop.unknown") : `${shown(Math.min(...told))} – ${shown(Math.max(...told))}`}</td>
    </tr>
  );
}
