// One question at a time on the tablet, with buttons as large as a thumb.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SurveyForm, SurveyQuestion } from "../../api/contract/surveys.ts";

export function AskQuestion({
  question,
  steps,
  place,
  count,
  given,
  onAnswer,
  onBack,
  onStop,
}: {
  question: SurveyQuestion;
  steps: number;
  place: number;
  count: number;
  /** What was answered before one went back; null where nothing was. */
  given: SurveyForm[number] | null;
  /** Null where the question is passed over. */
  onAnswer: (answer: SurveyForm[number] | null) => void;
  onBack: (() => void) | null;
  onStop: () => void;
}) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const [before, setBefore] = useState(given?.before ?? null);
  const [now, setNow] = useState(given?.now ?? null);
  useEffect(() => heading.current?.focus(), []);
  const isPaired = question.kind === "before-now";
  const isAnswered = now !== null && (!isPaired || before !== null);
  return (
    <div className="tablet-card stack">
      <p className="soft">{t("tablet.place", { place: place + 1, count })}</p>
      <h1 ref={heading} tabIndex={-1}>
        {question.text}
      </h1>
      {isPaired && (
        <Scale label={t("tablet.before")} question={question} steps={steps} chosen={before} onChoose={setBefore} />
      )}
      <Scale
        label={isPaired ? t("tablet.now") : t("tablet.yourAnswer")}
        question={question}
        steps={steps}
        chosen={now}
        onChoose={setNow}
      />
      <div className="row-apart">
        <button
          type="button"
          className="button button-primary tablet-go"
          disabled={!isAnswered}
          onClick={() => onAnswer({ questionId: question.id, before, now: now! })}
        >
          {t(place + 1 === count ? "tablet.send" : "tablet.next")}
        </button>
        <div className="row">
          {onBack && (
            <button type="button" className="button" onClick={onBack}>
              {t("tablet.back")}
            </button>
          )}
          <button type="button" className="button" onClick={() => onAnswer(null)}>
            {t("tablet.skip")}
          </button>
          <button type="button" className="button button-quiet" onClick={onStop}>
            {t("tablet.stop")}
          </button>
        </div>
      </div>
    </div>
  );
}

function Scale({
  label,
  question: { low, high },
  steps,
  chosen,
  onChoose,
}: {
  label: string;
  question: SurveyQuestion;
  steps: number;
  chosen: number | null;
  onChoose: (step: number) => void;
}) {
  const { t } = useTranslation();
  const nameOf = (step: number) => (step === 1 ? low : step === steps ? high : "");
  return (
    <fieldset className="tablet-scale">
      <legend>{label}</legend>
      <div className="tablet-steps">
        {Array.from({ length: steps }, (_, place) => place + 1).map((step) => (
          <button
            key={step}
            type="button"
            aria-pressed={step === chosen}
            aria-label={nameOf(step) === "" ? t("tablet.step", { step, steps }) : `${step}: ${nameOf(step)}`}
            onClick={() => onChoose(step)}
          >
            {step}
          </button>
        ))}
      </div>
      <div className="row-apart small" aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </div>
    </fieldset>
  );
}
