// What each rule costs the plan: what is left to gain with all of them kept, then the dearest first.
import { useTranslation } from "react-i18next";
import type { RulePrice } from "../../api/contract/runs.ts";
import { inLanguage } from "../i18n.ts";
import { formatPercent } from "../numbers.ts";

export function PriceList({ prices }: { prices: readonly RulePrice[] }) {
  const { t } = useTranslation();
  if (prices.length === 0) return null;
  const kept = prices.filter(({ rule }) => rule === "none");
  const priced = prices.filter(({ rule }) => rule !== "none");
  const dearest = Math.max(...priced.map(({ gainFraction }) => gainFraction), 1e-9);
  return (
    <section className="stack-tight" aria-labelledby="prices-heading" data-testid="prices">
      <h3 id="prices-heading">{t("proposals.prices")}</h3>
      <p className="small soft">{t("proposals.pricesHelp")}</p>
      {kept.map(({ sentence }) => (
        <p key={sentence.sv}>{inLanguage(sentence)}</p>
      ))}
      <ol className="plain-rows">
        {priced.map(({ rule, measureKey, how, gainFraction, sentence }) => (
          <li key={`${rule} ${measureKey} ${how} ${sentence.sv}`}>
            <div className="price-bar" aria-hidden="true">
              <div style={{ width: `${(100 * gainFraction) / dearest}%` }} />
            </div>
            <p>{inLanguage(sentence)}</p>
            <p className="visually-hidden">{formatPercent(gainFraction)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
