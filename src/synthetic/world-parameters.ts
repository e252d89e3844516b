/** What a world is made with. */
import type { Channel } from '../domain/consignment.ts';

/** A stretch of days with a number of goods items spread over them. */
interface WorldPhase {
  readonly days: number;
  readonly rows: number;
}

/** One agency at whose border goods arrive. */
export interface AgencyParameters {
  readonly name: string;
  /** ISO 3166-1 alpha-2 of the country whose border it is. */
  readonly country: string;
  /** Share of the world's consignments, relative to the other agencies. */
  readonly weight: number;
  /** Share of its consignments by channel. */
  readonly channels: { readonly [channel in Exclude<Channel, 'passenger'>]: number };
  readonly offices: readonly string[];
  /** Whether every consignment gets a declaration number, parcels too. */
  readonly numbersEveryDeclaration: boolean;
  /** Share of consignments that its officers can examine. */
  readonly examinedShare: number;
  /** Part of that capacity spent on consignments drawn at random. */
  readonly randomShare: number;
}

/** Everything a world depends on besides its seed. */
export interface WorldParameters {
  /** First day, ISO date. */
  readonly startDay: string;
  readonly phases: readonly WorldPhase[];
  /** Share of goods items that infringe. World trade 2.3–3.3% by value, an upper limit (OECD/EUIPO [S58][S61]); a blitz on parcels of risky lanes 5.1% (Mega Flex 2019 [S81]). */
  readonly baseRate: number;
  /** Traders who import regularly, at any time. */
  readonly businesses: number;
  /** Share of those replaced by new ones every week. */
  readonly weeklyTurnover: number;
  /** Groups of infringers at work at any time. */
  readonly groups: number;
  /** Share of groups replaced by new ones every week. */
  readonly weeklyGroupTurnover: number;
  /** Share of parcels (post and express) bought by a private person who is never seen again. */
  readonly oneOffShare: number;
  readonly agencies: readonly AgencyParameters[];
}

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
};

/** A world to start from; every figure may be replaced. */
export const defaultWorld: WorldParameters = {
  startDay: '2025-01-06',
  phases: [{ days: 365, rows: 50_000 }],
  baseRate: 0.02,
  businesses: 1500,
  weeklyTurnover: 0.012,
  groups: 40,
  weeklyGroupTurnover: 0.012,
  oneOffShare: 0.6,
  agencies: [aurelia, borealis],
};
