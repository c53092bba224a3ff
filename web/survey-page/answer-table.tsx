// Answers typed in from paper: a row a form, a digit an answer, and the cursor goes on by itself. Nothing is sent until the whole batch is saved.
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Survey, SurveyForm } from "../../api/contract/surveys.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useEnterAnswers } from "../state/surveys.ts";
import { mayPass } from "../state/trying-again.ts";
import { forgetTypedAnswers, keepTypedAnswers, type TypedRow as Row, typedAnswersOf } from "../state/typed-answers.ts";

interface Column {
  readonly questionId: string;
  readonly part: "before" | "now";
  readonly number: number;
}

function columnsOf({ questions }: Survey): Column[] {
  return questions.flatMap(({ id, kind }, place) =>
    (kind === "now" ? (["now"] as const) : (["before", "now"] as const)).map((part) => ({
      questionId: id,
      part,
      number: place + 1,
    })),
  );
}

/** The forms that have an answer. A question asked about before and now counts when both are there. */
function formsOf(survey: Pick<Survey, "questions">, columns: readonly Column[], rows: readonly Row[]): SurveyForm[] {
  return rows.flatMap((row) => {
    const at = (questionId: string, part: Column["part"]) =>
      row[columns.findIndex((column) => column.questionId === questionId && column.part === part)] ?? null;
    const form = survey.questions.flatMap(({ id, kind }): SurveyForm => {
      const [before, now] = [kind === "now" ? null : at(id, "before"), at(id, "now")];
      return now === null || (kind === "before-now" && before === null) ? [] : [{ questionId: id, before, now }];
    });
    return form.length === 0 ? [] : [form];
  });
}

export function AnswerTable({ survey, onSaved }: { survey: Survey; onSaved: () => void }) {
  const { t } = useTranslation();
  const enter = useEnterAnswers(survey.id);
  const table = useRef<HTMLTableElement>(null);
  const columns = columnsOf(survey);
  const emptyRow: Row = columns.map(() => null);
  const client = useQueryClient();
  const asked = JSON.stringify(columns);
  const [kept] = useState(() => {
    const typed = typedAnswersOf(client, survey.id);
    return typed?.columns === asked ? typed : null;
  });
  const [rows, setRows] = useState<readonly Row[]>(kept?.rows ?? [emptyRow]);
  const [sendingId, setSendingId] = useState<string>(kept?.sendingId ?? crypto.randomUUID());
  const [isSent, setSent] = useState(kept?.isSent ?? false);
  const forms = formsOf(survey, columns, rows);
  const halves = rows.filter((row) =>
    columns.some(
      ({ questionId, part }, at) =>
        row[at] !== null &&
        columns.some((other, place) => other.questionId === questionId && other.part !== part && row[place] === null),
    ),
  ).length;

  useEffect(() => {
    keepTypedAnswers(client, { surveyId: survey.id, name: survey.name, columns: asked, rows, sendingId, isSent });
  }, [client, survey.id, survey.name, asked, rows, sendingId, isSent]);
  const save = async () => {
    const wasSent = isSent;
    setSent(true);
    try {
      await enter.mutateAsync({ sendingId, forms });
    } catch (error) {
      // Refused, nothing was counted; without an answer it may have been, then or the time before.
      if (!wasSent && !mayPass(error)) setSent(false);
      return;
    }
    forgetTypedAnswers(client, survey.id);
    setRows([emptyRow]);
    setSendingId(crypto.randomUUID());
    setSent(false);
    onSaved();
  };

  // At once: the next digit may be on its way.
  const focus = (row: number, column: number) =>
    table.current?.querySelector<HTMLInputElement>(`[data-cell="${row} ${column}"]`)?.focus();
  const set = (row: number, column: number, value: number | null) =>
    setRows((before) => before.map((own, at) => (at === row ? own.with(column, value) : own)));
  const goOn = (row: number, column: number) => {
    if (column + 1 < columns.length) return focus(row, column + 1);
    if (row + 1 === rows.length) flushSync(() => setRows((before) => [...before, emptyRow]));
    focus(row + 1, 0);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const step = event.key === "0" && survey.steps === 10 ? 10 : Number(event.key);
    const move: Record<string, () => void> = {
      ArrowUp: () => focus(Math.max(0, row - 1), column),
      ArrowDown: () => focus(Math.min(rows.length - 1, row + 1), column),
      ArrowLeft: () => focus(row, Math.max(0, column - 1)),
      ArrowRight: () => focus(row, Math.min(columns.length - 1, column + 1)),
      Enter: () => goOn(row, columns.length - 1),
      " ": () => goOn(row, column),
      Backspace: () => {
        set(row, column, null);
        if (rows[row]?.[column] === null) focus(row, Math.max(0, column - 1));
      },
      Delete: () => set(row, column, null),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab") return;
    if (move[event.key]) move[event.key]!();
    else if (Number.isInteger(step) && step >= 1 && step <= survey.steps) {
      set(row, column, step);
      goOn(row, column);
    }
    event.preventDefault();
  };

  return (
    <section className="stack" aria-labelledby="paper-heading">
      <h2 id="paper-heading">{t("surveys.tab.papper")}</h2>
      <p className="soft">{t("surveys.paperHelp", { steps: survey.steps })}</p>
      <ol className="small">
        {survey.questions.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ol>
      <div className="table-frame">
        <table className="table answer-table" ref={table}>
          <caption className="visually-hidden">{t("surveys.paperCaption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("surveys.form")}</th>
              {columns.map(({ questionId, part, number }) => (
                <th key={`${questionId} ${part}`} scope="col">
                  {t("surveys.column", { number, part: t(`surveys.${part}`) })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a form has no name but its place
              <tr key={at}>
                <th scope="row">{at + 1}</th>
                {columns.map(({ questionId, part, number }, column) => (
                  <td key={`${questionId} ${part}`}>
                    <input
                      className="input answer-cell"
                      data-cell={`${at} ${column}`}
                      inputMode="numeric"
                      autoComplete="off"
                      aria-label={t("surveys.cell", { form: at + 1, number, part: t(`surveys.${part}`) })}
                      value={row[column] ?? ""}
                      disabled={isSent}
                      onKeyDown={(event) => onKey(event, at, column)}
                      onChange={({ target }) => {
                        // From a keyboard on the screen, which tells no keys.
                        const step = Number(target.value.slice(-1));
                        if (target.value === "") set(at, column, null);
                        else if (step >= 1 && step <= survey.steps) {
                          set(at, column, step);
                          goOn(at, column);
                        }
                      }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {halves > 0 && <p className="notice notice-warning">{t("surveys.halves", { count: halves })}</p>}
      <p className="small soft">{t("surveys.notBack")}</p>
      <ProblemNotice error={enter.error} />
      {isSent && !enter.isPending && <p className="notice notice-warning">{t("surveys.unanswered")}</p>}
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={forms.length === 0 || enter.isPending}
          onClick={() => void save()}
        >
          {t(isSent && !enter.isPending ? "surveys.sendAgain" : "surveys.save", { count: forms.length })}
        </button>
      </div>
    </section>
  );
}
