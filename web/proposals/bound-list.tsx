// How good it is: what was reached, what is proven, and the gap, as sentences and as a bar.
import { useTranslation } from "react-i18next";
import type { Bound } from "../../api/contract/runs.ts";
import { inLanguage } from "../i18n.ts";
import { formatPercent } from "../numbers.ts";

export function BoundList({ bounds }: { bounds: readonly Bound[] }) {
  const { t } = useTranslation();
  if (bounds.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby="bounds-heading" data-testid="bounds">
      <h3 id="bounds-heading">{t("proposals.howGood")}</h3>
      <ul className="plain-rows">
        {bounds.map(({ goal, sentence, gapFraction }) => (
          <li key={goal} data-goal={goal}>
            <p>{inLanguage(sentence)}</p>
            {gapFraction !== null && (
              <p className="small soft">
                {gapFraction === 0
                  ? t("proposals.noGap")
                  : t("proposals.gap", { gap: formatPercent(gapFraction, gapFraction < 0.01 ? 2 : 1) })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
