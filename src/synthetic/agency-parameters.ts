/** Agencies at whose borders the goods of a world arrive. */
import type { Channel } from '../domain/consignment.ts';

/** A figure for each channel of goods traffic. */
type ByChannel = { readonly [channel in Exclude<Channel, 'passenger'>]: number };

/** One agency at whose border goods arrive. */
export interface AgencyParameters {
  readonly name: string;
  /** ISO 3166-1 alpha-2 of the country whose border it is. */
  readonly country: string;
  /** Share of the world's consignments, relative to the other agencies. */
  readonly weight: number;
  /** Share of its consignments by channel. */
  readonly channels: ByChannel;
  readonly offices: readonly string[];
  /** Whether every consignment gets a declaration number, parcels too. */
  readonly numbersEveryDeclaration: boolean;
  /** Share of consignments that its officers can examine. */
  readonly examinedShare: number;
  /** Part of that capacity spent on consignments drawn at random. */
  readonly randomShare: number;
  /** Share of its examinations that open the goods; the others look at papers or scans. */
  readonly physicalShare: number;
  /** Multiple of the examined share by channel: 1 for an even eye, near 0 where the agency is blind. */
  readonly attention: ByChannel;
}

const evenly: ByChannel = { post: 1, express: 1, cargo: 1 };

/** The customs administration of the samples: mostly cargo. */
export const aurelia: AgencyParameters = {
  name: 'aurelia',
  country: 'DE',
  weight: 1,
  channels: { post: 0.08, express: 0.2, cargo: 0.72 },
  offices: ['AU1001', 'AU1002', 'AU2001', 'AU2004', 'AU3001', 'AU4002'],
  numbersEveryDeclaration: true,
  examinedShare: 0.3,
  randomShare: 0.25,
  physicalShare: 0.84,
  attention: evenly,
};

/** The border agency of the samples that sees express and postal parcels only. */
export const borealis: AgencyParameters = {
  name: 'borealis',
  country: 'US',
  weight: 1,
  channels: { post: 0.45, express: 0.55, cargo: 0 },
  offices: ['BO-EXP-1', 'BO-EXP-2', 'BO-IMF-1'],
  numbersEveryDeclaration: false,
  examinedShare: 0.35,
  randomShare: 0.25,
  physicalShare: 0.84,
  attention: evenly,
};

/** A third agency, whose border is a sorting centre and a free port. */
export const corvia: AgencyParameters = {
  name: 'corvia',
  country: 'ES',
  weight: 0.5,
  channels: { post: 0.5, express: 0.2, cargo: 0.3 },
  offices: ['COR-01', 'COR-02', 'COR-PORT'],
  numbersEveryDeclaration: false,
  examinedShare: 0.2,
  randomShare: 0.2,
  physicalShare: 0.84,
  attention: evenly,
};
