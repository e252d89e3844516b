import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawItem } from '../../../src/synthetic/consignments/draw-item.ts';
import type { ItemPrior } from '../../../src/synthetic/consignments/item-prior.ts';
import { roundedLogNormal } from '../../../src/synthetic/draws/normal-interval.ts';
import { generateWorld } from '../../../src/synthetic/generate-world.ts';
import { goodsCatalogue } from '../../../src/synthetic/goods/goods-catalogue.ts';
import { allGoods } from '../../../src/synthetic/goods/goods-pool.ts';
import { evidenceOf, itemLikelihood } from '../../../src/synthetic/oracle/item-likelihood.ts';
import { OracleRecall } from '../../../src/synthetic/oracle/oracle-recall.ts';
import { orderPosterior } from '../../../src/synthetic/oracle/order-posterior.ts';
import type { SimulatedItem } from '../../../src/synthetic/simulated-fact.ts';
import { defaultWorld } from '../../../src/synthetic/world-parameters.ts';
import { createRng } from '../../../src/util/rng.ts';

const probability = (margin: number): number => 1 / (1 + Math.exp(-margin));

const items: SimulatedItem[] = [];
for (const fact of generateWorld(
  { ...defaultWorld, baseRate: 0.03, manifests: 0, phases: [{ days: 180, rows: 120_000 }] },
  21,
)) {
  if (fact.kind === 'declaration') items.push(...fact.consignment.items);
}

const infringingCount = items.filter((item) => item.truth.isInfringing).length;

/** For each of some shares, the part of the infringing items that an order has in its top. */
function recallsOf(scores: Float64Array): number[] {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  return shares.map((share) => {
    let found = 0;
    for (const place of order.subarray(0, Math.floor(items.length * share))) {
      if (items[place]!.truth.isInfringing) found += 1;
    }
    return found / infringingCount;
  });
}

const shares = [0.01, 0.02, 0.05, 0.1] as const;

/** Sums of the log-likelihood ratios of the items' evidence. */
const evidenceSums = Float64Array.from(items, (item) =>
  evidenceOf(item, item.truth.prior).reduce((sum, text) => sum + Number(text.split('=')[1]), 0),
);

const logit = (odds: number): number => Math.log(odds / (1 - odds));

describe('the oracle', () => {
  it('is calibrated in every tenth of its order and over the whole', () => {
    const order = [...items].sort((a, b) => a.truth.oracleMargin - b.truth.oracleMargin);
    const size = Math.floor(order.length / 10);
    for (let tenth = 0; tenth < 10; tenth++) {
      const part = order.slice(tenth * size, (tenth + 1) * size);
      const expected = part.reduce((sum, item) => sum + probability(item.truth.oracleMargin), 0);
      const variance = part.reduce((sum, item) => {
        const p = probability(item.truth.oracleMargin);
        return sum + p * (1 - p);
      }, 0);
      const found = part.filter((item) => item.truth.isInfringing).length;
      // Four standard deviations, and one item where hardly any is expected.
      expect(Math.abs(found - expected), `tenth ${tenth}`).toBeLessThan(4 * Math.sqrt(variance) + 1);
    }
  });

  it('is calibrated between certain and doubtful too', () => {
    for (const [from, to] of [
      [-6, -4],
      [-4, -2],
      [-2, -1],
      [-1, 0],
      [0, 1],
      [1, 2],
      [2, 4],
    ] as const) {
      const band = items.filter((item) => item.truth.oracleMargin >= from && item.truth.oracleMargin < to);
      const expected = band.reduce((sum, item) => sum + probability(item.truth.oracleMargin), 0) / band.length;
      const found = band.filter((item) => item.truth.isInfringing).length / band.length;
      const error = Math.sqrt((expected * (1 - expected)) / band.length);
      expect(Math.abs(found - expected), `from ${from} to ${to}`).toBeLessThan(4 * error);
    }
  });

  it('gives odds that agree with the draws of senders', () => {
    const expected = items.reduce((sum, item) => sum + item.truth.probability, 0);
    const found = items.filter((item) => item.truth.isInfringing).length;
    expect(Math.abs(found / expected - 1)).toBeLessThan(0.08);
  });

  it('is beaten by no other order made of the same evidence', () => {
    const others: readonly ((item: SimulatedItem, evidence: number) => number)[] = [
      (item) => item.truth.probability,
      (_, evidence) => evidence,
      // Every item by itself, as if nothing in an order hung together.
      (item, evidence) => logit(item.truth.probability) + evidence,
      (item, evidence) => 2 * logit(item.truth.probability) + evidence,
      (item, evidence) => logit(item.truth.probability) + 2 * evidence,
      (item) => logit(item.truth.probability) + (item.isVague ? 1.5 : 0) + (item.hiddenBrand === undefined ? 0 : 2),
      (item) => item.truth.oracleMargin + (item.isVague ? 0.5 : 0),
      (item, evidence) => item.truth.oracleMargin + 0.3 * evidence,
    ];
    const best = recallsOf(Float64Array.from(items, (item) => item.truth.oracleMargin));
    for (const [index, score] of others.entries()) {
      const recalls = recallsOf(Float64Array.from(items, (item, place) => score(item, evidenceSums[place]!)));
      recalls.forEach((recall, at) => {
        expect(recall, `order ${index} at ${shares[at]}`).toBeLessThanOrEqual(best[at]! + 0.004);
      });
    }
  });
});

const prior: ItemPrior = {
  channel: 'express',
  lines: [
    {
      goods: goodsCatalogue.find((goods) => goods.hs6 === '640411')!,
      originCountry: 'CN',
      departureCountry: 'CN',
      priceLevel: 0,
      brand: undefined,
      fakeBrand: 'Aurovia',
      isAuthorised: false,
    },
  ],
  unusualShare: 0.2,
  pool: allGoods,
  unusualPriceLevel: 0,
  unusualPriceSpread: 0.6,
  brandedShare: 0.2,
  size: 1,
  oddsOf: () => 0.3,
  fake: { undervaluation: 0.5, vagueness: 0.4, disguised: 0.1, hiddenBrand: 0.2, lightness: -0.2 },
};

describe('itemLikelihood', () => {
  it('makes a fake no likelier than the whole, and everything that can be drawn possible', () => {
    const rng = createRng(5);
    for (let turn = 0; turn < 2000; turn++) {
      const { all, infringing } = itemLikelihood(drawItem(prior, rng), prior);
      expect(all).toBeGreaterThan(0);
      expect(infringing).toBeGreaterThanOrEqual(0);
      expect(infringing).toBeLessThanOrEqual(all);
    }
  });

  it('knows goods that the sender never has for impossible', () => {
    const item = drawItem(prior, createRng(5));
    expect(itemLikelihood({ ...item, originCountry: 'FR' }, prior).all).toBe(0);
  });
});

describe('orderPosterior', () => {
  it('lets one suspicious item speak against the others of its order', () => {
    const cover = { ...prior, oddsOf: () => 0 };
    const states = [
      { share: 0.5, parcelsProbability: 1, prior },
      { share: 0.5, parcelsProbability: 1, prior: cover },
    ];
    const plain = drawItem({ ...prior, oddsOf: () => 0, unusualShare: 0 }, createRng(3));
    const suspicious = { ...plain, hiddenBrand: 'Aurovia', valueUsd: plain.valueUsd! * 0.3 };
    const [alone] = orderPosterior([plain], states);
    const [beside] = orderPosterior([plain, suspicious], states);
    expect(beside).toBeGreaterThan(alone!);
  });

  it('says how many parcels an order came in', () => {
    const cover = { ...prior, oddsOf: () => 0 };
    const item = drawItem(prior, createRng(4));
    const marginOf = (dirty: number, clean: number): number =>
      orderPosterior(
        [item],
        [
          { share: 0.5, parcelsProbability: dirty, prior },
          { share: 0.5, parcelsProbability: clean, prior: cover },
        ],
      )[0]!;
    expect(marginOf(0.3, 0.05)).toBeGreaterThan(marginOf(0.1, 0.1));
  });
});

describe('roundedLogNormal', () => {
  it('adds up to one over all amounts that rounding can give', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 1, noNaN: true }),
        fc.double({ min: 0.15, max: 0.6, noNaN: true }),
        (mean, sigma) => {
          let sum = 0;
          for (let cents = 5; cents < 6000; cents++) {
            sum += roundedLogNormal(cents / 100, { mean, sigma }, { step: 0.01, least: 0.05 });
          }
          expect(sum).toBeGreaterThan(0.985);
          expect(sum).toBeLessThan(1.015);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('OracleRecall', () => {
  it('is the share of infringing items above the cut', () => {
    const recall = new OracleRecall();
    for (let place = 0; place < 100; place++) recall.add(place / 10 - 5, place >= 97 || place === 10);
    expect(recall.recallAt(0.05)).toBeCloseTo(0.75, 6);
    expect(recall.recallAt(0.02)).toBeCloseTo(0.5, 6);
    expect(recall.recallAt(1)).toBe(1);
    expect(new OracleRecall().recallAt(0.05)).toBeNaN();
  });
});
