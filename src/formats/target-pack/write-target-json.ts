/** Targets as JSON and as NDJSON, by the shape of `target-schema.ts`. */
import type { PackTarget, PackTargets, TargetPack } from '../../domain/target-pack.ts';

const linesAtOnce = 200;

/** Yields the bytes of a JSON document with all targets. */
export async function* writeTargetJson({ targets, ...head }: TargetPack): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${jsonText({ ...marks, ...head }).slice(0, -1)},"targets":[`);
  let separator = '\n';
  for await (const some of inPieces(targets, linesAtOnce)) {
    yield encoder.encode(`${separator}${some.map(jsonText).join(',\n')}`);
    separator = ',\n';
  }
  yield encoder.encode('\n]}\n');
}

/** Yields the bytes of an NDJSON file: the list on the first line, then a target a line. */
export async function* writeTargetNdjson({ targets, ...head }: TargetPack): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${jsonText({ kind: 'list', ...marks, ...head })}\n`);
  for await (const some of inPieces(targets, linesAtOnce)) {
    yield encoder.encode(some.map((target) => `${jsonText({ kind: 'target', ...target })}\n`).join(''));
  }
}

const marks = { format: 'touchstone-targets', formatVersion: 1 };

function jsonText(value: unknown): string {
  return JSON.stringify(value);
}

async function* inPieces(values: PackTargets, size: number): AsyncGenerator<readonly PackTarget[]> {
  let some: PackTarget[] = [];
  for await (const value of values) {
    some.push(value);
    if (some.length < size) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
