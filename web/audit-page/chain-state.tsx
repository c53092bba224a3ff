// Whether the chain is whole, until when, and what has been purged; it can be verified again at once.
import { useTranslation } from "react-i18next";
import type { AuditOverview } from "../../api/contract/audit.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { inLanguage } from "../i18n.ts";
import { formatInstant, formatNumber } from "../numbers.ts";
import { useVerifyLog } from "../state/audit.ts";

export function ChainState({ overview }: { overview: AuditOverview }) {
  const { t } = useTranslation();
  const verify = useVerifyLog();
  const { lastVerification: last, purges, retentionYears, firstAt, lastSequence } = overview;
  /** Rows after the last verified one: of these nothing is known. */
  const unverified = last?.whole ? Math.max(0, (lastSequence ?? 0) - last.through) : 0;
  const kind = last === null || unverified > 0 ? "" : last.whole ? "notice-success" : "notice-error";
  return (
    <section className={`notice ${kind}`} aria-labelledby="chain-heading" data-chain={last?.whole ?? "unknown"}>
      <h2 id="chain-heading" className="notice-head">
        {last === null
          ? t("audit.chain.never")
          : last.whole
            ? t("audit.chain.whole", { row: formatNumber(last.through), at: formatInstant(last.at) })
            : t("audit.chain.broken", { at: formatInstant(last.at) })}
      </h2>
      {last && !last.whole && (
        <p role="alert">
          {last.brokenAt !== null && `${t("audit.chain.brokenRow", { row: formatNumber(last.brokenAt) })} `}
          {last.explanation && `${capitalised(inLanguage(last.explanation))}.`}
        </p>
      )}
      {unverified > 0 && (
        <p data-unverified={unverified}>
          {t("audit.chain.unverified", { count: unverified, number: formatNumber(unverified) })}
        </p>
      )}
      <p className="small">
        {firstAt && t("audit.chain.since", { at: formatInstant(firstAt) })}{" "}
        {t("audit.chain.retention", { count: retentionYears })}
      </p>
      {purges.length > 0 && (
        <ul className="small">
          {purges.map(({ at, removedFrom, removedTo, decision }) => (
            <li key={at}>
              {t("audit.chain.purged", {
                at: formatInstant(at),
                from: formatNumber(removedFrom),
                to: formatNumber(removedTo),
                decision,
              })}
            </li>
          ))}
        </ul>
      )}
      <div className="row no-print">
        <button type="button" className="button" disabled={verify.isPending} onClick={() => verify.mutate()}>
          {t(verify.isPending ? "audit.chain.verifying" : "audit.chain.verify")}
        </button>
      </div>
      <ProblemNotice error={verify.error} />
    </section>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
