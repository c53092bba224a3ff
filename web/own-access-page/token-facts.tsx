// What there is to know of an access token, for its owner and for administrators.
import { useTranslation } from "react-i18next";
import type { AccessToken } from "../../api/contract/people.ts";
import { formatInstant } from "../numbers.ts";

export function TokenFacts({ token }: { token: AccessToken }) {
  const { t } = useTranslation();
  const state = token.revokedAt !== null ? "revoked" : Date.parse(token.expiresAt) < Date.now() ? "over" : "valid";
  return (
    <div>
      <strong>{token.name}</strong>{" "}
      <span className={`tag ${state === "valid" ? "tag-good" : ""}`}>{t(`ownAccess.tokenState.${state}`)}</span>
      <p className="small soft">
        {t("ownAccess.tokenFacts", {
          role: t(`role.${token.role}.name`),
          made: formatInstant(token.createdAt),
          ends: formatInstant(token.expiresAt),
        })}{" "}
        {token.lastUsedAt === null
          ? t("ownAccess.neverUsed")
          : t("ownAccess.lastUsed", { when: formatInstant(token.lastUsedAt) })}
      </p>
    </div>
  );
}
