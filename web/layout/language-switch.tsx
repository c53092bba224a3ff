// Swedish or English.
import { useTranslation } from "react-i18next";
import { chooseLanguage, currentLanguage } from "../i18n.ts";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = currentLanguage() === "sv" ? "en" : "sv";
  return (
    <button type="button" className="button button-quiet" lang={other} onClick={() => chooseLanguage(other)}>
      {t("shell.otherLanguage")}
    </button>
  );
}
