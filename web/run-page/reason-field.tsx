// Why a rule is there, in the planner's words: a link until somebody wants to write, then a box. Told in the decision record.
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** As long as the contract takes. */
const longestReason = 1000;

function focusOn(box: HTMLTextAreaElement | null): void {
  box?.focus();
}

export function ReasonField({
  rule,
  value,
  onChange,
}: {
  /** What the reason is for, as it is called in the page. */
  rule: string;
  value: string;
  onChange: (reason: string) => void;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen && value === "") {
    return (
      <button
        type="button"
        className="link-button small reason-link"
        aria-label={t("proposals.giveReasonFor", { rule })}
        onClick={() => setOpen(true)}
      >
        {t("proposals.giveReason")}
      </button>
    );
  }
  return (
    <label className="reason-field">
      <span className="small soft">{t("proposals.reason")}</span>
      <textarea
        className="input"
        rows={2}
        maxLength={longestReason}
        aria-label={t("proposals.reasonFor", { rule })}
        ref={isOpen ? focusOn : null}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => setOpen(false)}
      />
    </label>
  );
}
