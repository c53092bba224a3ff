// What the team, managers and planners say about a tree and its boxes, with answers.
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewTreeComment, ProblemTree, TreeComment } from "../../api/contract/problem-trees.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { CheckField, SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { useChangeTreeComments, useTreeComments } from "../state/problem-trees.ts";

export function TreeComments({ tree, chosenId }: { tree: ProblemTree; chosenId: string | null }) {
  const { t } = useTranslation();
  const { data: comments = [], error, isPending } = useTreeComments(tree.id);
  const [showsResolved, setShowsResolved] = useState(false);
  const resolvedCount = comments.filter(({ resolvedAt }) => resolvedAt !== null).length;
  const shown = comments.filter(({ resolvedAt }) => showsResolved || resolvedAt === null);
  return (
    <section className="stack plan-comments" aria-labelledby="tree-comments">
      <h2 id="tree-comments" className="visually-hidden">
        {t("tree.tab.kommentarer")}
      </h2>
      <NewComment tree={tree} chosenId={chosenId} />
      <ProblemNotice error={error} />
      {isPending && <Loading />}
      {resolvedCount > 0 && (
        <CheckField
          label={t("comments.showResolved", { count: resolvedCount })}
          checked={showsResolved}
          onChange={({ target }) => setShowsResolved(target.checked)}
        />
      )}
      {!isPending && !error && shown.length === 0 && (
        <EmptyState title={t(resolvedCount > 0 ? "comments.allResolved" : "comments.none")}>
          <p>{t("tree.commentsHelp")}</p>
        </EmptyState>
      )}
      <ul className="comment-list">
        {shown.map((comment) => (
          <Thread key={comment.id} tree={tree} comment={comment} />
        ))}
      </ul>
    </section>
  );
}

function NewComment({ tree, chosenId }: { tree: ProblemTree; chosenId: string | null }) {
  const { t } = useTranslation();
  const change = useChangeTreeComments(tree.id);
  const [about, setAbout] = useState(chosenId ?? "");
  const [text, setText] = useState("");
  const id = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const subject: NewTreeComment["about"] = about === "" ? { kind: "tree" } : { kind: "node", nodeId: about };
    change.mutate({ kind: "add", text, about: subject }, { onSuccess: () => setText("") });
  };
  return (
    <form className="card stack-tight no-print" onSubmit={send}>
      <h3>{t("comments.new")}</h3>
      <SelectField label={t("comments.about")} value={about} onChange={({ target }) => setAbout(target.value)}>
        <option value="">{t("tree.wholeTree")}</option>
        {tree.nodes.map((node) => (
          <option key={node.id} value={node.id}>
            {t(`tree.kind.${node.kind}`)}: {node.text}
          </option>
        ))}
      </SelectField>
      <div className="field">
        <label htmlFor={id}>{t("comments.text")}</label>
        <textarea
          id={id}
          className="input"
          rows={2}
          required
          maxLength={4000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <span className="field-help">{t("tree.commentsReaders")}</span>
      </div>
      <ProblemNotice error={change.error} />
      <div>
        <button type="submit" className="button button-primary" disabled={change.isPending}>
          {t("comments.send")}
        </button>
      </div>
    </form>
  );
}

function Said({ comment, onRemove }: { comment: TreeComment["answers"][number]; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="small soft">
        <strong>{comment.author ?? t("planLife.somebody")}</strong> {formatInstant(comment.createdAt)}
        {comment.isOwn && !comment.removed && (
          <>
            {" · "}
            <button type="button" className="link-button no-print" onClick={onRemove}>
              {t("comments.remove")}
            </button>
          </>
        )}
      </p>
      <p className={comment.removed ? "soft" : "comment-text"}>
        {comment.removed ? t("comments.removed") : comment.text}
      </p>
    </>
  );
}

function Thread({ tree, comment }: { tree: ProblemTree; comment: TreeComment }) {
  const { t } = useTranslation();
  const change = useChangeTreeComments(tree.id);
  const [answer, setAnswer] = useState("");
  const id = useId();
  const isResolved = comment.resolvedAt !== null;
  const node = tree.nodes.find((own) => own.id === comment.nodeId);
  const remove = (said: string) => {
    if (confirm(t("comments.removeConfirm"))) change.mutate({ kind: "remove", comment: said });
  };
  return (
    <li className="card stack-tight" data-resolved={isResolved}>
      <div className="row">
        <h3 id={id}>{comment.nodeId === null ? t("tree.wholeTree") : (node?.text ?? t("tree.clash.somewhere"))}</h3>
        {isResolved && <span className="tag tag-good">{t("comments.resolved")}</span>}
      </div>
      <Said comment={comment} onRemove={() => remove(comment.id)} />
      {comment.answers.length > 0 && (
        <ul className="comment-answers">
          {comment.answers.map((own) => (
            <li key={own.id}>
              <Said comment={own} onRemove={() => remove(own.id)} />
            </li>
          ))}
        </ul>
      )}
      <ProblemNotice error={change.error} />
      <form
        className="stack-tight no-print"
        onSubmit={(event) => {
          event.preventDefault();
          const about = { kind: "comment" as const, commentId: comment.id };
          change.mutate({ kind: "add", text: answer, about }, { onSuccess: () => setAnswer("") });
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-answer`}>{t("comments.yourAnswer")}</label>
          <textarea
            id={`${id}-answer`}
            className="input"
            rows={1}
            required
            maxLength={4000}
            value={answer}
            onChange={({ target }) => setAnswer(target.value)}
          />
        </div>
        <div className="row">
          <button type="submit" className="button" disabled={change.isPending || answer.trim() === ""}>
            {t("comments.sendAnswer")}
          </button>
          <button
            type="button"
            className="button button-quiet"
            aria-describedby={id}
            disabled={change.isPending}
            onClick={() => change.mutate({ kind: "resolve", comment: comment.id, resolved: !isResolved })}
          >
            {t(isResolved ? "comments.reopen" : "comments.resolve")}
          </button>
        </div>
      </form>
    </li>
  );
}
