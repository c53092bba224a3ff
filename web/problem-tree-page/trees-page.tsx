// The problem trees one may see: a team's own, for managers and planners every team's; and where a team begins a new one.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { ProblemTreeSummary, TreeEdit } from "../../api/contract/problem-trees.ts";
import type { Team } from "../../api/contract/teams.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { CheckField, SelectField, TextField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { formatInstant } from "../numbers.ts";
import { useBeginTree, useProblemTrees } from "../state/problem-trees.ts";
import { useTeams } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { InheritedTrees } from "./inherited-trees.tsx";
import { useHasUnsaved } from "./open-trees.ts";
import { PlaceField } from "./place-field.tsx";
import { neighbourhoodOf, type Template, templateEdits, templateSource, templates } from "./templates.ts";
import { placeParameter, treePath } from "./tree-paths.ts";

export default function TreesPage() {
  const { t } = useTranslation();
  const { role, teamIds } = useSignedIn();
  const [isRetired, setRetired] = useState(false);
  const { data: trees = [], error, isPending } = useProblemTrees(isRetired);
  const teams = useTeams().data ?? [];
  const ownTeams = teams.filter(({ id }) => teamIds.includes(id));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("nav.trees")}</h1>
        <p className="lead">{t("trees.lead")}</p>
      </header>
      <ProblemNotice error={error} />
      {role === "team" && ownTeams.length > 0 && <NewTree teams={ownTeams} />}
      {role === "team" && teams.length > 0 && ownTeams.length === 0 && <p className="notice">{t("trees.noTeam")}</p>}
      {role === "team" && ownTeams.map((team) => <InheritedTrees key={team.id} team={team} />)}
      {isPending && <Loading />}
      {!isPending && !error && trees.length === 0 && (
        <EmptyState title={t(isRetired ? "trees.noneRetired" : "trees.none")}>
          <p>{t(role === "team" ? "trees.noneHelp" : "trees.noneWait")}</p>
        </EmptyState>
      )}
      <ul className="plan-list">
        {trees.map((tree) => (
          <TreeCard key={tree.id} tree={tree} team={teams.find(({ id }) => id === tree.teamId) ?? null} />
        ))}
      </ul>
      <CheckField
        label={t("trees.showRetired")}
        checked={isRetired}
        onChange={({ target }) => setRetired(target.checked)}
      />
    </div>
  );
}

function TreeCard({ tree, team }: { tree: ProblemTreeSummary; team: Team | null }) {
  const { t } = useTranslation();
  const hasUnsaved = useHasUnsaved(tree.id);
  return (
    <li className="card stack-tight">
      <div className="row nowrap">
        {team && <TeamBadge letter={team.letter} colourIndex={team.colourIndex} />}
        <h2>
          <Link to={treePath(tree.id)}>{tree.name}</Link>
        </h2>
        {hasUnsaved && <span className="tag tag-warning">{t("trees.notSaved")}</span>}
      </div>
      <p className="small soft">
        {[
          ...(tree.place ? [t("trees.about", { place: tree.place.name })] : []),
          team?.name,
          t("trees.nodes", { count: tree.nodeCount }),
          ...(tree.openCommentCount > 0 ? [t("trees.openComments", { count: tree.openCommentCount })] : []),
          t("trees.changed", {
            when: formatInstant(tree.updatedAt),
            who: tree.updatedBy ?? t("planLife.somebody"),
          }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </li>
  );
}

function NewTree({ teams }: { teams: readonly Team[] }) {
  const { t } = useTranslation();
  const begin = useBeginTree();
  const navigate = useNavigate();
  const [template, setTemplate] = useState<Template>("empty");
  const [search] = useSearchParams();
  const [placeKey, setPlaceKey] = useState(search.get(placeParameter));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    begin.mutate(
      {
        teamId: String(given.get("team") ?? teams[0]!.id),
        name: String(given.get("name")),
        placeKey,
        edits: [...templateEdits(template)] as TreeEdit[],
      },
      { onSuccess: ({ id }) => navigate(treePath(id)) },
    );
  };
  return (
    <form className="card stack-tight" onSubmit={send}>
      <h2>{t("trees.new")}</h2>
      <div className="two-columns">
        <TextField label={t("trees.name")} name="name" required maxLength={120} help={t("trees.nameHelp")} />
        <PlaceField present={null} value={placeKey} onChoose={setPlaceKey} />
        <SelectField
          label={t("trees.template")}
          value={template}
          onChange={({ target }) => setTemplate(target.value as Template)}
          help={template === "empty" ? t("trees.templateHelp") : t("trees.templateSource", { source: templateSource })}
        >
          {templates.map((each) => {
            const neighbourhood = neighbourhoodOf(each);
            return (
              <option key={each} value={each}>
                {neighbourhood
                  ? t("trees.templateWords", { neighbourhood })
                  : t(each === "worked" ? "trees.templateWorked" : "trees.templateEmpty")}
              </option>
            );
          })}
        </SelectField>
        {teams.length > 1 && (
          <SelectField label={t("trees.team")} name="team">
            {teams.map(({ id, letter, name }) => (
              <option key={id} value={id}>
                {letter} {name}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      <ProblemNotice error={begin.error} />
      <div>
        <button type="submit" className="button button-primary" disabled={begin.isPending}>
          {t("trees.begin")}
        </button>
      </div>
    </form>
  );
}
