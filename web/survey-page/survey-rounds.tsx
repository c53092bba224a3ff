// The rounds of a questionnaire side by side: each question's answers term by term with their intervals, drawn and as a table.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Survey, SurveyQuestion } from "../../api/contract/surveys.ts";
import { formatNumber, formatSigned } from "../numbers.ts";
import { type NamedRound, namedRounds, roundsOfQuestion, sinceWords } from "./round-words.ts";
import { surveyPath } from "./survey-paths.ts";

const [grey, blue, ink] = ["#5B5F6B", "#005595", "#1C1C28"];
const [width, height] = [420, 190];
const [left, right, top, bottom] = [30, 30, 16, 44];

/** Links to the other rounds; nothing where there is one. */
export function RoundLinks({ survey }: { survey: Survey }) {
  const { t } = useTranslation();
  if (survey.rounds.length < 2) return null;
  return (
    <nav aria-label={t("surveys.rounds")} className="no-print">
      <ul className="row plain-list">
        {namedRounds(t, survey).map(({ surveyId, name }) => (
          <li key={surveyId}>
            {surveyId === survey.id ? (
              <strong aria-current="page">{name}</strong>
            ) : (
              <Link to={surveyPath(surveyId)}>{name}</Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Nothing where there is one round alone. */
export function SurveyRounds({ survey }: { survey: Survey }) {
  const { t } = useTranslation();
  if (survey.rounds.length < 2) return null;
  return (
    <section className="stack" aria-labelledby="rounds-heading" data-testid="survey-rounds">
      <h2 id="rounds-heading">{t("surveys.sideBySide")}</h2>
      <p className="small soft">{t("surveys.roundsHelp")}</p>
      {survey.questions.map((question) => (
        <QuestionRounds key={question.id} survey={survey} question={question} />
      ))}
    </section>
  );
}

function QuestionRounds({ survey, question }: { survey: Survey; question: SurveyQuestion }) {
  const { t } = useTranslation();
  const rounds = roundsOfQuestion(t, survey, question.id);
  const shown = (interval: { mean: number; low: number; high: number } | null | undefined, format = formatNumber) =>
    interval ? `${format(interval.mean, 1)} (${format(interval.low, 1)} – ${format(interval.high, 1)})` : "–";
  const isAnyTold = rounds.some(({ result }) => result?.now);
  const isPair = question.kind === "before-now";
  return (
    <div className="card stack-tight">
      <h3>{question.text}</h3>
      {isAnyTold ? (
        <RoundChart rounds={rounds} steps={survey.steps} />
      ) : (
        <p className="soft">{t("surveys.fewerThanFive")}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={question.text}>
        <table className="table table-of-intervals">
          <thead>
            <tr>
              <th scope="col">{t("surveys.round")}</th>
              <th scope="col" className="right">
                {t("surveys.answersHead")}
              </th>
              {isPair && (
                <th scope="col" className="right">
                  {t("surveys.before")}
                </th>
              )}
              <th scope="col" className="right">
                {t("surveys.now")}
              </th>
              {isPair && (
                <th scope="col" className="right">
                  {t("surveys.differenceHead")}
                </th>
              )}
              <th scope="col">{t("surveys.sinceHead")}</th>
            </tr>
          </thead>
          <tbody>
            {rounds.map(({ surveyId, name, result }) => (
              <tr key={surveyId}>
                <th scope="row">{name}</th>
                <td className="right">{result?.count ?? t("surveys.underFive")}</td>
                {isPair && <td className="right">{shown(result?.before)}</td>}
                <td className="right">{shown(result?.now)}</td>
                {isPair && <td className="right">{shown(result?.difference, formatSigned)}</td>}
                <td>{(result && sinceWords(t, result)) ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** The table under it tells the same. */
function RoundChart({ rounds, steps }: { rounds: readonly NamedRound[]; steps: number }) {
  const x = (place: number) => left + ((width - left - right) * (place + 0.5)) / rounds.length;
  const y = (step: number) => height - bottom - ((height - top - bottom) * (step - 1)) / (steps - 1);
  const told = rounds.flatMap(({ result }, place) => (result?.now ? [{ place, result, now: result.now }] : []));
  return (
    <svg className="scale-chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontSize="12" fill={ink}>
      {Array.from({ length: steps }, (_, place) => place + 1).map((step) => (
        <g key={step}>
          <line x1={left} x2={width - right} y1={y(step)} y2={y(step)} stroke={grey} strokeOpacity="0.3" />
          <text x={left - 8} y={y(step) + 4} textAnchor="end">
            {step}
          </text>
        </g>
      ))}
      <polyline
        points={told.map(({ place, now }) => `${x(place)},${y(now.mean)}`).join(" ")}
        fill="none"
        stroke={blue}
        strokeWidth="2"
      />
      {told.map(({ place, result: { before }, now }) => (
        <g key={place}>
          {before && (
            <>
              <line
                x1={x(place) - 12}
                x2={x(place) - 12}
                y1={y(before.low)}
                y2={y(before.high)}
                stroke={grey}
                strokeWidth="3"
              />
              <rect
                x={x(place) - 17.5}
                y={y(before.mean) - 5.5}
                width="11"
                height="11"
                fill="#FFFFFF"
                stroke={grey}
                strokeWidth="2"
              />
            </>
          )}
          <line x1={x(place)} x2={x(place)} y1={y(now.low)} y2={y(now.high)} stroke={blue} strokeWidth="3" />
          <circle cx={x(place)} cy={y(now.mean)} r="6" fill={blue} />
          <text
            x={x(place) + 10}
            y={y(now.mean) + 4}
            fill={blue}
            fontWeight="700"
            stroke="#FFFFFF"
            strokeWidth="4"
            paintOrder="stroke"
          >
            {formatNumber(now.mean, 1)}
          </text>
        </g>
      ))}
      {rounds.map(({ surveyId, name }, place) => (
        <text key={surveyId} x={x(place)} y={height - 24 + 14 * (place % 2)} textAnchor="middle">
          {name.length > 26 ? `${name.slice(0, 25)}…` : name}
        </text>
      ))}
    </svg>
  );
}
