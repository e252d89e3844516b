import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type DocumentedFeature, renderFeaturesDoc } from '../../.ci/write-features-doc.ts';
import { featureDefinitions } from '../../src/features/feature-definitions.ts';

const written = readFileSync(new URL('../../docs/features.md', import.meta.url), 'utf8');

const example: DocumentedFeature = {
  name: 'network.degree',
  version: 2,
  group: 'network',
  description: 'Parties within | one step',
  unit: 'parties',
  range: '≥ 0',
  earliestStage: 'declaration',
  missingMeans: 'no party\nis named',
  source: 'a paper',
};

test('docs/features.md is what the definitions say; run npx tsx .ci/write-features-doc.ts when this fails', () => {
  expect(written).toBe(renderFeaturesDoc(featureDefinitions));
});

test('every feature has a row of its own', () => {
  const names = [...written.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]!);
  expect(names.sort()).toEqual(featureDefinitions.map(({ name }) => name).sort());
});

test('a group that the generator does not know gets a section under its own name', () => {
  const text = renderFeaturesDoc([...featureDefinitions, example]);
  expect(text).toContain('\n## network\n');
  expect(text).toContain('| `network.degree` | 2 |');
  expect(text).toContain('1. Source: a paper.');
});

test('no text of a definition breaks its row', () => {
  const row = renderFeaturesDoc([example])
    .split('\n')
    .find((line) => line.startsWith('| `network.degree`'))!;
  expect(row).toContain('Parties within \\| one step');
  expect(row).toContain('no party is named');
  expect(row.split(/(?<!\\)\|/)).toHaveLength(10);
});

test('the document changes when a version does, since models then refuse to load', () => {
  expect(renderFeaturesDoc([{ ...example, version: 3 }])).not.toBe(renderFeaturesDoc([example]));
});
