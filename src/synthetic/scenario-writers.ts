/** The writers that a scenario asks for. */
import { createRng, type Rng } from '../util/rng.ts';
import type { Scenario } from './scenario.ts';
import type { FormatWriter } from './writers/format-writer.ts';
import { createAureliaWriter } from './writers/write-aurelia.ts';
import { createBorealisWriter } from './writers/write-borealis.ts';
import { createCorviaWriter } from './writers/write-corvia.ts';
import { createDate2020Writer } from './writers/write-date-2020.ts';
import { createKcsWriter } from './writers/write-kcs.ts';
import { createOracleWriter } from './writers/write-oracle.ts';
import { createRightsWriter, createTouchstoneWriter } from './writers/write-touchstone.ts';

/** Returns the writers of a scenario; the seed decides which rows are made bad, apart from what decides the world. */
export function createScenarioWriters(scenario: Scenario, seed: number): readonly FormatWriter[] {
  const rng = createRng(seed).fork('slips');
  const makers: { readonly [format in Scenario['formats'][number]]: () => readonly FormatWriter[] } = {
    'agencies': () => createAgencyWriters(scenario, rng),
    'touchstone': () => [createTouchstoneWriter(rng), createOracleWriter()],
    'kcs': () => [createKcsWriter()],
    'date-2020': () => [createDate2020Writer()],
  };
  return scenario.formats.flatMap((format) => makers[format]());
}

/** Each agency writes its own; rights records, for which they have no format, are given in ours. */
function createAgencyWriters({ world, slipShare, formats }: Scenario, rng: Rng): readonly FormatWriter[] {
  const names = world.agencies.map((agency) => agency.name);
  return [
    ...(names.includes('aurelia') ? [createAureliaWriter(slipShare, rng.fork('aurelia'))] : []),
    ...(names.includes('borealis') ? [createBorealisWriter(slipShare, rng.fork('borealis'))] : []),
    ...(names.includes('corvia') ? [createCorviaWriter(slipShare, rng.fork('corvia'))] : []),
    ...(formats.includes('touchstone') ? [] : [createRightsWriter(rng)]),
  ];
}
