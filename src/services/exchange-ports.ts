/** What the use cases need to exchange packages with partners' installations, in their own words. */
import type { Agreement } from '../domain/agreement.ts';
import type { ExchangeManifest } from '../formats/exchange/exchange-manifest.ts';
import type { SigningKey } from './key-ports.ts';

/** The installation's keys for packages. */
export interface ExchangeKeyPort {
  /** By which packages are signed; made on first use. */
  signingKey(): Promise<SigningKey>;
  /** Whom partners encrypt to: an age recipient; made on first use. */
  recipient(): Promise<string>;
  /** Encrypts for a recipient. */
  seal(bytes: Uint8Array, recipient: string): Promise<Uint8Array>;
  /** Decrypts what was encrypted for this installation; undefined for what was encrypted for others, or changed on its way, and which of the two. */
  open(sealed: Uint8Array): Promise<Uint8Array | 'other-recipient' | 'damaged'>;
}

/** An agency at another installation, with the keys that its packages are signed by and encrypted to. */
export interface ExchangePartner {
  readonly id: number;
  /** Agency that the keys speak for; it is one of the store's agencies. */
  readonly agency: string;
  readonly name: string;
  readonly recipient: string;
  /** Base64. */
  readonly signingKey: string;
  readonly addedAtMs: number;
  readonly addedBy: string;
  /** From then on nothing of it is taken. */
  readonly removedAtMs: number | undefined;
}

/** A package that was sent or taken in. */
export interface KeptPackage {
  readonly id: string;
  readonly direction: 'sent' | 'accepted';
  /** `accepting` for one whose taking in was cut off: it may be handed in again. */
  readonly state: 'accepting' | 'done' | 'withdrawn';
  readonly partnerId: number;
  /** Agreement of this store by which it was sent or taken in. */
  readonly agreementId: number;
  readonly atMs: number;
  readonly manifest: ExchangeManifest;
}

/** Partners and packages of a store. */
export interface ExchangePort {
  /** In order of id, removed ones too. */
  partners(): Promise<readonly ExchangePartner[]>;
  addPartner(partner: Omit<ExchangePartner, 'id' | 'removedAtMs'>): Promise<number>;
  /** Returns whether it was there. */
  removePartner(id: number, atMs: number): Promise<boolean>;
  /** Agreements of the whole store, in order of id. */
  agreements(): Promise<readonly Agreement[]>;
  /** In order of time, the youngest first. */
  packages(): Promise<readonly KeptPackage[]>;
  findPackage(id: string, direction: KeptPackage['direction']): Promise<KeptPackage | undefined>;
  /** Notes a package; returns false where its id is known in that direction already. */
  keepPackage(kept: KeptPackage): Promise<boolean>;
  setPackageState(id: string, direction: KeptPackage['direction'], state: KeptPackage['state']): Promise<void>;
  /** Names of records that came by the batches of these files: ids of results, `AGENCY/REFERENCE` of consignments. */
  recordsOfFiles(fileNames: readonly string[]): Promise<readonly string[]>;
  /** Ids of results that a look-out which holds was made of, of one agency. */
  lookOutSources(agency: string, atMs: number): Promise<readonly string[]>;
}
