// The way from any protected number to the page that explains it.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export const protectionPagePath = "/siffrornas-skydd";

export function ProtectedLink() {
  const { t } = useTranslation();
  return <Link to={protectionPagePath}>{t("protected.howLink")}</Link>;
}
