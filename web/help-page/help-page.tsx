// How each step is done, what the words mean, and how accessible the page is. The text lives in the locales.

import { useTranslation } from "react-i18next";
import { basePath } from "../base-path.ts";
import { ProtectedLink } from "../components/protected-link.tsx";

const steps = [
  "import",
  "adjacency",
  "teams",
  "run",
  "map",
  "draw",
  "table",
  "plans",
  "adopt",
  "profile",
  "record",
  "workload",
  "flow",
  "forecast",
  "tree",
  "survey",
] as const;
const words = [
  "division",
  "area",
  "unplaced",
  "adjacency",
  "measure",
  "indicator",
  "arena",
  "team",
  "positions",
  "plan",
  "rules",
  "tolerance",
  "run",
  "seed",
  "bundle",
  "weight",
  "noise",
  "band",
] as const;

export default function HelpPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("nav.help")}</h1>
        <p className="lead">{t("help.lead")}</p>
      </header>
      <div className="help-layout">
        <nav aria-label={t("help.contents")}>
          <ul>
            {(["steps", "keys", "words", "numbers", "accessibility", "systems"] as const).map((section) => (
              <li key={section}>
                <a href={`#${section}`}>{t(`help.${section}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="help-text">
          <section id="steps" aria-labelledby="steps-heading">
            <h2 id="steps-heading">{t("help.steps.title")}</h2>
            {steps.map((step) => (
              <section key={step}>
                <h3>{t(`help.steps.${step}.title`)}</h3>
                <p>{t(`help.steps.${step}.text`)}</p>
              </section>
            ))}
          </section>
          <section id="keys" aria-labelledby="keys-heading">
            <h2 id="keys-heading">{t("help.keys.title")}</h2>
            <p>{t("help.keys.text")}</p>
            <dl className="word-list">
              {(["tab", "arrows", "enter", "space", "zoom", "escape"] as const).map((key) => (
                <div key={key} className="word-pair">
                  <dt>{t(`help.keys.${key}.key`)}</dt>
                  <dd>{t(`help.keys.${key}.does`)}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section id="words" aria-labelledby="words-heading">
            <h2 id="words-heading">{t("help.words.title")}</h2>
            <dl className="word-list">
              {words.map((word) => (
                <div key={word} className="word-pair">
                  <dt>{t(`help.words.${word}.word`)}</dt>
                  <dd>{t(`help.words.${word}.meaning`)}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section id="numbers" aria-labelledby="numbers-heading">
            <h2 id="numbers-heading">{t("help.numbers.title")}</h2>
            <p>
              {t("help.numbers.who")} <ProtectedLink />
            </p>
            <p>{t("help.numbers.unknown")}</p>
            <p>{t("help.numbers.scb")}</p>
          </section>
          <section id="accessibility" aria-labelledby="accessibility-heading">
            <h2 id="accessibility-heading">{t("help.accessibility.title")}</h2>
            <p>{t("help.accessibility.aim")}</p>
            <p>{t("help.accessibility.map")}</p>
            <p>{t("help.accessibility.known")}</p>
            <p>{t("help.accessibility.report")}</p>
          </section>
          <section id="systems" aria-labelledby="systems-heading">
            <h2 id="systems-heading">{t("help.systems.title")}</h2>
            <p>
              {t("help.systems.text")} <a href={`${basePath}/api-docs`}>{t("help.systems.link")}</a>
            </p>
          </section>
        </div>
      </div>
    </div>
  );
}
