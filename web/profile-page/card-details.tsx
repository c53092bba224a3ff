// What stands under a card's words: chart, table and source. Folded on a phone, where many cards are read one under the other.
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

const isWide = () => matchMedia("(min-width: 600px), print").matches;

export function CardDetails({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [isFolded] = useState(() => !isWide());
  if (!isFolded) return children;
  return (
    <details className="card-details">
      <summary>{t("profile.cardDetails")}</summary>
      {children}
    </details>
  );
}
