// The decision record and everything else of a plan that can be saved as a file.
import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { PlanExportFormat } from "../../api/contract/exports.ts";
import { ask } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

export type RecordNumbers = "exact" | "protected";

/** When the plan's record was kept, newest first; `mayRead` is false for those who are not told. */
export function useKeptRecords(plan: string, version: number, mayRead: boolean) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["kept-records", plan, version],
    queryFn: mayRead
      ? ({ signal }) =>
          ask("get /api/:municipality/plans/:plan/record/kept", { params: { municipality, plan }, signal })
      : skipToken,
    select: (answer) => answer.records,
  });
}

/**
 * The record as the page shows it, as it was kept or as it is now (`kept` null); every reading of exact numbers is logged,
 * so it is asked for once and not refreshed.
 */
export function useDecisionRecord(plan: string, version: number, numbers: RecordNumbers, kept: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["record", plan, kept ?? version, numbers],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      ask("get /api/:municipality/plans/:plan/record", {
        params: { municipality, plan },
        query: { numbers, ...(kept === null ? {} : { kept }) },
        signal,
      }),
  });
}

/** What can be saved of a plan. */
export type PlanFile =
  | { readonly kind: "areas"; readonly format: PlanExportFormat }
  | {
      readonly kind: "record";
      readonly format: "pdf" | "html";
      readonly numbers: RecordNumbers;
      readonly kept: string | null;
    }
  | { readonly kind: "bundle"; readonly kept: string | null };

/** Fetches a file and hands it to the person; `cancel` gives it up on the way. */
export function useSaveFile(plan: string) {
  const municipality = useSignedIn().municipality.code;
  const underWay = useRef<AbortController | null>(null);
  const saving = useMutation({
    mutationFn: async (wanted: PlanFile) => {
      underWay.current = new AbortController();
      const { signal } = underWay.current;
      const file = await fetchFile(municipality, plan, wanted, signal);
      handOver(file);
      return file.name;
    },
  });
  return {
    ...saving,
    cancel: () => {
      underWay.current?.abort();
      saving.reset();
    },
  };
}

function fetchFile(municipality: string, plan: string, wanted: PlanFile, signal: AbortSignal): Promise<File> {
  const params = { municipality, plan };
  switch (wanted.kind) {
    case "areas":
      return ask("get /api/:municipality/plans/:plan/export", { params, query: { format: wanted.format }, signal });
    case "record": {
      const { format, numbers, kept } = wanted;
      const query = { format, numbers, ...(kept === null ? {} : { kept }) };
      return ask("get /api/:municipality/plans/:plan/record/file", { params, query, signal });
    }
    case "bundle":
      return ask("get /api/:municipality/plans/:plan/bundle", {
        params,
        query: wanted.kept === null ? {} : { kept: wanted.kept },
        signal,
      });
  }
}

export function handOver(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(address);
}
