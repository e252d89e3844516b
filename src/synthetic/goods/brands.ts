/** Invented brands with the goods that carry them. */
import type { GoodsFamily } from './goods-kind.ts';

/** One brand; none exists outside this world. */
export interface Brand {
  readonly name: string;
  readonly rightHolder: string;
  readonly families: readonly GoodsFamily[];
}

/** The brands that are traded, and faked. */
export const brands: readonly Brand[] = [
  brand('Aurovia', 'leather', 'textile'),
  brand('Velmonté', 'luxury', 'leather'),
  brand('Kestrane', 'textile', 'leather', 'toys'),
  brand('Nordlyx', 'textile'),
  brand('Ossilune', 'luxury'),
  brand('Tavarro', 'leather'),
  brand('Pixonar', 'electronics', 'toys'),
  brand('Voltique', 'electronics'),
  brand('Helmarix', 'electronics', 'parts'),
  brand('Serafienne', 'health', 'luxury'),
  brand('Dermalys', 'health'),
  brand('Curatrex', 'health'),
  brand('Brivado', 'parts'),
  brand('Motorune', 'parts'),
  brand('Toyvelle', 'toys'),
  brand('Glenorvik', 'food'),
  brand('Olivantia', 'food'),
  brand('Fumarel', 'food'),
  brand('Stichora', 'packaging', 'textile'),
  brand('Werkano', 'industrial'),
];

const byFamily = new Map<GoodsFamily, Brand[]>();
for (const one of brands)
  for (const family of one.families) byFamily.set(family, [...(byFamily.get(family) ?? []), one]);

/** Brands of a family; never empty. */
export function brandsOf(family: GoodsFamily): readonly Brand[] {
  return byFamily.get(family)!;
}

function brand(name: string, ...families: GoodsFamily[]): Brand {
  return { name, rightHolder: `${name} Holdings`, families };
}
