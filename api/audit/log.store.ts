// Reads the log for those who verify it: rows as they are hashed, extents and heads.
import type { Database, Identity, Transaction } from "../db/database.ts";
import { type StoredEvent, storedEventColumns } from "./event-encoding.ts";
import type { ChainSource } from "./verify-chain.ts";

export interface ChainHead {
  readonly chain: string;
  readonly sequence: number;
  readonly hash: string;
}

/** The newest row of every chain that the identity may see, as the database keeps it. */
export function readChainHeads(transaction: Transaction): Promise<ChainHead[]> {
  return transaction.many(
    `select chain, sequence, encode(hash, 'hex') as hash from audit.chain_heads order by chain collate "C"`,
  );
}

/** Every chain that has a row or a head. */
export async function listChains(transaction: Transaction): Promise<string[]> {
  const rows = await transaction.many<{ chain: string }>(
    `select chain from audit.chain_heads union select distinct chain from audit.events order by 1`,
  );
  return rows.map(({ chain }) => chain);
}

/** A chain as its verification reads it: a short transaction for each span, so that nobody waits long. */
export function chainSource(database: Database, identity: Identity, chain: string): ChainSource {
  return {
    chain,
    rows: (from, to) =>
      database.transaction(identity, (transaction) =>
        transaction.many<StoredEvent>(
          `select ${storedEventColumns} from audit.events
           where chain = $1 and sequence between $2 and $3 order by audit.events.sequence`,
          [chain, from, to],
        ),
      ),
    extent: () =>
      database.transaction(identity, async (transaction) => {
        const { lowest, highest } = await transaction.one<{ lowest: number | null; highest: number | null }>(
          "select min(sequence) as lowest, max(sequence) as highest from audit.events where chain = $1",
          [chain],
        );
        const head = (await readChainHeads(transaction)).find((each) => each.chain === chain) ?? null;
        return { lowest, highest, head };
      }),
  };
}
