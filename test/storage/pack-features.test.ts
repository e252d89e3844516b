import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf, packFeatures } from '../../src/storage/pack-features.ts';

const bitsOf = (features: Float32Array): Buffer =>
  Buffer.from(features.buffer, features.byteOffset, features.byteLength);

describe('packFeatures', () => {
  it('gives every bit back', () => {
    fc.assert(
      fc.property(fc.float32Array({ maxLength: 500 }), (features) => {
        expect(bitsOf(featuresOf(packFeatures(features)))).toEqual(bitsOf(features));
      }),
    );
    expect(featuresOf(packFeatures(Float32Array.of(Number.NaN, -0, 1e-40)))).toEqual(
      Float32Array.of(Number.NaN, -0, 1e-40),
    );
  });

  it('packs a part of a larger array', () => {
    expect(featuresOf(packFeatures(Float32Array.of(1, 2, 3).subarray(1)))).toEqual(Float32Array.of(2, 3));
  });

  it('makes a vector of which much is missing or the same a third of its size', () => {
    const features = Float32Array.from({ length: 391 }, (_, index) =>
      index % 3 === 0 ? Math.fround(index / 7) : index % 3 === 1 ? Number.NaN : 0.02,
    );
    expect(packFeatures(features).length).toBeLessThan((391 * 4) / 2);
  });
});
