// A new comment: what it is about, chosen by the page it is on, and its text.
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { type Discussion, useChangeComments } from "../state/comments.ts";
import { type CommentPlace, useTypedText } from "../state/typed-comments.ts";
import { longestComment } from "./longest-comment.ts";

const newComment = { kind: "written", name: "new" } as const;

export function CommentForm<Own, About>({
  discussion,
  place,
  about,
  help,
  children,
}: {
  discussion: Discussion<Own, About>;
  /** Where what is written is found again until it is sent. */
  place: CommentPlace;
  /** Null while what is chosen does not exist. */
  about: About | null;
  /** Who reads it. */
  help: string;
  /** The fields that choose what it is about. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const change = useChangeComments(discussion);
  const [text, setText, forgetText] = useTypedText(place, newComment);
  const id = useId();
  return (
    <form
      className="card stack-tight no-print"
      onSubmit={(event) => {
        event.preventDefault();
        // Whether the form is still there or not when it has been sent; trouble is told below.
        if (about !== null)
          change.mutateAsync({ kind: "add", text, about }).then(
            () => forgetText(text),
            () => {},
          );
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
