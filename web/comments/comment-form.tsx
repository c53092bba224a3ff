// A new comment: what it is about, chosen by the page it is on, and its text.
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { type Discussion, useChangeComments } from "../state/comments.ts";
import { longestComment } from "./longest-comment.ts";

export function CommentForm<Own, About>({
  discussion,
  about,
  help,
  children,
}: {
  discussion: Discussion<Own, About>;
  /** Null while what is chosen does not exist. */
  about: About | null;
  /** Who reads it. */
  help: string;
  /** The fields that choose what it is about. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const change = useChangeComments(discussion);
  const [text, setText] = useState("");
  const id = useId();
  return (
    <form
      className="card stack-tight no-print"
      onSubmit={(event) => {
        event.preventDefault();
        // What was written while the comment was on its way is the next one, and stays.
        if (about !== null)
          change.mutate({ kind: "add", text, about }, { onSuccess: () => setText((now) => (now === text ? "" : now)) });
      }}
    >
      <h2>{t("comments.new")}</h2>
      {children}
      <div className="field">
        <label htmlFor={id}>{t("comments.text")}</label>
        <textarea
          id={id}
          className="input"
          rows={3}
          required
          maxLength={longestComment}
          value={text}
          aria-describedby={`${id}-help`}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="field-help" id={`${id}-help`}>
          {help}
        </span>
      </div>
      <ProblemNotice error={change.error} />
      <div>
        <button type="submit" className="button button-primary" disabled={change.isPending || about === null}>
          {t("comments.send")}
        </button>
      </div>
    </form>
  );
}
