// Threads of comments with answers, on whatever is talked about: the resolved on demand.
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Thread } from "../../api/contract/comments.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { CheckField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { type Discussion, useChangeComments, useComments } from "../state/comments.ts";
import { type CommentPlace, useTypedText } from "../state/typed-comments.ts";
import { longestComment } from "./longest-comment.ts";

interface ThreadWords<Own> {
  /** What a comment is about, in words. */
  readonly titleOf: (comment: Own) => string;
  /** What else is said beside it, where something is. */
  readonly noteOf: (comment: Own) => string | null;
}

export function CommentThreads<Own extends Thread, About>({
  discussion,
  place,
  noneHelp,
  ...words
}: ThreadWords<Own> & { discussion: Discussion<Own, About>; place: CommentPlace; noneHelp: string }) {
  const { t } = useTranslation();
  const { data: comments = [], error, isPending } = useComments(discussion);
  const [showsResolved, setShowsResolved] = useState(false);
  const resolvedCount = comments.filter(({ resolvedAt }) => resolvedAt !== null).length;
  const shown = comments.filter(
    ({ resolvedAt, removed, answers }) => (showsResolved || resolvedAt === null) && (!removed || answers.length > 0),
  );
  return (
    <>
      <ProblemNotice error={error} />
      {isPending && <Loading />}
      {resolvedCount > 0 && (
        <CheckField
          label={t("comments.showResolved", { count: resolvedCount })}
          checked={showsResolved}
          onChange={(event) => setShowsResolved(event.target.checked)}
        />
      )}
      {!isPending && !error && shown.length === 0 && (
        <EmptyState title={t(resolvedCount > 0 ? "comments.allResolved" : "comments.none")}>
          <p>{noneHelp}</p>
        </EmptyState>
      )}
      <ul className="comment-list">
        {shown.map((comment) => (
          <ThreadCard key={comment.id} discussion={discussion} place={place} comment={comment} {...words} />
        ))}
      </ul>
    </>
  );
}

function ThreadCard<Own extends Thread, About>({
  discussion,
  place,
  comment,
  titleOf,
  noteOf,
}: ThreadWords<Own> & { discussion: Discussion<Own, About>; place: CommentPlace; comment: Own }) {
  const { t } = useTranslation();
  const change = useChangeComments(discussion);
  const [text, setText, forgetText] = useTypedText(place, { kind: "written", name: `answer ${comment.id}` });
  const [isAnswering, setAnswering] = useState(text !== "");
  const id = useId();
  const isResolved = comment.resolvedAt !== null;
  const note = noteOf(comment);
  const removal = (said: Thread["answers"][number]) =>
    said.isOwn && !said.removed
      ? () => {
          if (confirm(t("comments.removeConfirm"))) change.mutate({ kind: "remove", comment: said.id });
        }
      : null;
  const answer = () =>
    change.mutateAsync({ kind: "add", text, about: { kind: "comment", commentId: comment.id } }).then(
      () => {
        forgetText(text);
        setAnswering(false);
      },
      () => {},
    );
  return (
    <li className="card stack-tight" data-resolved={isResolved}>
      <div className="row">
        <h3 id={id}>{titleOf(comment)}</h3>
        {isResolved && <span className="tag tag-good">{t("comments.resolved")}</span>}
        {note !== null && <span className="small soft">{note}</span>}
      </div>
      <Said comment={comment} onRemove={removal(comment)} />
      {comment.answers.length > 0 && (
        <ul className="comment-answers">
          {comment.answers.map((own) => (
            <li key={own.id}>
              <Said comment={own} onRemove={removal(own)} />
            </li>
          ))}
        </ul>
      )}
      {isResolved && (
        <p className="small soft">
          {t("comments.resolvedBy", {
            who: comment.resolvedBy ?? t("planLife.somebody"),
            when: formatInstant(comment.resolvedAt!),
          })}
        </p>
      )}
      <ProblemNotice error={change.error} />
      {isAnswering ? (
        <AnswerForm
          text={text}
          isBusy={change.isPending}
          onType={setText}
          onSend={answer}
          onCancel={() => {
            setText("");
            setAnswering(false);
          }}
        />
      ) : (
        <div className="row no-print">
          <button type="button" className="button" aria-describedby={id} onClick={() => setAnswering(true)}>
            {t("comments.answer")}
          </button>
          <button
            type="button"
            className="button"
            aria-describedby={id}
            disabled={change.isPending}
            onClick={() => change.mutate({ kind: "resolve", comment: comment.id, resolved: !isResolved })}
          >
            {t(isResolved ? "comments.reopen" : "comments.resolve")}
          </button>
        </div>
      )}
    </li>
  );
}

/** Who wrote it, when, and the text; or that its author has removed it. */
function Said({ comment, onRemove }: { comment: Thread["answers"][number]; onRemove: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="small soft">
        <strong>{comment.author ?? t("planLife.somebody")}</strong> {formatInstant(comment.createdAt)}
        {onRemove && (
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

function AnswerForm({
  text,
  isBusy,
  onType,
  onSend,
  onCancel,
}: {
  text: string;
  isBusy: boolean;
  onType: (text: string) => void;
  onSend: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <form
      className="stack-tight no-print"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label className="field-name" htmlFor={id}>
        {t("comments.yourAnswer")}
      </label>
      <textarea
        id={id}
        className="input"
        rows={2}
        required
        maxLength={longestComment}
        // biome-ignore lint/a11y/noAutofocus: it was asked for by the button it takes the place of
        autoFocus
        value={text}
        onChange={(event) => onType(event.target.value)}
      />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={isBusy}>
          {t("comments.sendAnswer")}
        </button>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}
