// Who did what in a tree and when, newest first, each version to be brought back.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemTree, ProblemTreeRevision } from "../../api/contract/problem-trees.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { useRestoreTree, useTreeHistory } from "../state/problem-trees.ts";
import { wordsOfEdits } from "./edit-words.ts";
import type { KnownNames } from "./field-words.ts";
import { useKnownNames } from "./use-known-names.ts";

export function TreeHistory({ tree, mayRestore }: { tree: ProblemTree; mayRestore: boolean }) {
  const { t } = useTranslation();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useTreeHistory(tree.id);
  const restore = useRestoreTree(tree.id);
  const names = useKnownNames(tree);
  const [told, setTold] = useState("");
  const revisions = data?.pages.flatMap((page) => page.revisions) ?? [];
  return (
    <section className="stack" aria-labelledby="tree-history">
      <h2 id="tree-history" className="visually-hidden">
        {t("tree.tab.historik")}
      </h2>
      <p className="soft">{t("tree.historyHelp")}</p>
      <ProblemNotice error={error ?? restore.error} />
      <p role="status">{told}</p>
      {isPending && <Loading />}
      <ol className="history-list" reversed>
        {revisions.map((revision) => (
          <li key={revision.revision} className="card stack-tight" data-revision={revision.revision}>
            <RevisionRow
              revision={revision}
              isNewest={revision.revision === revisions[0]?.revision}
              tree={tree}
              names={names}
            />
            {mayRestore && revision.revision !== revisions[0]?.revision && (
              <div className="no-print">
                <button
                  type="button"
                  className="button"
                  aria-describedby={`tree-revision-${revision.revision}`}
                  disabled={restore.isPending}
                  onClick={() =>
                    restore.mutate(
                      { revision: revision.revision, version: tree.version },
                      { onSuccess: () => setTold(t("history.restored", { revision: revision.revision })) },
                    )
                  }
                >
                  {t("history.restore")}
                </button>
              </div>
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
    </section>
  );
}

const shownAtMost = 8;

function RevisionRow({
  revision,
  isNewest,
  tree,
  names,
}: {
  revision: ProblemTreeRevision;
  isNewest: boolean;
  tree: ProblemTree;
  names: KnownNames;
}) {
  const { t } = useTranslation();
  const { revision: number, author, createdAt, restoredFrom, edits, setAside } = revision;
  const words = wordsOfEdits(t, edits, revision, tree, names);
  const given = wordsOfEdits(t, setAside, revision, tree, names);
  return (
    <>
      <div className="row">
        <h3 id={`tree-revision-${number}`}>{t("history.version", { revision: number })}</h3>
        {isNewest && <span className="tag tag-blue">{t("history.newest")}</span>}
        {restoredFrom !== null && <span className="tag">{t("history.restoredFrom", { revision: restoredFrom })}</span>}
        <span className="small soft">
          {formatInstant(createdAt)} · {author ?? t("planLife.somebody")}
        </span>
      </div>
      {number === 1 && edits.length === 0 && <p>{t("history.first")}</p>}
      <ul className="edit-words">
        {words.slice(0, shownAtMost).map((word, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of one save never change
          <li key={place}>{word}</li>
        ))}
        {words.length > shownAtMost && <li>{t("tree.moreEdits", { count: words.length - shownAtMost })}</li>}
      </ul>
      {given.length > 0 && (
        <div className="notice notice-warning">
          <p>{t("tree.setAside")}</p>
          <ul className="edit-words">
            {given.map((word, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the words of one save never change
              <li key={place}>{word}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
