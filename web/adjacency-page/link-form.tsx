// Links or parts two areas that are chosen on the map or by search, with a reason that others can read.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Adjacency, NewAdjacencyEdit } from "../../api/contract/divisions.ts";
import { ask } from "../api-client.ts";
import { TextField } from "../components/field.tsx";
import { PlaceSearch } from "../components/place-search.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { AreaGeography } from "../map/topology.ts";
import { formatLength } from "../numbers.ts";
import { selectAreas, useSelection } from "../state/selection.ts";
import { useSignedIn } from "../state/session.tsx";

export function LinkForm({
  division,
  adjacency,
  geography,
  titles,
}: {
  division: string;
  adjacency: Adjacency;
  geography: AreaGeography;
  /** Code and name by area_index. */
  titles: readonly string[];
}) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const { areas } = useSelection();
  const [reason, setReason] = useState("");
  const [first, second] = areas.slice(-2);
  const isPair = (a: number, b: number) =>
    second !== undefined && ((a === first && b === second) || (a === second && b === first));
  const edge = adjacency.edges.find(([a, b]) => isPair(a, b));
  const cut = adjacency.edits.some((own) => own.action === "cut" && isPair(own.areaIndexA, own.areaIndexB));
  // Two areas that touch can only be parted, and two that do not can only be linked.
  const action: NewAdjacencyEdit["action"] = edge ? "cut" : "add";
  const save = useMutation({
    mutationFn: () =>
      ask("post /api/:municipality/divisions/:division/adjacency/edits", {
        params: { municipality, division },
        body: { areaIndexA: first!, areaIndexB: second!, action, reason },
      }),
    onSuccess: async () => {
      setReason("");
      await client.invalidateQueries({ queryKey: ["adjacency", division] });
      await client.invalidateQueries({ queryKey: ["area", division] });
    },
  });
  return (
    <form
      className="stack-tight inset"
      data-testid="link-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2>{t("adjacency.edit")}</h2>
      <p className="small soft">{t("adjacency.editHelp")}</p>
      <ol className="rule-rows">
        {[first, second].map((area, place) => (
          <li key={place === 0 ? "first" : "second"}>
            <span className="small soft">{t(place === 0 ? "adjacency.first" : "adjacency.second")}</span>
            {area === undefined ? (
              <span>{t("adjacency.notChosen")}</span>
            ) : (
              <>
                <strong>{titles[area]}</strong>
                <button
                  type="button"
                  className="link-button small"
                  aria-label={t("adjacency.unchoose", { area: titles[area] })}
                  onClick={() =>
                    selectAreas([first, second].filter((own) => own !== undefined && own !== area) as number[])
                  }
                >
                  {t("adjacency.remove")}
                </button>
              </>
            )}
          </li>
        ))}
      </ol>
      <PlaceSearch
        label={t("adjacency.search")}
        geography={geography}
        divisionId={division}
        onFound={({ areaIndexes }) =>
          selectAreas([...(first === undefined || second !== undefined ? [] : [first]), ...areaIndexes])
        }
      />
      {second !== undefined && (
        <p className="small" role="status">
          {edge && !edge[3]
            ? t("adjacency.areNeighbours", { length: formatLength(edge[2]) })
            : t(edge ? "adjacency.areLinked" : cut ? "adjacency.areCut" : "adjacency.areNotNeighbours")}
        </p>
      )}
      <TextField
        label={t("adjacency.reason")}
        help={t("adjacency.reasonHelp")}
        value={reason}
        minLength={2}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <ProblemNotice error={save.error} />
      <div>
        <button
          type="submit"
          className="button button-primary"
          disabled={second === undefined || edge?.[3] === true || cut || reason.trim().length < 2 || save.isPending}
        >
          {t(`adjacency.${action}`)}
        </button>
      </div>
    </form>
  );
}
