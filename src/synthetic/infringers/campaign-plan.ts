/** What the group of a planted campaign is made with. */
import { brands } from '../goods/brands.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import type { GroupPlan } from './infringer-group.ts';
import type { PlantedCampaign } from './planted-campaign.ts';

/**
 * Returns the plan of the campaign's group.
 * @throws RangeError for goods or a brand that the world does not have, or an agency that is not one of `agencies`.
 */
export function campaignPlan(campaign: PlantedCampaign, agencies: readonly string[]): GroupPlan {
  const agencyIndex = agencies.indexOf(campaign.agency);
  if (agencyIndex < 0) throw new RangeError(`no agency ${campaign.agency}`);
  if (!brands.some((brand) => brand.name === campaign.brand)) throw new RangeError(`no brand ${campaign.brand}`);
  const lines = campaign.goods.map((hs6) => {
    const goods = goodsCatalogue.find((one) => one.hs6 === hs6);
    if (goods === undefined) throw new RangeError(`no goods ${hs6}`);
    return {
      goods,
      originCountry: campaign.originCountry,
      departureCountry: campaign.originCountry,
      priceLevel: 0,
      brand: undefined,
      fakeBrand: campaign.brand,
      isAuthorised: false,
    };
  });
  return {
    segment: { agencyIndex, channel: campaign.channel },
    mode: campaign.mode,
    hub: campaign.hub,
    lines,
    isCampaign: true,
  };
}
