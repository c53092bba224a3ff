// One problem tree: worked by its team as a drawing or an outline, read by others; its comments and history.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { problemOf } from "../api-client.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Segments } from "../components/segments.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { formatInstant } from "../numbers.ts";
import { PlaceProfileLink, TeamProfileLink } from "../profile-page/team-profile-link.tsx";
import { useProblemTree } from "../state/problem-trees.ts";
import { useTeams } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { NodeDetails } from "./node-details.tsx";
import { TextBar } from "./text-bar.tsx";
import { TreeComments } from "./tree-comments.tsx";
import { TreeConflict } from "./tree-conflict.tsx";
import { TreeDrawing } from "./tree-drawing.tsx";
import { TreeHistory } from "./tree-history.tsx";
import { TreeKeyHelp } from "./tree-key-help.tsx";
import { TreeOutline } from "./tree-outline.tsx";
import { treesPath } from "./tree-paths.ts";
import { TreeToolbar } from "./tree-toolbar.tsx";
import { TreeUpkeep } from "./tree-upkeep.tsx";
import { useTreeEditor } from "./use-tree-editor.ts";
import { useTreeWorkbench } from "./use-tree-workbench.ts";

const tabs = ["tradet", "disposition", "kommentarer", "historik"] as const;
type Tab = (typeof tabs)[number];

/** The drawing, or the outline where the screen is too narrow for one. */
function firstTab(): Tab {
  return matchMedia("(max-width: 640px)").matches ? "disposition" : "tradet";
}

export default function TreePage() {
  const { tree: id } = useParams();
  const { t } = useTranslation();
  const { data: tree, error } = useProblemTree(id ?? null);
  if (error && (!tree || problemOf(error).status === 404)) {
    return (
      <div className="page page-narrow">
        <h1>{t("nav.tree")}</h1>
        {problemOf(error).status === 404 ? (
          <EmptyState title={t("tree.notFound")}>
            <p>{t("tree.notFoundHelp")}</p>
            <Link className="button button-primary" to={treesPath}>
              {t("tree.toTrees")}
            </Link>
          </EmptyState>
        ) : (
          <ProblemNotice error={error} />
        )}
      </div>
    );
  }
  if (!tree || tree.id !== id) return <Loading />;
  return <OpenTree key={tree.id} tree={tree} />;
}

function OpenTree({ tree }: { tree: ProblemTree }) {
  const { t } = useTranslation();
  const { role, teamIds } = useSignedIn();
  const team = useTeams().data?.find(({ id }) => id === tree.teamId) ?? null;
  const { workbench, state } = useTreeWorkbench(tree);
  const isOwn = role === "team" && teamIds.includes(tree.teamId);
  const isPlaceLost = tree.place !== null && !tree.place.isOwn;
  const mayEdit = isOwn && !tree.isRetired && !isPlaceLost;
  const editor = useTreeEditor(workbench, state, mayEdit);
  const [search, setSearch] = useSearchParams();
  const [showsKeys, setShowsKeys] = useState(false);
  const tab = tabs.find((own) => own === search.get("flik")) ?? firstTab();
  return (
    <div className="page page-wide tree-page">
      <header className="page-head stack-tight">
        <p className="row no-print">
          <Link to={treesPath}>{t("tree.toTrees")}</Link>
          {tree.place ? <PlaceProfileLink place={tree.place} /> : <TeamProfileLink teamId={tree.teamId} />}
        </p>
        <div className="row">
          {team && <TeamBadge letter={team.letter} colourIndex={team.colourIndex} />}
          <h1>{state.saved.name}</h1>
          {tree.isRetired && <span className="tag tag-warning">{t("tree.retired")}</span>}
        </div>
        <p className="small soft">
          {[
            ...(state.saved.place ? [t("trees.about", { place: state.saved.place.name })] : []),
            team?.name,
            t("trees.changed", {
              when: formatInstant(state.saved.updatedAt),
              who: state.saved.updatedBy ?? t("planLife.somebody"),
            }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </header>
      {isPlaceLost && (
        <p className="notice notice-warning">
          {t(isOwn ? "trees.placeLost" : "trees.placeLostRead", { place: tree.place?.name })}
        </p>
      )}
      <div className="row-apart no-print">
        <Segments<Tab>
          label={t("tree.views")}
          value={tab}
          choices={tabs.map((value) => ({ value, name: t(`tree.tab.${value}`) }))}
          onChoose={(flik) => setSearch({ flik }, { replace: true })}
        />
        <TreeUpkeep tree={state.saved} mayWrite={isOwn} />
      </div>
      {tab === "kommentarer" ? (
        <TreeComments tree={state.saved} chosenId={editor.chosenId} />
      ) : tab === "historik" ? (
        <TreeHistory tree={state.saved} mayRestore={mayEdit && !state.hasUnsaved} />
      ) : (
        <>
          {mayEdit && <TreeToolbar editor={editor} onKeys={() => setShowsKeys(true)} />}
          <ProblemNotice error={state.trouble}>
            <button type="button" className="button" onClick={() => workbench.retry()}>
              {t("tree.tryAgain")}
            </button>
          </ProblemNotice>
          <TextBar editor={editor} />
          <div className="tree-told row" data-pointing={editor.doing.kind === "pointing" || undefined}>
            <p className="small" role="status">
              {editor.told}
            </p>
            {editor.doing.kind === "pointing" && (
              <button type="button" className="button" onClick={editor.cancel}>
                {t("common.cancel")}
              </button>
            )}
          </div>
          {state.content.nodes.length === 0 ? (
            <EmptyState title={t("tree.empty")}>
              <p>{t(mayEdit ? "tree.emptyHelp" : "tree.emptyWait")}</p>
              {mayEdit && (
                <button
                  type="button"
                  className="button button-primary"
                  onClick={() => editor.begin({ kind: "problem", parentId: null, afterId: null })}
                >
                  {t("tree.firstProblem")}
                </button>
              )}
            </EmptyState>
          ) : (
            <div className="tree-work">
              {tab === "tradet" ? <TreeDrawing editor={editor} /> : <TreeOutline editor={editor} />}
              <NodeDetails editor={editor} tree={tree} />
            </div>
          )}
        </>
      )}
      {showsKeys && <TreeKeyHelp onClose={() => setShowsKeys(false)} />}
      {state.conflict && <TreeConflict conflict={state.conflict} onResolve={(choices) => workbench.resolve(choices)} />}
    </div>
  );
}
