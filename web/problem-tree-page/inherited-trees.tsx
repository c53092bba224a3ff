// What earlier teams had agreed on for areas that are the team's now: to be read into one's own trees, each box marked with where it comes from.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import type { InheritedTrees as Inherited } from "../../api/contract/problem-trees.ts";
import type { Team } from "../../api/contract/teams.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatPercent } from "../numbers.ts";
import { useInheritedTrees, useTakeOverTree } from "../state/problem-trees.ts";
import { KindMark } from "./node-marks.tsx";
import { inheritedTreesId, treePath } from "./tree-paths.ts";

export function InheritedTrees({ team }: { team: Team }) {
  const { t } = useTranslation();
  const { data: teams = [] } = useInheritedTrees(team.id);
  const takeOver = useTakeOverTree(team.id);
  const navigate = useNavigate();
  const id = inheritedTreesId(team.id);
  const { hash } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const isAskedFor = hash === `#${id}` && teams.length > 0;
  // The list comes after the page, so the browser does not find it by the address.
  useEffect(() => {
    if (isAskedFor) heading.current?.focus();
  }, [isAskedFor]);
  if (teams.length === 0) return null;
  return (
    <section className="card stack-tight" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {t("trees.inherited", { team: team.name })}
      </h2>
      <p className="soft">{t("trees.inheritedHelp")}</p>
      <ProblemNotice error={takeOver.error} />
      <ul className="tree-links">
        {teams.map((earlier) => (
          <li key={earlier.teamId} className="stack-tight">
            <p>
              {t(earlier.childrenFraction === null ? "trees.inheritedFrom" : "trees.inheritedShare", {
                letter: earlier.letter,
                team: earlier.name,
                until: earlier.until,
                share: formatPercent(earlier.childrenFraction ?? 0, 0),
              })}
            </p>
            {earlier.trees.map(({ treeId, name, placeName, childrenFraction, nodeCount, outline }) => (
              <div key={treeId} className="stack-tight">
                <div className="row">
                  <strong>{name}</strong> <span className="small soft">{t("trees.nodes", { count: nodeCount })}</span>
                  <button
                    type="button"
                    className="button"
                    disabled={takeOver.isPending}
                    aria-label={t("trees.takeOverNamed", { name })}
                    onClick={() => takeOver.mutate(treeId, { onSuccess: ({ id }) => navigate(treePath(id)) })}
                  >
                    {t("trees.takeOver")}
                  </button>
                </div>
                {placeName !== null && (
                  <p className="small">
                    {t(childrenFraction === null ? "trees.inheritedPlace" : "trees.inheritedPlaceShare", {
                      place: placeName,
                      share: formatPercent(childrenFraction ?? 0, 0),
                    })}
                  </p>
                )}
                <details>
                  <summary>{t("trees.readInherited", { name })}</summary>
                  <Outline rows={outline} />
                </details>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Row = Inherited["teams"][number]["trees"][number]["outline"][number];

/** The tree as it was, to be read before anything is taken over. */
function Outline({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  return (
    <ul className="plain-list">
      {rows.map(({ depth, kind, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change their order
        <li key={place} style={{ paddingLeft: `${22 * depth}px` }}>
          <KindMark kind={kind} /> <span className="tree-row-kind">{t(`tree.kind.${kind}`)}</span> {text}
        </li>
      ))}
    </ul>
  );
}
