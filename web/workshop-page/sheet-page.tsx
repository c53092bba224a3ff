// A sheet of A3 for a workshop's wall: the team's area or a place in it, its numbers beside the municipality's, and an empty tree to put notes on.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { nodeKinds } from "../../engine/problem-tree/tree.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { kindLooks } from "../problem-tree-page/node-marks.tsx";
import { placeParameter } from "../problem-tree-page/tree-paths.ts";
import { useGeography } from "../state/geography.ts";
import { useOpenProfile, useTeamProfile } from "../state/profiles.ts";
import { useDivisions, useTeams } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { SheetClients } from "./sheet-clients.tsx";
import { SheetMap } from "./sheet-map.tsx";
import { ChildrenTable, IndicatorTable } from "./sheet-numbers.tsx";

export default function SheetPage() {
  const { team: teamId = "" } = useParams();
  const { t } = useTranslation();
  const { municipality } = useSignedIn();
  const [hasClients, setHasClients] = useState(false);
  const [isClientsRead, setClientsRead] = useState(false);
  const teams = useTeams();
  const team = teams.data?.find(({ id }) => id === teamId) ?? null;
  const placeKey = useSearchParams()[0].get(placeParameter);
  const ofTeam = useTeamProfile(placeKey === null ? teamId : null);
  const ofPlace = useOpenProfile(placeKey);
  const { data: profile, error } = placeKey === null ? ofTeam : ofPlace;
  const division = useDivisions().data?.find(({ id }) => id === profile?.divisionId) ?? null;
  const { geography } = useGeography(division);
  if (teams.error || error) return <ProblemNotice error={teams.error ?? error} />;
  if (!teams.data || profile === undefined) return <Loading />;
  if (!team || profile === null) {
    return (
      <div className="page page-narrow">
        <h1>{t("workshop.sheet")}</h1>
        <p>{t(team ? "workshop.noArea" : "workshop.noTeam")}</p>
      </div>
    );
  }
  const isReady = geography !== null && (!hasClients || isClientsRead);
  return (
    <div className="sheet-frame" aria-busy={!isReady}>
      <div className="row no-print">
        <button type="button" className="button button-primary" disabled={!isReady} onClick={() => print()}>
          {t(isReady ? "workshop.print" : "common.loading")}
        </button>
        {placeKey === null && (
          <label className="check">
            <input type="checkbox" checked={hasClients} onChange={({ target }) => setHasClients(target.checked)} />
            <span>{t("workshop.withClients")}</span>
          </label>
        )}
        <p className="small soft">{t("workshop.printHelp")}</p>
      </div>
      <div className="sheet">
        <header className="sheet-head">
          <TeamBadge letter={team.letter} colourIndex={team.colourIndex} />
          <h1>{placeKey === null ? team.name : profile.name}</h1>
          <span>
            {[...(placeKey === null ? [] : [team.name]), municipality.name, profile.plan?.name]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </header>
        <div className="sheet-left">
          {geography && (
            <SheetMap
              geography={geography}
              areas={profile.areaIndexes}
              colourIndex={team.colourIndex}
              label={t(placeKey === null ? "workshop.map" : "workshop.mapOf", { name: profile.name })}
            />
          )}
          <h2>{t("workshop.numbers")}</h2>
          <ChildrenTable profile={profile} />
          {hasClients && profile.plan && (
            <SheetClients planId={profile.plan.id} teamId={teamId} onRead={() => setClientsRead(true)} />
          )}
          <IndicatorTable profile={profile} />
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
