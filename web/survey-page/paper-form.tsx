// A survey on paper: as it is handed out, with boxes to tick and what the steps mean at the ends. Nothing asks who answers.
import { useTranslation } from "react-i18next";
import type { Survey, SurveyQuestion } from "../../api/contract/surveys.ts";

export function PaperForm({ survey }: { survey: Survey }) {
  const { t } = useTranslation();
  return (
    <section className="stack" aria-label={t("surveys.tab.blankett")}>
      <div className="row no-print">
        <button type="button" className="button button-primary" onClick={() => print()}>
          {t("surveys.printForm")}
        </button>
        <p className="small soft">{t("surveys.printFormHelp")}</p>
      </div>
      <div className="paper-form card">
        <p>{t("tablet.anonymous")}</p>
        <ol>
          {survey.questions.map((question) => (
            <li key={question.id}>
              <p>
                <strong>{question.text}</strong>
              </p>
              {question.kind === "before-now" && (
                <Scale question={question} steps={survey.steps} name={t("surveys.paperBefore")} />
              )}
              <Scale
                question={question}
                steps={survey.steps}
                name={question.kind === "before-now" ? t("surveys.paperNow") : null}
              />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Scale({ question, steps, name }: { question: SurveyQuestion; steps: number; name: string | null }) {
  return (
    <div className="paper-scale">
      {name !== null && <span className="paper-part">{name}</span>}
      <span>{question.low}</span>
      {Array.from({ length: steps }, (_, place) => place + 1).map((step) => (
        <span key={step} className="paper-step">
          {step}
        </span>
      ))}
      <span>{question.high}</span>
    </div>
  );
}
