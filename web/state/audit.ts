// What the log review reads. Each reading is itself logged, so nothing here is read again by itself.
import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, type RequestOf } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

const neverStale = Number.POSITIVE_INFINITY;
const overviewKey = ["audit-overview"] as const;

export type LogFilter = NonNullable<RequestOf<"get /api/:municipality/audit/events.csv">["query"]>;
export type SampleOrder = RequestOf<"post /api/:municipality/audit/samples">["body"];

function useMunicipality(): string {
  return useSignedIn().municipality.code;
}

export function useAuditOverview() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: overviewKey,
    staleTime: neverStale,
    queryFn: ({ signal }) => ask("get /api/:municipality/audit", { params: { municipality }, signal }),
  });
}

/** One page of rows, below a number; `asked` grows each time somebody asks, so that the same filter can be asked again. */
export function useAuditEvents(filter: LogFilter, before: number | undefined, asked: number) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["audit-events", filter, before, asked],
    staleTime: neverStale,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask("get /api/:municipality/audit/events", {
        params: { municipality },
        query: { ...filter, ...(before === undefined ? {} : { before }) },
        signal,
      }),
  });
}

export function useAuditVolumes(span: { from: string; to: string } | null) {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: ["audit-volumes", span],
    staleTime: neverStale,
    queryFn:
      span === null
        ? skipToken
        : ({ signal }) =>
            ask("get /api/:municipality/audit/volumes", { params: { municipality }, query: span, signal }),
    select: (answer) => answer.days,
  });
}

export function useDrawSample() {
  const municipality = useMunicipality();
  return useMutation({
    mutationFn: (body: SampleOrder) => ask("post /api/:municipality/audit/samples", { params: { municipality }, body }),
  });
}

export function useAddNote() {
  const municipality = useMunicipality();
  return useMutation({
    mutationFn: (body: { note: string; about?: number }) =>
      ask("post /api/:municipality/audit/notes", { params: { municipality }, body }),
  });
}

export function useVerifyLog() {
  const municipality = useMunicipality();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask("post /api/:municipality/audit/verifications", { params: { municipality } }),
    onSuccess: (lastVerification) =>
      client.setQueryData(overviewKey, (present?: object) => present && { ...present, lastVerification }),
  });
}

/** Fetches the rows that the filter lets through as a file, and hands it to the person. */
export function useExportLog() {
  const municipality = useMunicipality();
  return useMutation({
    mutationFn: async (query: LogFilter) => {
      const file = await ask("get /api/:municipality/audit/events.csv", { params: { municipality }, query });
      const address = URL.createObjectURL(file);
      const link = document.createElement("a");
      link.href = address;
      link.download = `logg-${municipality}-${new Date().toISOString().slice(0, 10)}.csv`;
      link.click();
      URL.revokeObjectURL(address);
    },
  });
}
