/** Hashes of texts already hashed. */
import type { Hash64 } from './keyed-hash.ts';

/** Distinct texts that are remembered before the memory is emptied. */
const remembered = 8192;

/**
 * Remembers hashes by a qualifier (agency, identifier scheme, country) and a text. Neither is joined to a new string for the look-up: making
 * and hashing such strings was a third of the time of encoding.
 */
export class HashMemory {
  private readonly byQualifier = new Map<string, Map<string, Hash64>>();
  private size = 0;
  private lastQualifier: string | undefined;
  private last = new Map<string, Hash64>();

  /** Returns the hash, or undefined for a text that is not remembered. */
  get(qualifier: string, text: string): Hash64 | undefined {
    if (qualifier !== this.lastQualifier) this.turnTo(qualifier);
    return this.last.get(text);
  }

  /** Remembers a hash. */
  set(qualifier: string, text: string, hash: Hash64): void {
    if (this.size >= remembered) {
      this.byQualifier.clear();
      this.size = 0;
      this.lastQualifier = undefined;
    }
    if (qualifier !== this.lastQualifier) this.turnTo(qualifier);
    this.last.set(text, hash);
    this.size++;
  }

  private turnTo(qualifier: string): void {
    let texts = this.byQualifier.get(qualifier);
    if (texts === undefined) {
      texts = new Map();
      this.byQualifier.set(qualifier, texts);
    }
    this.lastQualifier = qualifier;
    this.last = texts;
  }
}
