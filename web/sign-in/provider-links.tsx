// The ways in at the municipality's identity provider, one for each that is configured; coming back to the page one was on.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import type { LoginProvider } from "../../api/contract/session.ts";
import { basePath } from "../base-path.ts";
import { useUnsavedTrees } from "../problem-tree-page/open-trees.ts";
import { typedAnswers } from "../state/typed-answers.ts";
import { typedComments } from "../state/typed-comments.ts";

export function ProviderLinks({ providers }: { readonly providers: readonly LoginProvider[] }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const client = useQueryClient();
  const hasUnsaved = useUnsavedTrees().length + typedAnswers(client).length + typedComments(client).length > 0;
  const query = new URLSearchParams({ return: `${pathname}${search}` });
  return (
    <section className="stack provider-links" aria-label={t("signIn.withAccount")}>
      {providers.map((provider) => (
        <a
          key={provider}
          className="button button-primary"
          href={`${basePath}/api/${provider}/login?${query}`}
          data-provider={provider}
          target={hasUnsaved ? "_blank" : undefined}
        >
          {providers.length === 1 ? t("signIn.withAccount") : t(`signIn.providerOf.${provider}`)}
        </a>
      ))}
      <p className="soft small">{t("signIn.providerHelp")}</p>
    </section>
  );
}
