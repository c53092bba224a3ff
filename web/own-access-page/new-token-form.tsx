// A new access token: its name and how long it lasts, and then the token itself, this once.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useIssueToken } from "../state/people.ts";

const lifetimesDays = [30, 90, 180, 365] as const;

export function NewTokenForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const issue = useIssueToken();
  const [name, setName] = useState("");
  const [days, setDays] = useState<number>(90);
  if (issue.data) return <ShownOnce secret={issue.data.secret} onDone={onDone} />;
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") issue.mutate({ name, days });
      }}
    >
      <h3>{t("ownAccess.newToken")}</h3>
      <div className="form-grid">
        <TextField
          label={t("ownAccess.tokenName")}
          help={t("ownAccess.tokenNameHelp")}
          value={name}
          required
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t("ownAccess.lifetime")}
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {lifetimesDays.map((each) => (
            <option key={each} value={each}>
              {t("ownAccess.days", { count: each })}
            </option>
          ))}
        </SelectField>
      </div>
      <ProblemNotice error={issue.error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={name.trim() === "" || issue.isPending}>
          {t("ownAccess.make")}
        </button>
        <button type="button" className="button button-quiet" onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

function ShownOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <div className="notice notice-success stack-tight">
      <h3 ref={heading} tabIndex={-1}>
        {t("ownAccess.shownOnce")}
      </h3>
      <p>{t("ownAccess.shownOnceHelp")}</p>
      <TextField
        label={t("ownAccess.tokenItself")}
        value={secret}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <div className="row">
        <button type="button" className="button" onClick={copy}>
          {t("ownAccess.copy")}
        </button>
        <button type="button" className="button button-primary" onClick={onDone}>
          {t("ownAccess.done")}
        </button>
        <span role="status">{copied ? t("ownAccess.copied") : ""}</span>
      </div>
    </div>
  );
}
