// Links or parts two areas, with a reason that others can read.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewAdjacencyEdit } from "../../api/contract/divisions.ts";
import { ask } from "../api-client.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { AreaGeography } from "../map/topology.ts";
import { selectAreas, useSelection } from "../state/selection.ts";
import { useSignedIn } from "../state/session.tsx";

export function LinkForm({ division, geography }: { division: string; geography: AreaGeography }) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const { areas } = useSelection();
  const [action, setAction] = useState<NewAdjacencyEdit["action"]>("add");
  const [reason, setReason] = useState("");
  const pair = areas.slice(-2);
  const add = useMutation({
    mutationFn: () =>
      ask("post /api/:municipality/divisions/:division/adjacency/edits", {
        params: { municipality, division },
        body: { areaIndexA: pair[0]!, areaIndexB: pair[1]!, action, reason },
      }),
    onSuccess: async () => {
      setReason("");
      await client.invalidateQueries({ queryKey: ["adjacency", division] });
      await client.invalidateQueries({ queryKey: ["area", division] });
    },
  });
  const choose = (position: 0 | 1, text: string) => {
    const next = [...pair];
    next[position] = Number(text);
    selectAreas(next.filter((area) => area !== undefined));
  };
  return (
    <form
      className="stack-tight inset"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <h2>{t("adjacency.edit")}</h2>
      <p className="small soft">{t("adjacency.editHelp")}</p>
      {([0, 1] as const).map((position) => (
        <SelectField
          key={position}
          label={t(position === 0 ? "adjacency.first" : "adjacency.second")}
          value={pair[position] ?? ""}
          disabled={position === 1 && pair.length === 0}
          onChange={(event) => choose(position, event.target.value)}
        >
          <option value="" disabled>
            {t("adjacency.chooseArea")}
          </option>
          {geography.properties.map(({ code, name }, areaIndex) => (
            <option key={code} value={areaIndex}>
              {code} {name === code ? "" : name}
            </option>
          ))}
        </SelectField>
      ))}
      <SelectField
        label={t("adjacency.action")}
        value={action}
        onChange={(event) => setAction(event.target.value as typeof action)}
      >
        <option value="add">{t("adjacency.add")}</option>
        <option value="cut">{t("adjacency.cut")}</option>
      </SelectField>
      <TextField
        label={t("adjacency.reason")}
        help={t("adjacency.reasonHelp")}
        value={reason}
        minLength={2}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <ProblemNotice error={add.error} />
      <div>
        <button
          type="submit"
          className="button button-primary"
          disabled={pair.length < 2 || reason.trim().length < 2 || add.isPending}
        >
          {t("adjacency.save")}
        </button>
      </div>
    </form>
  );
}
