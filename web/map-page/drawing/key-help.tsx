// All keys of the drawing, made from the list that binds them.
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/dialog.tsx";
import { CheckField } from "../../components/field.tsx";
import { type KeyGroup, keyBindings } from "../../drawing/keys.ts";
import type { DrawCommands } from "./use-commands.ts";

const groups: readonly KeyGroup[] = ["tools", "teams", "drawing", "moving"];

export function KeyHelp({ commands }: { commands: DrawCommands }) {
  const { t } = useTranslation();
  if (!commands.helpShown) return null;
  return (
    <Dialog title={t("draw.keys.title")} wide onClose={() => commands.showHelp(false)}>
      <p className="small soft">{t("draw.keys.where")}</p>
      <p className="small soft">{t("draw.keys.mouse")}</p>
      <CheckField
        label={t("draw.keys.single")}
        checked={commands.singleKeys}
        onChange={(event) => commands.setSingleKeys(event.target.checked)}
      />
      <div className="key-groups">
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`draw.keys.group.${group}`)}</h3>
            <dl className="key-list">
              {group === "moving" && (
                <div>
                  <dt>
                    <kbd>{t("draw.keys.arrows")}</kbd>
                  </dt>
                  <dd>{t("draw.keys.arrowsDo")}</dd>
                </div>
              )}
              {keyBindings
                .filter((binding) => binding.group === group)
                .map(({ id, shown }) => (
                  <div key={id}>
                    <dt>
                      <kbd>{shown}</kbd>
                    </dt>
                    <dd>{t(`draw.key.${id}`)}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="row">
        <button type="button" className="button" onClick={() => commands.showHelp(false)}>
          {t("draw.keys.close")}
        </button>
      </div>
    </Dialog>
  );
}
