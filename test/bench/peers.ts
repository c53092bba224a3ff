// The peers' figures on the shared instances, as published or measured elsewhere.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type ComparedObjective = "cut-edges" | "border-length" | "hess";
/** Peer → score; `… deviation` in per cent where it breaks the tolerance. */
type PeerFigures = Readonly<Record<string, number>>;
export type Peers = Readonly<Record<ComparedObjective, Readonly<Record<string, PeerFigures>>>>;

export const peers = JSON.parse(readFileSync(join(import.meta.dirname, "peers.json"), "utf8")) as Peers;
