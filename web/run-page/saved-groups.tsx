// The groups of areas that are saved for any rules: shown on the map, renamed, deleted and given back.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AreaGroup } from "../../api/contract/rules.ts";
import { ask } from "../api-client.ts";
import { NewName } from "../components/new-name.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useAreaGroups } from "../state/proposals.ts";
import { useSignedIn } from "../state/session.tsx";

export function SavedGroups({
  divisionId,
  onShow,
}: {
  divisionId: string;
  onShow: (areaCodes: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const groups = useAreaGroups(divisionId).data ?? [];
  const [renamed, setRenamed] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<AreaGroup | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ["area-groups", divisionId] });
  const rename = useMutation({
    mutationFn: ({ id, version, areaCodes, name }: AreaGroup) =>
      ask("put /api/:municipality/area-groups/:group", {
        params: { municipality, group: id },
        ifVersion: version,
        body: { divisionId, name, areaCodes },
      }),
    onSuccess: () => setRenamed(null),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: ({ id, version }: AreaGroup) =>
      ask("delete /api/:municipality/area-groups/:group", { params: { municipality, group: id }, ifVersion: version }),
    onSuccess: (_, group) => setDeleted(group),
    onSettled: refresh,
  });
  const giveBack = useMutation({
    mutationFn: ({ name, areaCodes }: AreaGroup) =>
      ask("post /api/:municipality/area-groups", { params: { municipality }, body: { divisionId, name, areaCodes } }),
    // The list is there before the words go, so that it stays open.
    onSuccess: async () => {
      await refresh();
      setDeleted(null);
    },
  });
  if (groups.length === 0 && !deleted) return null;
  return (
    <details>
      <summary>{t("proposals.savedGroups", { count: groups.length })}</summary>
      <p className="small soft">{t("proposals.savedGroupsHelp")}</p>
      <ProblemNotice error={rename.error ?? remove.error ?? giveBack.error} />
      <ul className="rule-rows">
        {groups.map((group) => (
          <li key={group.id}>
            {renamed === group.id ? (
              <NewName
                label={t("proposals.groupNewName")}
                name={group.name}
                onRename={(name) => rename.mutate({ ...group, name })}
                onDone={() => setRenamed(null)}
              />
            ) : (
              <>
                <button type="button" className="link-button" onClick={() => onShow(group.areaCodes)}>
                  {group.name}
                </button>
                <span className="small soft">{t("balance.areaCount", { count: group.areaCodes.length })}</span>
                <button
                  type="button"
                  className="link-button small"
                  aria-label={t("proposals.renameGroupNamed", { name: group.name })}
                  onClick={() => setRenamed(group.id)}
                >
                  {t("proposals.renameGroup")}
                </button>
                <button
                  type="button"
                  className="link-button small"
                  aria-label={t("proposals.deleteGroupNamed", { name: group.name })}
                  onClick={() => remove.mutate(group)}
                >
                  {t("proposals.deleteGroup")}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {deleted && (
        <p className="row small" role="status">
          {t("proposals.groupDeleted", { name: deleted.name })}
          <button type="button" className="link-button" onClick={() => giveBack.mutate(deleted)}>
            {t("proposals.groupGiveBack")}
          </button>
        </p>
      )}
    </details>
  );
}
