// Says that the page waits a while because it has asked the service too much in a short time.
import { useTranslation } from "react-i18next";
import { useIsWaiting } from "../state/trying-again.ts";

/** Always in the page, so that a screen reader hears it come. */
export function WaitingNotice() {
  const { t } = useTranslation();
  return (
    <div role="status" className="waiting-notice">
      {useIsWaiting() && <p className="notice notice-warning">{t("common.waiting")}</p>}
    </div>
  );
}
