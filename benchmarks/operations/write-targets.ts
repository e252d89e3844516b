/** Writes drawn targets in one format, in a process of its own so that its memory is its own: `write-targets.ts FORMAT COUNT`. Prints one JSON object. */

import type { PackTarget } from '../../src/domain/target-pack.ts';
import { createRng } from '../../src/util/rng.ts';
import { packTarget, targetPack } from '../../test/factories/target-pack.ts';
import { importBuilt } from '../shared/import-built.ts';
import { exportMeans } from './export-means.ts';

type Writer = typeof import('../../src/formats/target-pack/write-target-pack.ts');

const [format, count] = [process.argv[2] as 'xlsx' | 'pdf', Number(process.argv[3])];
const { writeTargetPack } = await importBuilt<Writer>('formats/target-pack/write-target-pack.js');
const routes = [
  ['CN', 'HK', 'DE'],
  ['TR', 'UA', 'US'],
  ['CN', 'US'],
  ['VN', 'SG', 'NL'],
];

/** A fresh one each time it is read, as rows of a database are. */
function* drawnTargets(): Generator<PackTarget> {
  const rng = createRng(7);
  const plain = packTarget();
  for (let index = 0; index < count; index++) {
    const items = 1 + Math.floor(rng.next() * 3);
    yield packTarget({
      reference: `T-${String(index).padStart(10, '0')}`,
      consignmentId: `AURELIA/D${index}`,
      rank: index + 1,
      probability: rng.next(),
      route: routes[Math.floor(rng.next() * routes.length)]!,
      goods: Array.from({ length: items }, (_, item) => ({
        ...plain.goods[0]!,
        itemNumber: item + 1,
        description: `goods ${Math.floor(rng.next() * 1e9).toString(36)} of leather and textile`,
      })),
    });
  }
}

const pack = targetPack({ [Symbol.iterator]: drawnTargets });
const started = performance.now();
let bytes = 0;
for await (const piece of writeTargetPack(pack, format, await exportMeans())) bytes += piece.length;
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ seconds, bytes, peakMb: process.resourceUsage().maxRSS / 1024 }));
