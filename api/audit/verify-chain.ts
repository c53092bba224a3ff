// Verifies one chain of the log: recomputes every hash, follows every link, and compares with what was written outside the database.
import type { Sentence } from "../contract/primitives.ts";
import { eventHash, firstPreviousHash, type StoredEvent } from "./event-encoding.ts";
import type { HeadLine } from "./head-file.ts";

/** What can be wrong with a chain; the sentences are in `faultSentences`. */
export type ChainFault =
  | "altered"
  | "exchanged"
  | "missing"
  | "inserted"
  | "cut-unexplained"
  | "truncated"
  | "head-differs"
  | "rewritten"
  | "backdated";

export interface BrokenRow {
  /** The first row that is not as it was written, or that is not there. */
  readonly sequence: number;
  readonly fault: ChainFault;
}

export interface ChainReport {
  readonly chain: string;
  /** Rows that were read. */
  readonly rows: number;
  /** First and last row that are there; null in an empty chain. */
  readonly first: number | null;
  readonly through: number | null;
  readonly throughAt: string | null;
  readonly headHash: string | null;
  /** How many head hashes written outside the database were compared. */
  readonly headsCompared: number;
  /** The newest of those, by time. */
  readonly newestHeadAt: string | null;
  readonly broken: BrokenRow | null;
}

export interface ChainSource {
  readonly chain: string;
  /** Every row with a sequence in the span, in order of sequence. */
  rows(from: number, to: number): Promise<StoredEvent[]>;
  /** Lowest and highest sequence that are there, and the head that the database keeps; null where there is none. */
  extent(): Promise<{ lowest: number | null; highest: number | null; head: { sequence: number; hash: string } | null }>;
}

const rowsPerRead = 2_000;

/** Reads the chain from its first row to its last and answers the first thing that is wrong, if any. */
export async function verifyChain(source: ChainSource, heads: readonly HeadLine[]): Promise<ChainReport> {
  const { lowest, highest, head } = await source.extent();
  const walk = new ChainWalk(source.chain, heads);
  if (lowest !== null && highest !== null) {
    for (let from = lowest; from <= highest && walk.broken === null; from += rowsPerRead) {
      const to = Math.min(highest, from + rowsPerRead - 1);
      for (const row of await source.rows(from, to)) walk.step(row);
      walk.expectThrough(to);
    }
  }
  walk.end(head);
  return walk.report();
}

/** The state of a walk along a chain. */
class ChainWalk {
  readonly #chain: string;
  readonly #headsBySequence = new Map<number, HeadLine[]>();
  readonly #headsInOrder: readonly HeadLine[];
  readonly #cutLines: readonly HeadLine[];
  #first: StoredEvent | null = null;
  #previous: StoredEvent | null = null;
  #rows = 0;
  #headsCompared = 0;
  /** The newest row that a head outside the database vouches for. */
  #vouchedThrough = 0;
  readonly #explainedCuts: number[] = [];
  #broken: BrokenRow | null = null;

  constructor(chain: string, heads: readonly HeadLine[]) {
    this.#chain = chain;
    const own = heads.filter((line) => line.chain === chain);
    this.#cutLines = own.filter((line) => line.kind === "cut");
    this.#headsInOrder = own.filter((line) => line.kind === "head");
    for (const line of this.#headsInOrder) {
      this.#headsBySequence.set(line.sequence, [...(this.#headsBySequence.get(line.sequence) ?? []), line]);
    }
  }

  get broken(): BrokenRow | null {
    return this.#broken;
  }

  step(row: StoredEvent): void {
    if (this.#broken !== null) return;
    this.#rows++;
    this.#broken = this.#previous === null ? this.#checkFirst(row) : this.#checkLink(this.#previous, row);
    this.#broken ??= this.#checkOwnHash(row) ?? this.#checkTime(row) ?? this.#checkHeads(row);
    if (this.#broken !== null) return;
    this.#first ??= row;
    this.#previous = row;
    if (row.action === "log.purged") this.#noteCut(row);
  }

  /** Called after a span was read that has a later row behind it, or ends with the last one. */
  expectThrough(sequence: number): void {
    const through = this.#previous?.sequence ?? 0;
    if (this.#broken === null && through < sequence) this.#broken = { sequence: through + 1, fault: "missing" };
  }

  /** What only the whole walk can tell: rows missing at the end, and a beginning that no purge explains. */
  end(head: { sequence: number; hash: string } | null): void {
    if (this.#broken !== null) return;
    const through = this.#previous?.sequence ?? 0;
    const removedTo = Math.max(0, ...this.#explainedCuts);
    if (this.#first !== null && this.#first.sequence > removedTo + 1) {
      this.#broken = { sequence: removedTo + 1, fault: "cut-unexplained" };
      return;
    }
    const furthest = Math.max(head?.sequence ?? 0, ...this.#headsInOrder.map((line) => line.sequence));
    if (furthest > through) this.#broken = { sequence: through + 1, fault: "truncated" };
    else if (this.#previous !== null && (head?.sequence !== through || head.hash !== this.#previous.hash)) {
      this.#broken = { sequence: through, fault: "head-differs" };
    }
  }

  report(): ChainReport {
    return {
      chain: this.#chain,
      rows: this.#rows,
      first: this.#first?.sequence ?? null,
      through: this.#previous?.sequence ?? null,
      throughAt: this.#previous?.occurredAt ?? null,
      headHash: this.#previous?.hash ?? null,
      headsCompared: this.#headsCompared,
      newestHeadAt: this.#headsInOrder.at(-1)?.time ?? null,
      broken: this.#broken,
    };
  }

  #checkFirst(row: StoredEvent): BrokenRow | null {
    if (row.sequence === 1 && row.previousHash !== firstPreviousHash) return { sequence: 1, fault: "altered" };
    return null;
  }

  #checkLink(previous: StoredEvent, row: StoredEvent): BrokenRow | null {
    if (row.sequence <= previous.sequence) return { sequence: row.sequence, fault: "inserted" };
    if (row.sequence > previous.sequence + 1) return { sequence: previous.sequence + 1, fault: "missing" };
    if (row.previousHash === previous.hash) return null;
    // Its own hash tells which of the two is false: a row that was only moved or edited does not have its own hash.
    if (eventHash(row) !== row.hash) return { sequence: row.sequence, fault: "altered" };
    return { sequence: previous.sequence, fault: "exchanged" };
  }

  #checkOwnHash(row: StoredEvent): BrokenRow | null {
    return eventHash(row) === row.hash ? null : { sequence: row.sequence, fault: "altered" };
  }

  #checkTime(row: StoredEvent): BrokenRow | null {
    const isEarlier = this.#previous !== null && row.occurredAt < this.#previous.occurredAt;
    return isEarlier ? { sequence: row.sequence, fault: "backdated" } : null;
  }

  #checkHeads(row: StoredEvent): BrokenRow | null {
    for (const line of this.#headsBySequence.get(row.sequence) ?? []) {
      this.#headsCompared++;
      // The chain agrees with itself but not with what was written outside: it was made anew after the last head that agreed.
      if (line.hash !== row.hash) return { sequence: this.#vouchedThrough + 1, fault: "rewritten" };
      this.#vouchedThrough = row.sequence;
    }
    return null;
  }

  /** A purge explains rows that are not there when the file outside tells the same, and the first row is chained to it. */
  #noteCut(row: StoredEvent): void {
    const { removedTo, lastRemovedHash } = JSON.parse(row.details) as {
      removedTo?: unknown;
      lastRemovedHash?: unknown;
    };
    const isTold = this.#cutLines.some((line) => line.sequence === removedTo && line.hash === lastRemovedHash);
    if (!isTold || typeof removedTo !== "number") return;
    const first = this.#first!;
    if (removedTo !== first.sequence - 1 || lastRemovedHash === first.previousHash) this.#explainedCuts.push(removedTo);
  }
}

export const faultSentences: Readonly<Record<ChainFault, Sentence>> = {
  altered: {
    sv: "innehållet stämmer inte med radens hash: raden är ändrad eller flyttad",
    en: "the content does not match the row's hash: the row was edited or moved",
  },
  exchanged: {
    sv: "raden är utbytt: nästa rad är kedjad till en annan rad än den som ligger här",
    en: "the row was exchanged: the next row is chained to another row than the one that is here",
  },
  missing: { sv: "raden saknas: den är borttagen", en: "the row is missing: it was deleted" },
  inserted: {
    sv: "det finns fler än en rad med numret: en rad är inskjuten",
    en: "there is more than one row with the number: a row was inserted",
  },
  "cut-unexplained": {
    sv: "raden och alla före den saknas, och ingen gallring som är skriven i filen utanför databasen förklarar det",
    en: "the row and all before it are missing, and no purge written to the file outside the database explains it",
  },
  truncated: {
    sv: "raden och allt efter den saknas: slutet av loggen är borttaget",
    en: "the row and everything after it are missing: the end of the log was removed",
  },
  "head-differs": {
    sv: "databasens egen uppgift om loggens slut stämmer inte med sista raden: rader är tillagda eller borttagna på annat sätt än av tjänsten",
    en: "what the database keeps of the log's end does not match the last row: rows were added or removed other than by the service",
  },
  rewritten: {
    sv: "loggen stämmer med sig själv men inte med filen utanför databasen: den är omskriven från och med den här raden eller en senare",
    en: "the log agrees with itself but not with the file outside the database: it was rewritten from this row or a later one",
  },
  backdated: {
    sv: "raden har en tidigare tid än vad som redan var skrivet före den: den är tillagd i efterhand",
    en: "the row has an earlier time than what was already written before it: it was added afterwards",
  },
};
