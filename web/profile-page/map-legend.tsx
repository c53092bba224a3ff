// What the profile map's surfaces and signs mean: only those that are on it.
import { useTranslation } from "react-i18next";
import type { ProfileArena } from "../../api/contract/profiles.ts";
import { ArenaShape } from "./arena-shape.tsx";

export function MapLegend({ arenas, unplacedCount }: { arenas: readonly ProfileArena[]; unplacedCount: number }) {
  const { t } = useTranslation();
  const kinds = [...new Set(arenas.map(({ kind }) => kind))];
  return (
    <figcaption className="profile-legend">
      <ul>
        <li>
          <Sign>
            <rect x="2" y="5" width="20" height="14" fill="#D9E8F4" stroke="#005595" strokeWidth="1.2" />
          </Sign>
          {t("profile.map.own")}
        </li>
        <li>
          <Sign>
            <rect x="2" y="5" width="20" height="14" fill="#FAFAFA" stroke="#8B8F9A" strokeDasharray="4 3" />
          </Sign>
          {t("profile.map.near")}
        </li>
        {kinds.map((kind) => (
          <li key={kind}>
            <Sign>
              <ArenaShape kind={kind} at={[12, 12]} isPriority={false} isInside />
            </Sign>
            {t(`arena.${kind}`)}
          </li>
        ))}
        {arenas.some(({ priority }) => priority) && (
          <li>
            <Sign>
              <ArenaShape kind="preschool" at={[9, 15]} isPriority isInside />
            </Sign>
            {t("profile.map.priority")}
          </li>
        )}
        {arenas.some(({ lies }) => !lies) && <li>{t("profile.map.outside")}</li>}
        {unplacedCount > 0 && <li>{t("profile.map.notDrawn", { count: unplacedCount })}</li>}
      </ul>
    </figcaption>
  );
}

function Sign({ children }: { children: React.ReactNode }) {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}
