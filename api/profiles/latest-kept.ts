// What takes long to make, kept by key: the latest used, made once where several ask at the same time.

/** A failure is not kept, and belongs to the one whose making failed: others who waited for it make it themselves. */
export class LatestKept<Value> {
  readonly #entries = new Map<string, Promise<Value>>();
  readonly #limit: number;

  /** @param limit How many are kept at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  async get(key: string, make: () => Promise<Value>): Promise<Value> {
    const others = this.#entries.get(key);
    if (others) this.#use(key, others);
    else return await this.#keep(key, make());
    return await others.catch(() => this.get(key, make));
  }

  #keep(key: string, made: Promise<Value>): Promise<Value> {
    this.#use(key, made);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) break;
      this.#entries.delete(oldest);
    }
    return made.catch((error: unknown) => {
      if (this.#entries.get(key) === made) this.#entries.delete(key);
      throw error;
    });
  }

  #use(key: string, made: Promise<Value>): void {
    this.#entries.delete(key);
    this.#entries.set(key, made);
  }
}
