/** What the use cases need of the installation's key. */

/** A key for identities: four 32-bit words, and an id that may be shown. */
export interface IdentityKey {
  readonly id: string;
  readonly words: Uint32Array;
}

/** The secret under which identities are hashed. */
export interface KeyPort {
  /** Returns the installation's key, made on first use. */
  identityKey(): Promise<IdentityKey>;
}
