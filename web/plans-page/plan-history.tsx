// A plan's revisions: who, when and what moved, each to be looked at, branched from or brought back; and what it has been called.
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { PlanHistory as History, PlanRenaming, PlanRevision } from "../../api/contract/plan-life.ts";
import type { Plan } from "../../api/contract/plans.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { measureName } from "../map-page/colouring.ts";
import { formatInstant, formatNumber, formatPercent, withinSentence } from "../numbers.ts";
import { mainMeasureName } from "../proposals/main-measure.ts";
import { usePlanHistory, useRestoreRevision } from "../state/plan-life.ts";
import { useMeasures } from "../state/queries.ts";
import { judgeWords } from "./judge-words.ts";
import { BranchDialog } from "./plan-dialogs.tsx";
import { comparePath, mapPath } from "./plan-paths.ts";
import { historyOf } from "./sittings.ts";

export function PlanHistory({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = usePlanHistory(plan.id);
  const restore = useRestoreRevision(plan.id);
  const navigate = useNavigate();
  const [branched, setBranched] = useState<number | null>(null);
  const [told, setTold] = useState("");
  const revisions = data?.pages.flatMap((page) => page.revisions) ?? [];
  const renamings = data?.pages.flatMap((page) => page.renamings) ?? [];
  const measures = data?.pages[0]?.measures ?? [];
  const onRestore = (revision: number) =>
    restore.mutate(
      { revision, version: plan.version },
      { onSuccess: () => setTold(t("history.restored", { revision })) },
    );
  const rowOf = (revision: PlanRevision, sitting: PlanRevision["sitting"]) => (
    <RevisionRow
      plan={plan}
      revision={revision}
      sitting={sitting}
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
        {historyOf(revisions, renamings).map((entry) => {
          if (entry.kind === "renaming")
            return <RenamingRow key={`renamed ${entry.renaming.createdAt}`} renaming={entry.renaming} />;
          const [latest, ...earlier] = entry.sitting;
          return (
            <li key={latest.revision} className="card stack-tight" data-revision={latest.revision}>
              {rowOf(latest, latest.sitting)}
              {latest.sitting && (
                <details className="fold">
                  <summary>{t("history.steps", { count: latest.revision - latest.sitting.firstRevision + 1 })}</summary>
                  <ol className="history-list" reversed>
                    {[latest, ...earlier].map((revision) => (
                      <li key={revision.revision} className="stack-tight" data-step={revision.revision}>
                        {rowOf(revision, null)}
                      </li>
                    ))}
                  </ol>
                </details>
              )}
            </li>
          );
        })}
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

/** What was changed of the plan's name and description, from what to what. */
function RenamingRow({ renaming: { author, createdAt, name, description } }: { renaming: PlanRenaming }) {
  const { t } = useTranslation();
  const heading = name && description ? "both" : name ? "name" : "description";
  const quoted = (text: string) => (text === "" ? <i>{t("history.renamed.empty")}</i> : text);
  return (
    <li className="card stack-tight" data-testid="renaming">
      <div className="row">
        <h3>{t(`history.renamed.${heading}`)}</h3>
        <span className="small soft">
          {formatInstant(createdAt)} · {author ?? t("planLife.somebody")}
        </span>
      </div>
      {name && <p>{t("history.renamed.names", name)}</p>}
      {description && (
        <dl className="renamed-texts small">
          <dt>{t("history.renamed.before")}</dt>
          <dd className="comment-text">{quoted(description.before)}</dd>
          <dt>{t("history.renamed.after")}</dt>
          <dd className="comment-text">{quoted(description.after)}</dd>
        </dl>
      )}
    </li>
  );
}

/** "3 områden flyttade: 214 barn 0–19, 12 klienter"; of a whole sitting from before its first step. */
function MovedText({
  revision,
  sitting,
  measures,
}: {
  revision: PlanRevision;
  sitting: PlanRevision["sitting"];
  measures: History["measures"];
}) {
  const { t } = useTranslation();
  const { movedAreaCount, moved } = sitting ?? revision;
  if (revision.revision === 1) return t("history.first");
  if (revision.rulesChosen) return t("history.rulesChosen", { rules: judgeWords(t, revision.judgedBy) });
  const whole = sitting
    ? `${t("history.sitting", { first: sitting.firstRevision, revision: revision.revision })} `
    : "";
  if (movedAreaCount === 0) return whole + t("history.nothingMoved");
  const sums = moved.map(({ sum, unknownCount }, place) =>
    [
      t("history.sum", { measure: measureName(measures[place]!), sum: formatNumber(sum) }),
      ...(unknownCount > 0 ? [t("history.unknown", { count: unknownCount })] : []),
    ].join(" "),
  );
  return whole + [t("history.moved", { count: movedAreaCount }), ...sums].join(" · ");
}

/** Which run's plan was taken over, how many it moved, and what it showed of how few could be. */
function UsedRunText({ used, divisionId }: { used: NonNullable<PlanRevision["usedRun"]>; divisionId: string }) {
  const { t } = useTranslation();
  const counted = mainMeasureName({ balancedMeasures: [used] }, useMeasures(divisionId).data ?? []);
  const { movedAtLeast } = used;
  const deviation = formatPercent(used.largestDeviationFraction, 2);
  return (
    <p className="small" data-testid="used-run">
      {t("history.usedRun", { kind: t(`proposals.heading.${used.kind}`), when: formatInstant(used.createdAt) })}{" "}
      {used.movedAreaCount === null || used.movedWeight === null
        ? t("history.usedRunWhole", { deviation })
        : t("history.usedRunMoves", {
            count: used.movedAreaCount,
            measure: withinSentence(counted),
            number: formatNumber(used.movedWeight),
            deviation,
          })}{" "}
      {used.proven
        ? t("why.repairProven")
        : movedAtLeast !== null && t("why.repairAtLeast", { number: formatNumber(Math.ceil(movedAtLeast)) })}{" "}
      {used.placedOtherwise > 0 && t("history.usedRunOtherwise", { count: used.placedOtherwise })}
    </p>
  );
}

function RevisionRow({
  plan,
  revision,
  sitting,
  measures,
  onBranch,
  onRestore,
}: {
  plan: Plan;
  revision: PlanRevision;
  /** Null where the step is told by itself. */
  sitting: PlanRevision["sitting"];
  measures: History["measures"];
  onBranch: () => void;
  /** Null while something is being restored. */
  onRestore: (() => void) | null;
}) {
  const { t } = useTranslation();
  const { revision: number, author, createdAt, comment, restoredFrom, setAside } = revision;
  const isNewest = number === plan.revision;
  // A sitting's latest step is told twice: with the others before it, and by itself.
  const id = useId();
  const ofThis = { "aria-describedby": id };
  return (
    <>
      <div className="row">
        <h3 id={id}>{t("history.version", { revision: number })}</h3>
        {isNewest && <span className="tag tag-blue">{t("history.newest")}</span>}
        {setAside && <span className="tag tag-warning">{t("history.setAside")}</span>}
        {restoredFrom !== null && <span className="tag">{t("history.restoredFrom", { revision: restoredFrom })}</span>}
        <span className="small soft">
          {formatInstant(createdAt)} · {author ?? t("planLife.somebody")}
        </span>
      </div>
      <p>
        <MovedText revision={revision} sitting={sitting} measures={measures} />
      </p>
      {revision.usedRun && <UsedRunText used={revision.usedRun} divisionId={plan.divisionId} />}
      {comment !== "" && <p className="small soft comment-text">{comment}</p>}
      <div className="row no-print">
        {number > 1 && (
          <Link
            className="button"
            {...ofThis}
            to={comparePath({
              from: plan.id,
              fromRevision: (sitting?.firstRevision ?? number) - 1,
              to: plan.id,
              toRevision: number,
            })}
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
