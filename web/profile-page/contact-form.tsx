// Which function to turn to at an arena. What is typed stays when the service refuses it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProfileArena } from "../../api/contract/profiles.ts";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useNameContact } from "../state/profiles.ts";

export function ContactForm({ arena, onDone }: { arena: ProfileArena; onDone: () => void }) {
  const { t } = useTranslation();
  const [contactRole, setContactRole] = useState(arena.contactRole ?? "");
  const saving = useNameContact();
  return (
    <form
      className="stack-tight no-print"
      onSubmit={(event) => {
        event.preventDefault();
        const { id, careVersion } = arena;
        const written = contactRole.trim() === "" ? null : contactRole;
        saving.mutate({ arena: id, careVersion, contactRole: written }, { onSuccess: onDone });
      }}
    >
      <TextField
        label={t("profile.arenas.contact")}
        help={t("profile.arenas.contactHelp")}
        value={contactRole}
        maxLength={120}
        onChange={(event) => setContactRole(event.target.value)}
      />
      <ProblemNotice error={saving.error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={saving.isPending}>
          {t("profile.save")}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}
