import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/models/manifest.ts';
import { renderModelCard } from '../../src/models/model-card.ts';

const text = readFileSync('models/sample/1/manifest.json', 'utf8');

describe('the manifest of the sample model', () => {
  it('is valid, and its card is rendered from it', () => {
    const manifest = parseManifest('sample', text);
    expect(renderModelCard(manifest)).toBe(readFileSync('models/sample/1/card.md', 'utf8'));
    expect(renderModelCard(manifest)).toContain('simulated data');
    expect(manifest.keyId).toBe('published-sample-key');
  });

  it('has no heading over floors where there are none', () => {
    const manifest = parseManifest('sample', text);
    const floor = {
      name: 'lookup',
      auc: 0.7,
      at: [{ share: 0.05, selected: 9, precision: 0.5, recall: 0.1, lift: 4 }],
    };
    const cardWith = (floors: (typeof floor)[]): string =>
      renderModelCard({ ...manifest, figures: { ...manifest.figures!, floors } });
    expect(cardWith([])).not.toContain('Floors');
    expect(cardWith([floor])).toMatch(/Floors on the same rows:\n\n- lookup: AUC 0.700; precision 0.500 at 5%/);
  });

  it('lists every problem of a broken one', () => {
    const broken = { ...JSON.parse(text), seed: 'one', rows: undefined, colour: 'red' };
    expect(() => parseManifest('x', JSON.stringify(broken))).toThrow(/seed.*|rows/);
    expect(() => parseManifest('x', '{')).toThrow(/not JSON/);
  });
});
