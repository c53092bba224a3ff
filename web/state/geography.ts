// The chosen division's areas, decoded once, with what lies around them.
import { useMemo } from "react";
import type { Division } from "../../api/contract/divisions.ts";
import { type AreaGeography, decodeAreas } from "../map/topology.ts";
import { useAreas } from "./queries.ts";

export function useGeography(division: Division | null): {
  readonly geography: AreaGeography | null;
  readonly error: unknown;
} {
  const { data, error } = useAreas(division?.id ?? null);
  const geography = useMemo(() => (data ? decodeAreas(data) : null), [data]);
  return { geography, error };
}
