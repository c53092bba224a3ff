// Schools, pre-schools and other arenas of a profile: priority and why, whom to turn to, whose children come, who shares them.
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AreaProfile, ProfileArena } from "../../api/contract/profiles.ts";
import { formatNumber } from "../numbers.ts";
import { useSignedIn } from "../state/session.tsx";
import { ContactForm } from "./contact-form.tsx";
import { PriorityForm } from "./priority-form.tsx";

type Opened = { readonly arena: string; readonly form: "contact" | "priority" } | null;

export function ArenaSection({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const [opened, setOpened] = useState<Opened>(null);
  const [onlyPriority, setOnlyPriority] = useState(false);
  const shown = profile.arenas.filter(({ priority, proposed }) => !onlyPriority || priority || proposed);
  const close = () => setOpened(null);
  if (profile.arenas.length === 0) {
    return (
      <div className="stack">
        <p className="soft">{t("profile.arenas.none")}</p>
        <Unplaced arenas={profile.unplacedArenas} />
      </div>
    );
  }
  return (
    <div className="stack">
      <p className="small soft">{t("profile.arenas.indexHelp")}</p>
      <label className="check no-print">
        <input type="checkbox" checked={onlyPriority} onChange={(event) => setOnlyPriority(event.target.checked)} />
        <span>{t("profile.arenas.onlyPriority")}</span>
      </label>
      <ul className="arena-cards">
        {shown.map((arena) => (
          <li key={arena.id} className="card stack-tight" data-arena={arena.id}>
            <h3>{arena.name}</h3>
            <p className="small soft">
              {t(`arena.${arena.kind}`)}
              {arena.organiser ? ` · ${arena.organiser}` : ""}
              {arena.lies ? "" : ` · ${t("profile.arenas.outside")}`}
            </p>
            <dl className="facts">
              <dt>{t("profile.arenas.contact")}</dt>
              <dd>{arena.contactRole ?? <span className="soft">{t("profile.arenas.noContact")}</span>}</dd>
              <dt>{t("profile.arenas.decided")}</dt>
              <dd>{decidedText(t, arena)}</dd>
              <dt>{t("profile.arenas.index")}</dt>
              <dd>{indexText(t, arena)}</dd>
              <dt>{t("profile.arenas.children")}</dt>
              <dd>{childrenText(t, arena)}</dd>
              {arena.sharedWith.length > 0 && (
                <>
                  <dt>{t("profile.arenas.shared")}</dt>
                  <dd>{t("profile.arenas.sharedWith", { teams: arena.sharedWith.join(", ") })}</dd>
                </>
              )}
            </dl>
            {profile.mayKeep && opened?.arena !== arena.id && (
              <div className="row no-print">
                <button
                  type="button"
                  className="button"
                  aria-label={t("profile.arenas.nameContactOf", { name: arena.name })}
                  onClick={() => setOpened({ arena: arena.id, form: "contact" })}
                >
                  {t("profile.arenas.nameContact")}
                </button>
                {planner && (
                  <button
                    type="button"
                    className="button"
                    aria-label={t("profile.arenas.decideOf", { name: arena.name })}
                    onClick={() => setOpened({ arena: arena.id, form: "priority" })}
                  >
                    {t("profile.arenas.decide")}
                  </button>
                )}
              </div>
            )}
            {opened?.arena === arena.id &&
              (opened.form === "contact" ? (
                <ContactForm arena={arena} onDone={close} />
              ) : (
                <PriorityForm arena={arena} onDone={close} />
              ))}
          </li>
        ))}
      </ul>
      <Unplaced arenas={profile.unplacedArenas} />
    </div>
  );
}

/** Arenas that are in nobody's profile, so that nobody takes the list for whole. */
function Unplaced({ arenas }: { arenas: AreaProfile["unplacedArenas"] }) {
  const { t } = useTranslation();
  if (arenas.length === 0) return null;
  return (
    <details className="notice notice-warning" data-testid="unplaced-arenas">
      <summary>{t("profile.arenas.unplaced", { count: arenas.length })}</summary>
      <p className="small">{t("profile.arenas.unplacedHelp")}</p>
      <ul>
        {arenas.map(({ id, name, kind }) => (
          <li key={id}>
            {name} ({t(`arena.${kind}`)})
          </li>
        ))}
      </ul>
    </details>
  );
}

function decidedText(t: TFunction, { priority, priorityReason, prioritySince }: ProfileArena): string {
  if (!priority) return t("profile.arenas.notPriority");
  const reason = priorityReason ?? t("profile.arenas.noReason");
  return prioritySince === null
    ? t("profile.arenas.prioritySinceUnknown", { reason })
    : t("profile.arenas.prioritySince", { reason, since: prioritySince });
}

function indexText(t: TFunction, { index, proposed }: ProfileArena): string {
  if (index === null) return t("profile.arenas.noIndex");
  return t(proposed ? "profile.arenas.proposed" : "profile.arenas.notProposed", { index: formatNumber(index, 2) });
}

/** Those of the catchment are of the ages the arena is for; whom the arena itself counts is not told. */
function childrenText(t: TFunction, arena: ProfileArena): string {
  const { children, catchmentChildren: number, catchmentAges: ages, catchmentUncertainty: error } = arena;
  const texts = [
    children === null ? null : t("profile.arenas.ownChildren", { number: formatNumber(children) }),
    number === null || ages === null
      ? null
      : t("profile.arenas.catchment", {
          number: error === 0 ? formatNumber(number) : `${formatNumber(number)}\u00a0±\u00a0${error}`,
          ages: `${ages.from}–${ages.to}`,
          here: formatNumber(arena.catchmentHereCount),
          count: arena.catchmentAreaCount,
        }),
  ].filter((text) => text !== null);
  return texts.length === 0 ? t("profile.noValue") : texts.join(" · ");
}
