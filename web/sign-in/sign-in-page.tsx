// Signing in: at the municipality's identity provider, or in the demonstration by a role and, where there are several, a municipality.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Role } from "../../api/contract/primitives.ts";
import { ask } from "../api-client.ts";
import { basePath } from "../base-path.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { LanguageSwitch } from "../layout/language-switch.tsx";
import { ProblemError } from "../problem-error.ts";
import { useUnsavedTrees } from "../problem-tree-page/open-trees.ts";
import { useSessionState } from "../state/session.tsx";
import { typedAnswers } from "../state/typed-answers.ts";
import { typedComments } from "../state/typed-comments.ts";
import { ProviderLinks } from "./provider-links.tsx";

export function SignInPage() {
  const { t } = useTranslation();
  const { signIn, ended, session } = useSessionState();
  const municipalityQuery = useQuery({
    queryKey: ["municipalities"],
    queryFn: ({ signal }) => ask("get /api/municipalities", { signal }),
  });
  const municipalities = municipalityQuery.data?.municipalities ?? [];
  const [chosenCode, setChosenCode] = useState<string | null>(null);
  const [startCode, setStartCode] = useState("");
  const [error, setError] = useState<unknown>(null);
  const client = useQueryClient();
  const hasUnsaved = useUnsavedTrees().length + typedAnswers(client).length + typedComments(client).length > 0;
  const [busy, setBusy] = useState(false);
  const municipality =
    municipalities.find(({ code }) => code === chosenCode) ??
    municipalities.find(({ synthetic }) => synthetic) ??
    municipalities[0];

  const enter = async (role: Role) => {
    if (!municipality) return;
    setBusy(true);
    const code = municipality.synthetic ? {} : { startCode };
    const outcome = await signIn({ municipalityCode: municipality.code, role, ...code });
    setBusy(false);
    setError(outcome.ok ? null : new ProblemError(outcome.problem));
  };

  return (
    <main className="sign-in">
      <div className="row-apart">
        <div className="brand">
          <img src={`${basePath}/icon.svg`} alt="" width="44" height="44" />
          <h1>Områdeslinjen</h1>
        </div>
        <LanguageSwitch />
      </div>
      <p className="lead">{t("signIn.lead")}</p>
      {ended && (
        <div className="notice notice-warning" role="status">
          {t("signIn.ended")}
          {hasUnsaved && ` ${t(session?.demonstration ? "signIn.unsaved" : "signIn.unsavedOtherTab")}`}
        </div>
      )}
      <ProblemNotice error={error ?? municipalityQuery.error} />
      {session?.demonstration && municipalityQuery.isPending && <Loading />}
      {session?.demonstration && municipalityQuery.isSuccess && municipalities.length === 0 && (
        <EmptyState title={t("signIn.noMunicipality")}>
          <p>{t("signIn.noMunicipalityHelp")}</p>
        </EmptyState>
      )}
      {session && session.loginProviders.length > 0 && <ProviderLinks providers={session.loginProviders} />}
      {session && !session.demonstration && session.loginProviders.length === 0 && (
        <p className="notice">{t("signIn.notDemonstration")}</p>
      )}
      {session?.signedIn === false && session.demonstration && municipality && (
        <section className="stack" aria-labelledby="role-heading">
          <div className="row-apart">
            <h2 id="role-heading">{t("signIn.chooseRole")}</h2>
            {municipalities.length > 1 && (
              <SelectField
                label={t("signIn.municipality")}
                value={municipality.code}
                onChange={(event) => setChosenCode(event.target.value)}
              >
                {municipalities.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name} ({code})
                  </option>
                ))}
              </SelectField>
            )}
          </div>
          {!municipality.synthetic && (
            <TextField
              label={t("signIn.startCode")}
              help={t("signIn.startCodeHelp")}
              value={startCode}
              autoComplete="off"
              onChange={(event) => setStartCode(event.target.value)}
            />
          )}
          <ul className="role-choices">
            {roleOrder.map((role) => (
              <li key={role}>
                <button
                  type="button"
                  className="role-choice"
                  disabled={busy}
                  onClick={() => enter(role)}
                  data-role={role}
                >
                  <strong>{t(`role.${role}.name`)}</strong>
                  <span>{t(`role.${role}.task`)}</span>
                </button>
              </li>
            ))}
          </ul>
          <p className="soft small">
            {municipality.synthetic
              ? t("signIn.synthetic", { name: municipality.name })
              : t("signIn.demonstration", { name: municipality.name })}
          </p>
        </section>
      )}
    </main>
  );
}

const roleOrder: readonly Role[] = ["planner", "manager", "team", "admin", "reviewer"];
