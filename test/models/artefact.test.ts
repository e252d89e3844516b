import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { predictMargins } from '../../src/models/blended-model.ts';
import { calibrate } from '../../src/models/calibrator.ts';
import { type ModelArtefact, requireFeatures } from '../../src/models/model-artefact.ts';
import { readArtefact } from '../../src/models/read-artefact.ts';
import { blendContributions } from '../../src/models/tree-contributions.ts';
import { writeArtefact } from '../../src/models/write-artefact.ts';
import { createRng } from '../../src/util/rng.ts';
import { randomEnsemble, randomMatrix } from '../factories/random-ensemble.ts';

const features = ['a', 'b', 'c', 'd'].map((name) => ({ name, version: 1 }));

function makeArtefact(): ModelArtefact {
  return {
    name: 'test',
    version: '1',
    model: {
      intercept: -0.2,
      members: [
        { name: 'one', weight: 0.8, ensemble: randomEnsemble(1, { trees: 6 }) },
        { name: 'two', weight: 0.4, ensemble: randomEnsemble(2, { trees: 3, depth: 6 }) },
      ],
    },
    calibrator: {
      kind: 'isotonic',
      margins: Float64Array.from([-2, 0, 3]),
      probabilities: Float64Array.from([0.01, 0.2, 0.9]),
    },
    features,
    peerValues: Float32Array.from([0, 1, Number.NaN, 3]),
    dictionaries: { hs2: ['01', '64'], origin: ['CN', 'DE'] },
    keyId: 'key-1',
    rights: [
      {
        brand: 'Velmonte',
        territories: ['DE'],
        hsPrefixes: ['42'],
        knownTick: 400_000,
        validFromTick: 399_000,
        validToTick: null,
        authorised: ['00112233aabbccdd'],
      },
    ],
  };
}

const seal = (content: Uint8Array): Uint8Array =>
  Buffer.concat([content, createHash('sha256').update(content).digest()]);

describe('artefacts', () => {
  it('come back as they were written', () => {
    const artefact = makeArtefact();
    const read = readArtefact(writeArtefact(artefact), 'test');
    expect(read).toEqual(artefact);
    const matrix = randomMatrix(1, 50);
    expect(predictMargins(read.model, matrix)).toEqual(predictMargins(artefact.model, matrix));
    expect(writeArtefact(read)).toEqual(writeArtefact(artefact));
  });

  it('are refused with any byte changed', () => {
    const bytes = writeArtefact(makeArtefact());
    const rng = createRng(1);
    for (let trial = 0; trial < 500; trial++) {
      const broken = Uint8Array.from(bytes);
      const at = rng.nextInt(broken.length);
      broken[at] = broken[at]! ^ (1 + rng.nextInt(255));
      expect(() => readArtefact(broken, 'broken')).toThrow(AppError);
    }
  });

  it('never crash the reader nor what predicts with them: 10,000 corruptions under a check sum made anew', () => {
    const bytes = writeArtefact(makeArtefact());
    const content = bytes.subarray(0, bytes.length - 32);
    const rng = createRng(2);
    const matrix = randomMatrix(3, 4);
    const values = Float32Array.from([0.1, Number.NaN, -3, 2]);
    let taken = 0;
    for (let trial = 0; trial < 10_000; trial++) {
      const broken = spoil(content, rng);
      try {
        const artefact = readArtefact(seal(broken), 'broken');
        taken++;
        const margins = predictMargins(artefact.model, matrix);
        blendContributions(artefact.model, values);
        const probability = calibrate(artefact.calibrator, margins[0]!);
        expect(probability >= 0 && probability <= 1).toBe(true);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.code).toMatch(/artefact-invalid|model-schema-mismatch/);
      }
    }
    // Some changes hit values that may be anything; that all were refused would mean that nothing was tried.
    expect(taken).toBeGreaterThan(100);
    expect(taken).toBeLessThan(9000);
  });

  it('name the feature that does not fit the program', () => {
    const artefact = makeArtefact();
    expect(() => requireFeatures(artefact, features)).not.toThrow();
    const newer = features.map((feature) => (feature.name === 'c' ? { ...feature, version: 2 } : feature));
    expect(() => requireFeatures(artefact, newer)).toThrow(/\bc\b/);
    expect(() => requireFeatures(artefact, features.slice(0, 3))).toThrow(/\bd\b/);
    expect(() => requireFeatures(artefact, [features[1]!, features[0]!, ...features.slice(2)])).toThrow(/\ba\b/);
  });
});

function spoil(content: Uint8Array, rng: ReturnType<typeof createRng>): Uint8Array {
  const broken = Uint8Array.from(content);
  if (rng.nextInt(10) === 0) return broken.subarray(0, rng.nextInt(broken.length));
  for (let count = 1 + rng.nextInt(4); count > 0; count--) {
    const at = rng.nextInt(broken.length);
    const kind = rng.nextInt(3);
    if (kind === 0) broken[at] = rng.nextInt(256);
    else if (kind === 1) broken.fill(0xff, at, at + 4);
    else broken.copyWithin(at, rng.nextInt(broken.length), rng.nextInt(broken.length));
  }
  return broken;
}
