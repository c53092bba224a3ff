// What is told of the answers: before and now on the scale with their intervals, and whether the difference is more than chance.
import { useTranslation } from "react-i18next";
import type { Survey, SurveyQuestion, SurveyResult } from "../../api/contract/surveys.ts";
import { formatNumber, formatSigned } from "../numbers.ts";
import { verdictWords } from "./result-words.ts";

const width = 420;
const [left, right] = [16, 16];
const [grey, blue, ink] = ["#5B5F6B", "#005595", "#1C1C28"];

export function SurveyResults({ survey }: { survey: Survey }) {
  const { t } = useTranslation();
  const isAnyTold = survey.results.some(({ count }) => count !== null);
  return (
    <section className="stack" aria-labelledby="results-heading">
      <h2 id="results-heading">{t("surveys.tab.resultat")}</h2>
      <p className="soft">{t("surveys.resultHelp")}</p>
      {!isAnyTold && <p className="notice">{t("surveys.fewerThanFive")}</p>}
      <ul className="plan-list">
        {survey.questions.map((question) => (
          <li key={question.id} className="card stack-tight">
            <h3>{question.text}</h3>
            <QuestionResult
              question={question}
              result={survey.results.find(({ questionId }) => questionId === question.id) ?? null}
              steps={survey.steps}
            />
          </li>
        ))}
      </ul>
      {isAnyTold && <ResultTable survey={survey} />}
      <p className="small soft">{t("surveys.method")}</p>
    </section>
  );
}

function QuestionResult({
  question,
  result,
  steps,
}: {
  question: SurveyQuestion;
  result: SurveyResult | null;
  steps: number;
}) {
  const { t } = useTranslation();
  if (!result?.now || result.count === null) return <p className="soft">{t("surveys.fewerThanFive")}</p>;
  const [difference, verdict] = verdictWords(t, result);
  return (
    <>
      {difference && (
        <p>
          <strong>{difference}</strong> {verdict}
        </p>
      )}
      <ScaleChart question={question} result={result} steps={steps} />
      <p className="small soft">{t("surveys.answers", { count: result.count })}</p>
    </>
  );
}

function ScaleChart({ question, result, steps }: { question: SurveyQuestion; result: SurveyResult; steps: number }) {
  const { t } = useTranslation();
  const rows = (["before", "now"] as const).flatMap((part) => {
    const interval = result[part];
    return interval ? [{ part, interval }] : [];
  });
  const x = (step: number) => left + ((width - left - right) * (step - 1)) / (steps - 1);
  const height = 40 + 30 * rows.length;
  return (
    // The table under the questions tells the same.
    <svg className="scale-chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontSize="12" fill={ink}>
      {Array.from({ length: steps }, (_, place) => place + 1).map((step) => (
        <g key={step}>
          <line x1={x(step)} x2={x(step)} y1={6} y2={height - 36} stroke={grey} strokeOpacity="0.3" />
          <text x={x(step)} y={height - 22} textAnchor="middle">
            {step}
          </text>
        </g>
      ))}
      <text x={left - 12} y={height - 6} fill={grey}>
        {question.low}
      </text>
      <text x={width - right + 12} y={height - 6} fill={grey} textAnchor="end">
        {question.high}
      </text>
      {rows.map(({ part, interval }, place) => {
        const y = 20 + 30 * place;
        const colour = part === "now" ? blue : grey;
        return (
          <g key={part}>
            <line x1={x(interval.low)} x2={x(interval.high)} y1={y} y2={y} stroke={colour} strokeWidth="3" />
            {part === "now" ? (
              <circle cx={x(interval.mean)} cy={y} r="6" fill={colour} />
            ) : (
              <rect
                x={x(interval.mean) - 5.5}
                y={y - 5.5}
                width="11"
                height="11"
                fill="#FFFFFF"
                stroke={colour}
                strokeWidth="2"
              />
            )}
            <text x={x(interval.mean)} y={y - 9} textAnchor="middle" fill={colour} fontWeight="700">
              {t(`surveys.${part}`)} {formatNumber(interval.mean, 1)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function ResultTable({ survey }: { survey: Survey }) {
  const { t } = useTranslation();
  const shown = (interval: SurveyResult["now"], format: (value: number, decimals: number) => string = formatNumber) =>
    interval ? `${format(interval.mean, 1)} (${format(interval.low, 1)} – ${format(interval.high, 1)})` : "–";
  return (
    <div className="table-frame">
      <table className="table table-of-intervals">
        <caption>{t("surveys.tableCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("surveys.questionHead")}</th>
            <th scope="col" className="right">
              {t("surveys.answersHead")}
            </th>
            {(["before", "now", "differenceHead"] as const).map((head) => (
              <th key={head} scope="col" className="right">
                {t(`surveys.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {survey.questions.map(({ id, text }) => {
            const result = survey.results.find(({ questionId }) => questionId === id);
            return (
              <tr key={id}>
                <th scope="row">{text}</th>
                <td className="right">{result?.count ?? t("surveys.underFive")}</td>
                <td className="right">{shown(result?.before ?? null)}</td>
                <td className="right">{shown(result?.now ?? null)}</td>
                <td className="right">{shown(result?.difference ?? null, formatSigned)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
