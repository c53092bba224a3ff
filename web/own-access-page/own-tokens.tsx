// One's own access tokens: made (and shown once), listed and revoked.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccessToken } from "../../api/contract/people.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useOwnTokens, useRevokeToken } from "../state/people.ts";
import { NewTokenForm } from "./new-token-form.tsx";
import { TokenFacts } from "./token-facts.tsx";

export function OwnTokens() {
  const { t } = useTranslation();
  const { data: tokens = [], error, isPending } = useOwnTokens();
  const revoke = useRevokeToken();
  const [making, setMaking] = useState(false);
  const revokeAfterAsking = (token: AccessToken) => {
    if (confirm(t("ownAccess.revokeConfirm", { name: token.name }))) revoke.mutate(token.id);
  };
  return (
    <section className="stack" aria-labelledby="tokens-heading">
      <div className="row-apart">
        <h2 id="tokens-heading">{t("ownAccess.tokens")}</h2>
        {!making && (
          <button type="button" className="button button-primary" onClick={() => setMaking(true)}>
            {t("ownAccess.newToken")}
          </button>
        )}
      </div>
      <p className="soft">{t("ownAccess.tokensHelp")}</p>
      {making && <NewTokenForm onDone={() => setMaking(false)} />}
      <ProblemNotice error={error ?? revoke.error} />
      {isPending && <Loading />}
      {!isPending && !error && tokens.length === 0 && !making && (
        <EmptyState title={t("ownAccess.noTokens")}>
          <p>{t("ownAccess.noTokensHelp")}</p>
        </EmptyState>
      )}
      <ul className="access-list">
        {tokens.map((token) => (
          <li key={token.id} className="card row-apart">
            <TokenFacts token={token} />
            {token.revokedAt === null && (
              <button
                type="button"
                className="button button-danger"
                disabled={revoke.isPending}
                aria-label={t("ownAccess.revokeOf", { name: token.name })}
                onClick={() => revokeAfterAsking(token)}
              >
                {t("ownAccess.revoke")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
