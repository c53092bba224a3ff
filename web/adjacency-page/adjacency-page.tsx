// Which areas are neighbours: seen on the map, edited with a reason, with what the geometry check found.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Adjacency, Division } from "../../api/contract/divisions.ts";
import { ask } from "../api-client.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { MapView } from "../map/map-view.tsx";
import { type MapScene, noUntoldAreas } from "../map/scene.ts";
import type { AreaGeography } from "../map/topology.ts";
import { formatInstant, formatNumber, formatSurface } from "../numbers.ts";
import { useGeography } from "../state/geography.ts";
import { useAdjacency, useBackground } from "../state/queries.ts";
import { activateArea, clearSelection, selectArea, selectAreas, useSelection } from "../state/selection.ts";
import { useSignedIn } from "../state/session.tsx";
import { useWorkspaceChoice, type WorkspaceChoice } from "../state/workspace-choice.ts";
import { LinkForm } from "./link-form.tsx";

const noAreas: never[] = [];

export default function AdjacencyPage() {
  const { t } = useTranslation();
  const choice = useWorkspaceChoice();
  const { geography, error } = useGeography(choice.division);
  const adjacency = useAdjacency(choice.division?.id ?? null);
  const fault = choice.error ?? error ?? adjacency.error;
  if (fault) {
    return (
      <div className="page page-narrow">
        <ProblemNotice error={fault} />
      </div>
    );
  }
  if (choice.loading) return <Loading />;
  if (!choice.division) {
    return (
      <div className="page page-narrow">
        <h1>{t("nav.adjacency")}</h1>
        <EmptyState title={t("mapPage.noDivision")}>
          <p>{t("mapPage.noDivisionHelp")}</p>
          <Link className="button button-primary" to="/importera">
            {t("mapPage.toImport")}
          </Link>
        </EmptyState>
      </div>
    );
  }
  if (!geography || !adjacency.data) return <Loading text={t("adjacency.loading")} />;
  return (
    <AdjacencyWorkspace
      key={choice.division.id}
      choice={choice}
      division={choice.division}
      geography={geography}
      adjacency={adjacency.data}
    />
  );
}

function Parts({ adjacency, nameOf }: { adjacency: Adjacency; nameOf: (area: number) => string }) {
  const { t } = useTranslation();
  const separate = adjacency.parts.slice(1);
  if (separate.length === 0) return <p className="notice notice-success small">{t("adjacency.connected")}</p>;
  return (
    <section className="stack-tight">
      <h2>{t("adjacency.parts", { count: separate.length })}</h2>
      <p className="small">{t("adjacency.partsHelp")}</p>
      <ul className="neighbour-list">
        {separate.map((part) => (
          <li key={part[0]}>
            <button type="button" className="link-button" onClick={() => selectAreas(part)}>
              {nameOf(part[0]!)}
            </button>
            <span className="small soft">{t("balance.areaCount", { count: part.length })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Edits({
  adjacency,
  division,
  nameOf,
}: {
  adjacency: Adjacency;
  division: string;
  nameOf: (area: number) => string;
}) {
  const { t } = useTranslation();
  const { role, municipality } = useSignedIn();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (edit: string) =>
      ask("delete /api/:municipality/divisions/:division/adjacency/edits/:edit", {
        params: { municipality: municipality.code, division, edit },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["adjacency", division] }),
  });
  return (
    <section className="stack-tight">
      <h2>{t("adjacency.edits")}</h2>
      {adjacency.edits.length === 0 && <p className="small soft">{t("adjacency.noEdits")}</p>}
      <ul className="run-list">
        {adjacency.edits.map((edit) => (
          <li key={edit.id}>
            <div className="row">
              <span className={`tag ${edit.action === "add" ? "tag-good" : "tag-bad"}`}>
                {t(`adjacency.${edit.action}Short`)}
              </span>
              <button
                type="button"
                className="link-button"
                onClick={() => selectAreas([edit.areaIndexA, edit.areaIndexB])}
              >
                {nameOf(edit.areaIndexA)} – {nameOf(edit.areaIndexB)}
              </button>
            </div>
            <p className="small soft">
              {edit.reason}
              {` · ${formatInstant(edit.createdAt)}`}
              {edit.author && ` · ${edit.author}`}
            </p>
            {role === "planner" && (
              <div>
                <button
                  type="button"
                  className="link-button small"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(edit.id)}
                >
                  {t("adjacency.takeBack")}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <ProblemNotice error={remove.error} />
    </section>
  );
}

function Findings({ adjacency, nameOf }: { adjacency: Adjacency; nameOf: (area: number) => string }) {
  const { t } = useTranslation();
  return (
    <section className="stack-tight">
      <h2>{t("adjacency.findings")}</h2>
      <p className="small soft">{t("adjacency.findingsHelp", { tolerance: formatNumber(adjacency.toleranceM, 1) })}</p>
      {adjacency.findings.length === 0 && <p className="small">{t("adjacency.noFindings")}</p>}
      <ul className="neighbour-list">
        {adjacency.findings.map((finding, position) => {
          const areas = [finding.areaIndexA, finding.areaIndexB].filter((area) => area !== null);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity and never change order
            <li key={position}>
              <button type="button" className="link-button" onClick={() => selectAreas(areas)}>
                {t(`adjacency.finding.${finding.kind}`)}: {areas.map(nameOf).join(" – ")}
              </button>
              {finding.amountM2 !== null && (
                <span className="small soft number">{formatSurface(finding.amountM2)}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function AdjacencyWorkspace({
  choice,
  division,
  geography,
  adjacency,
}: {
  choice: WorkspaceChoice;
  division: Division;
  geography: AreaGeography;
  adjacency: Adjacency;
}) {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const selection = useSelection();
  const background = useBackground().data ?? null;
  const [tab, setTab] = useState<"teams" | "map">("map");
  const titles = useMemo(
    () => geography.properties.map(({ code, name }) => (name === code ? code : `${code} ${name}`)),
    [geography],
  );
  const nameOf = (area: number) => titles[area]!;
  const partOf = useMemo(() => {
    const parts = new Int32Array(geography.areaCount);
    adjacency.parts.forEach((part, index) => {
      for (const area of part) parts[area] = index;
    });
    return parts;
  }, [adjacency, geography]);
  const areaColours = useMemo(() => Array.from(partOf, (part) => (part === 0 ? "#F0F5F9" : "#F6C99A")), [partOf]);
  const scene = useMemo<MapScene>(
    () => ({
      geography,
      background,
      areaColours,
      untoldAreas: noUntoldAreas,
      teams: noAreas,
      teamIndexes: null,
      arenas: noAreas,
      selectedAreas: selection.areas,
      activeArea: selection.active,
      adjacency,
    }),
    [geography, background, areaColours, selection, adjacency],
  );
  const neighbourCount = useMemo(() => {
    const counts = new Int32Array(geography.areaCount);
    for (const [a, b] of adjacency.edges) {
      counts[a]!++;
      counts[b]!++;
    }
    return counts;
  }, [adjacency, geography]);
  return (
    <div className="workspace" data-view="map" data-tab={tab} data-facts={false}>
      <h1 className="visually-hidden">{t("nav.adjacency")}</h1>
      <div className="workspace-side pane-teams">
        <header className="page-head">
          <p className="panel-title" aria-hidden="true">
            {t("nav.adjacency")}
          </p>
          <p className="soft">{t("adjacency.lead")}</p>
        </header>
        {choice.divisions.length > 1 && (
          <SelectField
            label={t("plan.division")}
            value={division.id}
            onChange={(event) => choice.chooseDivision(event.target.value)}
          >
            {choice.divisions.map(({ id, name, areaCount }) => (
              <option key={id} value={id}>
                {t("plan.divisionOption", { name, count: areaCount })}
              </option>
            ))}
          </SelectField>
        )}
        <p>
          {t("adjacency.summary", {
            areas: formatNumber(geography.areaCount),
            edges: formatNumber(adjacency.edges.length),
          })}
        </p>
        <Parts adjacency={adjacency} nameOf={nameOf} />
        {planner && <LinkForm division={division.id} adjacency={adjacency} geography={geography} titles={titles} />}
        <Edits adjacency={adjacency} division={division.id} nameOf={nameOf} />
        <Findings adjacency={adjacency} nameOf={nameOf} />
      </div>
      <div className="workspace-centre">
        <div className="workspace-bar">
          <ul className="edge-legend">
            {(["computed", "added", "cut", "separate"] as const).map((kind) => (
              <li key={kind}>
                <span className={`edge-sample edge-sample-${kind}`} aria-hidden="true" />
                {t(`adjacency.edge.${kind}`)}
              </li>
            ))}
          </ul>
        </div>
        <div className="workspace-map pane-map">
          <MapView
            scene={scene}
            describe={(area) => ({
              title: nameOf(area),
              lines: [t("adjacency.neighbours", { count: neighbourCount[area] ?? 0 })],
            })}
            onSelect={(area) => selectArea(area, selection.areas.length === 1)}
            onClear={clearSelection}
            onActivate={activateArea}
          />
        </div>
      </div>
      <nav className="workspace-tabs no-print" aria-label={t("mapPage.panels")}>
        {(["map", "teams"] as const).map((own) => (
          <button key={own} type="button" aria-pressed={tab === own} onClick={() => setTab(own)}>
            {t(own === "teams" ? "adjacency.tabLists" : "mapPage.tab.map")}
          </button>
        ))}
      </nav>
    </div>
  );
}
