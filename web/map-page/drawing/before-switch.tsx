// On a phone, where two maps have no room while one draws: the map as it was before, until one draws on.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Workbench } from "../../drawing/workbench.ts";
import type { DrawCommands } from "./use-commands.ts";

interface Before {
  readonly isShown: boolean;
  readonly show: (isShown: boolean) => void;
  /** Today's division; else the drawing as it was opened. */
  readonly isToday: boolean;
}

/** Whatever changes in the drawing, its tool or its team, by hand or key, shows the drawing again. */
export function BeforeSwitch({
  bench,
  before: { isShown, show, isToday },
  commands,
}: {
  bench: Workbench;
  before: Before;
  commands: DrawCommands;
}) {
  const { t } = useTranslation();
  useEffect(() => (isShown ? bench.subscribe(() => show(false)) : undefined), [bench, isShown, show]);
  const what = t(isToday ? "draw.before.today" : "draw.before.opened");
  return (
    <button
      type="button"
      className="button map-before"
      aria-pressed={isShown}
      title={what}
      onClick={() => {
        show(!isShown);
        commands.announce(isShown ? t("draw.before.now") : what);
      }}
    >
      {t("draw.before.name")}
    </button>
  );
}
