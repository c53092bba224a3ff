// A plan's revisions: who, when and what moved, each to be looked at, branched from or brought back.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { PlanHistory as History, PlanRevision } from "../../api/contract/plan-life.ts";
import type { Plan } from "../../api/contract/plans.ts";
import { sittingsOf } from "../../engine/revision-sittings.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { measureName } from "../map-page/colouring.ts";
import { formatInstant, formatNumber } from "../numbers.ts";
import { usePlanHistory, useRestoreRevision } from "../state/plan-life.ts";
import { judgeWords } from "./judge-words.ts";
import { BranchDialog } from "./plan-dialogs.tsx";
import { comparePath, mapPath } from "./plan-paths.ts";
import { isPaused } from "./sitting-pause.ts";

export function PlanHistory({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = usePlanHistory(plan.id);
  const restore = useRestoreRevision(plan.id);
  const navigate = useNavigate();
  const [branched, setBranched] = useState<number | null>(null);
  const [told, setTold] = useState("");
  const revisions = data?.pages.flatMap((page) => page.revisions) ?? [];
  const measures = data?.pages[0]?.measures ?? [];
  const onRestore = (revision: number) =>
    restore.mutate(
      { revision, version: plan.version },
      { onSuccess: () => setTold(t("history.restored", { revision })) },
    );
  const rowOf = (revision: PlanRevision) => (
    <RevisionRow
      plan={plan}
      revision={revision}
      measures={measures}
      onBranch={() => setBranched(revision.revision)}
      onRestore={restore.isPending ? null : () => onRestore(revision.revision)}
    />
  );
  return (
    <section className="stack" aria-labelledby="history-heading">
      <h2 id="history-heading" className="visually-hidden">
        {t("planLife.tab.historik")}
      </h2>
      <p className="soft">{t(plan.status === "draft" ? "history.help" : "history.helpPublished")}</p>
      <ProblemNotice error={error ?? restore.error} />
      <p role="status">{told}</p>
      {isPending && <Loading />}
      <ol className="history-list" reversed>
        {sittingsOf(revisions, isPaused).map(({ latest, earlier }) => (
          <li key={latest.revision} className="card stack-tight" data-revision={latest.revision}>
            {rowOf(latest)}
            {earlier.length > 0 && (
              <details className="fold">
                <summary>{t("history.earlierSteps", { count: earlier.length })}</summary>
                <ol className="history-list" reversed>
                  {earlier.map((revision) => (
                    <li key={revision.revision} className="stack-tight" data-revision={revision.revision}>
                      {rowOf(revision)}
                    </li>
                  ))}
                </ol>
              </details>
            )}
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <div>
          <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("history.more")}
          </button>
        </div>
      )}
      {branched !== null && (
        <BranchDialog
          plan={plan}
          revision={branched}
          onClose={() => setBranched(null)}
          onMade={(id) => navigate(mapPath({ id, divisionId: plan.divisionId }))}
        />
      )}
    </section>
  );
}

/** "3 områden flyttade: 214 barn 0–19, 12 klienter". */
function MovedText({ revision, measures }: { revision: PlanRevision; measures: History["measures"] }) {
  const { t } = useTranslation();
  if (revision.revision === 1) return t("history.first");
  if (revision.rulesChosen) return t("history.rulesChosen", { rules: judgeWords(t, revision.judgedBy) });
  if (revision.movedAreaCount === 0) return t("history.nothingMoved");
  const sums = revision.moved.map(({ sum, unknownCount }, place) =>
    [
      t("history.sum", { measure: measureName(measures[place]!), sum: formatNumber(sum) }),
      ...(unknownCount > 0 ? [t("history.unknown", { count: unknownCount })] : []),
    ].join(" "),
  );
  return [t("history.moved", { count: revision.movedAreaCount }), ...sums].join(" · ");
}

function RevisionRow({
  plan,
  revision,
  measures,
  onBranch,
  onRestore,
}: {
  plan: Plan;
  revision: PlanRevision;
  measures: History["measures"];
  onBranch: () => void;
  /** Null while something is being restored. */
  onRestore: (() => void) | null;
}) {
  const { t } = useTranslation();
  const { revision: number, author, createdAt, comment, restoredFrom, setAside } = revision;
  const isNewest = number === plan.revision;
  const ofThis = { "aria-describedby": `revision-${number}` };
  return (
    <>
      <div className="row">
        <h3 id={`revision-${number}`}>{t("history.version", { revision: number })}</h3>
        {isNewest && <span className="tag tag-blue">{t("history.newest")}</span>}
        {setAside && <span className="tag tag-warning">{t("history.setAside")}</span>}
        {restoredFrom !== null && <span className="tag">{t("history.restoredFrom", { revision: restoredFrom })}</span>}
        <span className="small soft">
          {formatInstant(createdAt)} · {author ?? t("planLife.somebody")}
        </span>
      </div>
      <p>
        <MovedText revision={revision} measures={measures} />
      </p>
      {comment !== "" && <p className="small soft comment-text">{comment}</p>}
      <div className="row no-print">
        {number > 1 && (
          <Link
            className="button"
            {...ofThis}
            to={comparePath({ from: plan.id, fromRevision: number - 1, to: plan.id, toRevision: number })}
          >
            {t("history.showMoved")}
          </Link>
        )}
        {plan.status === "draft" && !isNewest && (
          <button
            type="button"
            className="button"
            {...ofThis}
            disabled={onRestore === null}
            onClick={() => onRestore?.()}
          >
            {t("history.restore")}
          </button>
        )}
        <button type="button" className="button" {...ofThis} onClick={onBranch}>
          {t("history.branch")}
        </button>
      </div>
    </>
  );
}
