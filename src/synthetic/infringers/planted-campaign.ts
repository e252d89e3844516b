/** A campaign of fakes that is planted into a world: when, what, by which route. */

/** A campaign with a known start, goods and route; its network is drawn like that of any group. */
export interface PlantedCampaign {
  /** First day, counted from the world's. */
  readonly fromDay: number;
  readonly days: number;
  /** Share of the orders of those days. */
  readonly share: number;
  /** HS subheadings of the catalogue. */
  readonly goods: readonly string[];
  readonly brand: string;
  readonly originCountry: string;
  /** Country that the goods leave from. */
  readonly hub: string;
  readonly agency: string;
  readonly channel: 'post' | 'express' | 'cargo';
  /** UN Recommendation 19. */
  readonly mode: string;
}

/** Number of the group that carries out a campaign; ordinary groups count from 1. */
export const campaignGroupNumber = 900_001;
