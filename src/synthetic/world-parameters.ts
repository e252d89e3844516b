/** What a world is made with. */
import { type AgencyParameters, aurelia, borealis } from './agency-parameters.ts';
import type { NewMarket } from './goods/origin-market.ts';
import { defaultHabits, type InfringerHabits } from './infringers/infringer-habits.ts';
import type { PlantedCampaign } from './infringers/planted-campaign.ts';

/** A stretch of days with a number of goods items spread over them. */
interface WorldPhase {
  readonly days: number;
  readonly rows: number;
}

/** A time of the year with more trade. */
export interface Season {
  /** Months, 1 to 12. */
  readonly months: readonly number[];
  /** Multiple of an ordinary day's trade. */
  readonly trade: number;
  /** Multiple of infringers' share of it. */
  readonly infringers: number;
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
  readonly habits: InfringerHabits;
  /** Share of parcels (post and express) bought by a private person. */
  readonly oneOffShare: number;
  /** Scales the shares of consignments with a manifest; 0 means that none is sent. */
  readonly manifests: number;
  /** Share of brands without a right recorded at an agency. */
  readonly unrecordedShare: number;
  readonly season: Season;
  readonly newMarket: NewMarket | undefined;
  readonly campaign: PlantedCampaign | undefined;
  readonly agencies: readonly AgencyParameters[];
}

/** A world to start from; every figure may be replaced. */
export const defaultWorld: WorldParameters = {
  startDay: '2025-01-06',
  phases: [{ days: 365, rows: 50_000 }],
  baseRate: 0.02,
  businesses: 1500,
  weeklyTurnover: 0.012,
  groups: 40,
  weeklyGroupTurnover: 0.012,
  habits: defaultHabits,
  oneOffShare: 0.6,
  manifests: 1,
  unrecordedShare: 0.1,
  // United States customs name a surge at the end of the year without a figure ([S96]); the height is our own.
  season: { months: [11, 12], trade: 1.3, infringers: 1 },
  newMarket: undefined,
  campaign: undefined,
  agencies: [aurelia, borealis],
};
