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

/** A key for signatures: Ed25519. */
export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Returns 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** The secret by which others can tell what this installation has said. */
export interface SigningKeyPort {
  /** Returns the installation's key, made on first use. */
  signingKey(): Promise<SigningKey>;
}
