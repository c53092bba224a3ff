// One role or team of a person: a box to tick, and who gave it where that was not an administrator.
import { useTranslation } from "react-i18next";
import type { GrantSource } from "../../api/contract/people.ts";

interface GrantChoiceProps {
  readonly label: string;
  /** Who gave it; nobody where the person has it not. */
  readonly sources: readonly GrantSource[];
  readonly onChange: (given: boolean) => void;
}

/** What somebody else than an administrator gave can not be taken back here, and is shown as such. */
export function GrantChoice({ label, sources, onChange }: GrantChoiceProps) {
  const { t } = useTranslation();
  const byAdministrator = sources.includes("administrator");
  const elsewhere = sources.filter((source) => source !== "administrator");
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={sources.length > 0}
        disabled={elsewhere.length > 0 && !byAdministrator}
        onChange={() => onChange(!byAdministrator)}
      />
      <span>
        {label}{" "}
        {elsewhere.map((source) => (
          <span key={source} className="tag">
            {t(`users.source.${source}`)}
          </span>
        ))}
      </span>
    </label>
  );
}
