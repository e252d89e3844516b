import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { targetsJsonSchema } from '../../../src/formats/target-pack/target-schema.ts';

describe('targetsJsonSchema', () => {
  it('is what is published in data/schemas (npx touchstone export schema)', () => {
    const published = JSON.parse(readFileSync('data/schemas/targets.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(targetsJsonSchema())));
  });
});
