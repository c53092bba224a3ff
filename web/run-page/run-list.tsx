// The runs, those under way first: named, removed and taken back, and the check that the same run gives the same answer to the bit.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { RunLabel, RunList as Runs } from "../../api/contract/runs.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import { shareAtMost } from "../../engine/explain/words.ts";
import { ask } from "../api-client.ts";
import { NewName } from "../components/new-name.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { inLanguage } from "../i18n.ts";
import { formatInstant } from "../numbers.ts";
import { ChangeSentences } from "../proposals/change-of-team.tsx";
import { mainMeasureName } from "../proposals/main-measure.ts";
import { useSignedIn } from "../state/session.tsx";

export type RunSummary = z.output<typeof Runs>["runs"][number];

function Repetition({ run }: { run: RunSummary }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const repeat = useMutation({
    mutationFn: () => ask("post /api/:municipality/runs/:run/repeat", { params: { municipality, run: run.id } }),
  });
  return (
    <>
      <button type="button" className="link-button" disabled={repeat.isPending} onClick={() => repeat.mutate()}>
        {t(repeat.isPending ? "run.repeating" : "run.repeat")}
      </button>
      <span role="status">
        {repeat.data && (
          <span className={`tag ${repeat.data.identical ? "tag-good" : "tag-bad"}`}>
            {t(
              repeat.data.identical
                ? "run.identical"
                : repeat.data.sameEngineVersion
                  ? "run.notIdentical"
                  : "run.otherEngine",
            )}
          </span>
        )}
      </span>
      <ProblemNotice error={repeat.error} />
    </>
  );
}

/** Names, removes and takes back; what was removed last can be taken back until the page is left. */
function useRunLabels() {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const [removed, setRemoved] = useState<{ readonly label: RunLabel; readonly words: string } | null>(null);
  const label = useMutation({
    mutationFn: ({ id, version, ...body }: RunLabel) =>
      ask("put /api/:municipality/runs/:run", { params: { municipality, run: id }, ifVersion: version, body }),
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: ["runs"] }), client.invalidateQueries({ queryKey: ["run"] })]),
  });
  return {
    error: label.error,
    removed,
    rename: (run: RunSummary, name: string) => label.mutateAsync({ ...labelOf(run), name: name.trim() }),
    remove: async (run: RunSummary, words: string) => {
      const told = await label.mutateAsync({ ...labelOf(run), removed: true });
      setRemoved({ label: told, words });
    },
    takeBack: async () => {
      if (!removed) return;
      await label.mutateAsync({ ...removed.label, removed: false });
      setRemoved(null);
    },
  };
}

function labelOf({ id, name, removed, version }: RunSummary): RunLabel {
  return { id, name, removed, version };
}

function isUnderWay({ status }: RunSummary): boolean {
  return status === "running" || status === "queued";
}

/** Those under way apart from those that have ended. */
export function RunList({
  runs,
  measures,
  shown,
  onShow,
}: {
  runs: readonly RunSummary[];
  measures: readonly Measure[];
  /** The run that the page shows; null for none. */
  shown: string | null;
  onShow: (run: string | null) => void;
}) {
  const { t } = useTranslation();
  const labels = useRunLabels();
  const underWay = runs.filter(isUnderWay);
  const ended = runs.filter((run) => !isUnderWay(run));
  const row = (run: RunSummary) => (
    <RunRow
      key={run.id}
      run={run}
      measures={measures}
      isShown={run.id === shown}
      onShow={() => onShow(run.id)}
      onRename={(name) => labels.rename(run, name)}
      onRemove={async () => {
        await labels.remove(run, titleOf(t, run));
        if (run.id === shown) onShow(null);
      }}
    />
  );
  return (
    <>
      {underWay.length > 0 && (
        <section aria-labelledby="under-way-heading" data-testid="runs-under-way">
          <h2 id="under-way-heading">{t("run.underWay")}</h2>
          <ul className="run-list">{underWay.map(row)}</ul>
        </section>
      )}
      <section aria-labelledby="runs-heading" data-testid="runs-ended">
        <h2 id="runs-heading">{t("run.earlier")}</h2>
        <ProblemNotice error={labels.error} />
        {labels.removed && (
          <p className="row small" role="status">
            {t("run.removed", { name: labels.removed.words })}
            <button type="button" className="link-button" onClick={labels.takeBack}>
              {t("proposals.groupGiveBack")}
            </button>
          </p>
        )}
        {ended.length === 0 && <p className="soft small">{t("run.noRuns")}</p>}
        <ul className="run-list">{ended.map(row)}</ul>
      </section>
    </>
  );
}

/** Its name, or what was asked for and when. */
function titleOf(t: TFunction, { name, kind, createdAt }: RunSummary): string {
  return name ?? `${t(`proposals.kinds.${kind}.name`)} ${formatInstant(createdAt)}`;
}

const statusTag: Readonly<Partial<Record<RunSummary["status"], string>>> = {
  failed: "tag-bad",
  running: "tag-blue",
  queued: "tag-blue",
};

function RunRow({
  run,
  measures,
  isShown,
  onShow,
  onRename,
  onRemove,
}: {
  run: RunSummary;
  measures: readonly Measure[];
  isShown: boolean;
  onShow: () => void;
  onRename: (name: string) => Promise<unknown>;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const [naming, setNaming] = useState(false);
  const title = titleOf(t, run);
  return (
    <li>
      <div className="row-apart">
        <button type="button" className="link-button" aria-current={isShown || undefined} onClick={onShow}>
          {title}
        </button>
        <span className={`tag ${statusTag[run.status] ?? ""}`}>{t(`run.status.${run.status}`)}</span>
      </div>
      <p className="small soft">
        {run.name !== null && `${t(`proposals.kinds.${run.kind}.name`)} ${formatInstant(run.createdAt)} · `}
        {t("run.summary", { count: run.teams.length, seed: run.seed })}
        {run.ruleSet && ` · ${t("proposals.ruleSetOption", { name: run.ruleSet.name, version: run.ruleSet.version })}`}
        {run.scores &&
          ` · ${t("run.deviationShort", { deviation: inLanguage(shareAtMost(Math.max(...run.scores.largestDeviationFractions))) })}`}
      </p>
      <ChangeSentences changes={run.changes} measure={mainMeasureName(run.rules, measures)} />
      {naming && (
        <NewName
          label={t("run.newName")}
          name={run.name ?? ""}
          onRename={async (name) => {
            await onRename(name);
            setNaming(false);
          }}
          onDone={() => setNaming(false)}
        />
      )}
      <div className="row small">
        {!naming && (
          <button
            type="button"
            className="link-button"
            aria-label={t("run.nameThis", { name: title })}
            onClick={() => setNaming(true)}
          >
            {t(run.name === null ? "run.giveName" : "proposals.renameGroup")}
          </button>
        )}
        {!isUnderWay(run) && (
          <button
            type="button"
            className="link-button"
            aria-label={t("run.removeThis", { name: title })}
            onClick={onRemove}
          >
            {t("proposals.remove")}
          </button>
        )}
        {run.kind === "division" && (run.status === "finished" || run.status === "stopped") && <Repetition run={run} />}
      </div>
    </li>
  );
}
