/** What the use cases need for passwords and for secrets that are drawn. */

/** Passwords as they are kept: argon2id, 19,456 KiB, 2 passes, 1 lane (OWASP's first choice), as PHC strings. */
export interface PasswordPort {
  hash(password: string): Promise<string>;
  /** Whether a password is the one of a hash; without a hash it is not, after the same time. */
  verify(password: string, phc: string | undefined): Promise<boolean>;
}

/** Chance that nobody can foresee. */
export interface SecretPort {
  /** Returns so many bytes of a cryptographic generator. */
  bytes(count: number): Uint8Array;
}
