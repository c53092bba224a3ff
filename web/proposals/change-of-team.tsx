// How many change team, from today's division and from the plan that a run began from, as sentences.
import { useTranslation } from "react-i18next";
import type { ChangeOfTeam } from "../../api/contract/runs.ts";
import { formatNumber, formatPercent, withinSentence } from "../numbers.ts";

/** `measure`: name of what is counted. Nothing where there is nothing to have changed from. */
export function ChangeSentences({ changes, measure }: { changes: readonly ChangeOfTeam[]; measure: string }) {
  const { t } = useTranslation();
  return changes.map(({ from, weight, fraction, areaCount }) => (
    <p key={from} className="small" data-changes-from={from}>
      {areaCount === 0
        ? t(`proposals.noChange.${from}`)
        : t(`proposals.change.${from}`, {
            count: areaCount,
            number: formatNumber(weight),
            percent: formatPercent(fraction),
            measure: withinSentence(measure),
          })}
    </p>
  ));
}
