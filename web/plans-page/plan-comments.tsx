// What planners say of a plan, its teams and areas: threads with answers, marked as resolved when they are.
import type { TFunction } from "i18next";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewPlanComment, PlanComment } from "../../api/contract/plan-life.ts";
import type { Plan } from "../../api/contract/plans.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { CheckField, SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { AreaGeography } from "../map/topology.ts";
import { formatInstant } from "../numbers.ts";
import { useGeography } from "../state/geography.ts";
import { useChangeComments, usePlanComments } from "../state/plan-life.ts";
import { useDivisions } from "../state/queries.ts";

/** @param aboutArea code of the area that a new comment is about at first. */
export function PlanComments({ plan, aboutArea }: { plan: Plan; aboutArea: string | null }) {
  const { t } = useTranslation();
  const division = useDivisions().data?.find(({ id }) => id === plan.divisionId) ?? null;
  const { geography } = useGeography(division);
  const { data: comments = [], error, isPending } = usePlanComments(plan.id);
  const [showsResolved, setShowsResolved] = useState(false);
  const resolvedCount = comments.filter(({ resolvedAt }) => resolvedAt !== null).length;
  const shown = comments.filter(
    ({ resolvedAt, removed, answers }) => (showsResolved || resolvedAt === null) && (!removed || answers.length > 0),
  );
  return (
    <section className="stack plan-comments" aria-label={t("planLife.tab.kommentarer")}>
      {geography && <CommentForm plan={plan} geography={geography} aboutArea={aboutArea} />}
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
          <p>{t("comments.noneHelp")}</p>
        </EmptyState>
      )}
      <ul className="comment-list">
        {shown.map((comment) => (
          <Thread key={comment.id} plan={plan} comment={comment} geography={geography} />
        ))}
      </ul>
    </section>
  );
}

/** What a comment is about, in words. */
function subjectOf(
  t: TFunction,
  { teamId, areaCode }: PlanComment,
  plan: Plan,
  geography: AreaGeography | null,
): string {
  if (areaCode !== null) {
    const name = geography?.properties.find(({ code }) => code === areaCode)?.name ?? "";
    return t("comments.area", { area: name === areaCode ? areaCode : `${areaCode} ${name}`.trim() });
  }
  const team = plan.teams.find((own) => own.teamId === teamId);
  return team ? t("comments.team", { letter: team.letter, team: team.name }) : t("comments.plan");
}

function CommentForm({
  plan,
  geography,
  aboutArea,
}: {
  plan: Plan;
  geography: AreaGeography;
  aboutArea: string | null;
}) {
  const { t } = useTranslation();
  const change = useChangeComments(plan.id);
  const [about, setAbout] = useState(aboutArea === null ? "plan" : "area");
  const [area, setArea] = useState(aboutArea ?? "");
  const [text, setText] = useState("");
  const id = useId();
  const areaCode = area.trim().split(" ")[0]!;
  const isKnownArea = geography.properties.some(({ code }) => code === areaCode);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const subject: NewPlanComment["about"] =
      about === "plan"
        ? { kind: "plan" }
        : about === "area"
          ? { kind: "area", areaCode }
          : { kind: "team", teamId: about };
    change.mutate({ kind: "add", text, about: subject }, { onSuccess: () => setText("") });
  };
  return (
    <form className="card stack-tight no-print" onSubmit={send}>
      <h2>{t("comments.new")}</h2>
      <div className="two-columns">
        <SelectField label={t("comments.about")} value={about} onChange={(event) => setAbout(event.target.value)}>
          <option value="plan">{t("comments.plan")}</option>
          {plan.teams.map(({ teamId, letter, name }) => (
            <option key={teamId} value={teamId}>
              {t("comments.team", { letter, team: name })}
            </option>
          ))}
          <option value="area">{t("comments.anArea")}</option>
        </SelectField>
        {about === "area" && (
          <div className="field">
            <label htmlFor={`${id}-area`}>{t("comments.whichArea")}</label>
            <input
              id={`${id}-area`}
              className="input"
              list={`${id}-areas`}
              value={area}
              required
              autoComplete="off"
              aria-describedby={`${id}-area-help`}
              onChange={(event) => setArea(event.target.value)}
            />
            <datalist id={`${id}-areas`}>
              {geography.properties.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </datalist>
            <span className="field-help" id={`${id}-area-help`}>
              {area === "" || isKnownArea ? t("comments.areaHelp") : t("comments.noSuchArea")}
            </span>
          </div>
        )}
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>{t("comments.text")}</label>
        <textarea
          id={`${id}-text`}
          className="input"
          rows={3}
          required
          maxLength={4000}
          value={text}
          aria-describedby={`${id}-help`}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="field-help" id={`${id}-help`}>
          {t("comments.help")}
        </span>
      </div>
      <ProblemNotice error={change.error} />
      <div>
        <button
          type="submit"
          className="button button-primary"
          disabled={change.isPending || (about === "area" && !isKnownArea)}
        >
          {t("comments.send")}
        </button>
      </div>
    </form>
  );
}

/** Who wrote it, when, and the text; or that its author has removed it. */
function Said({ comment, onRemove }: { comment: PlanComment["answers"][number]; onRemove: (() => void) | null }) {
  const { t } = useTranslation();
  const who = comment.author ?? t("planLife.somebody");
  return (
    <>
      <p className="small soft">
        <strong>{who}</strong> {formatInstant(comment.createdAt)}
        {onRemove && (
          <>
            {" · "}
            <button type="button" className="link-button no-print" onClick={onRemove}>
              {t("comments.remove")}
            </button>
          </>
        )}
      </p>
      {comment.removed ? (
        <p className="soft">{t("comments.removed")}</p>
      ) : (
        <p className="comment-text">{comment.text}</p>
      )}
    </>
  );
}

function Thread({ plan, comment, geography }: { plan: Plan; comment: PlanComment; geography: AreaGeography | null }) {
  const { t } = useTranslation();
  const change = useChangeComments(plan.id);
  const [answer, setAnswer] = useState<string | null>(null);
  const id = useId();
  const isResolved = comment.resolvedAt !== null;
  const removal = (said: PlanComment["answers"][number]) =>
    said.isOwn && !said.removed
      ? () => {
          if (confirm(t("comments.removeConfirm"))) change.mutate({ kind: "remove", comment: said.id });
        }
      : null;
  return (
    <li className="card stack-tight" data-resolved={isResolved}>
      <div className="row">
        <h3 id={id}>{subjectOf(t, comment, plan, geography)}</h3>
        {isResolved && <span className="tag tag-good">{t("comments.resolved")}</span>}
        {comment.revision < plan.revision && (
          <span className="small soft">{t("comments.atRevision", { revision: comment.revision })}</span>
        )}
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
      {answer === null ? (
        <div className="row no-print">
          <button type="button" className="button" aria-describedby={id} onClick={() => setAnswer("")}>
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
      ) : (
        <form
          className="stack-tight no-print"
          onSubmit={(event) => {
            event.preventDefault();
            const about = { kind: "comment" as const, commentId: comment.id };
            change.mutate({ kind: "add", text: answer, about }, { onSuccess: () => setAnswer(null) });
          }}
        >
          <label className="field-name" htmlFor={`${id}-answer`}>
            {t("comments.yourAnswer")}
          </label>
          <textarea
            id={`${id}-answer`}
            className="input"
            rows={2}
            required
            maxLength={4000}
            // biome-ignore lint/a11y/noAutofocus: it was asked for by the button it takes the place of
            autoFocus
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <div className="row">
            <button type="submit" className="button button-primary" disabled={change.isPending}>
              {t("comments.sendAnswer")}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setAnswer(null)}>
              {t("common.cancel")}
            </button>
          </div>
        </form>
      )}
    </li>
  );
}
