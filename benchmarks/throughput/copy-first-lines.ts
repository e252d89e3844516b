/** Cuts files short. */
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const lineFeed = 0x0a;

/** Copies the first `count` lines of a file, byte by byte as they are. */
export async function copyFirstLines(from: string, to: string, count: number): Promise<void> {
  await pipeline(Readable.from(firstLines(createReadStream(from), count)), createWriteStream(to));
}

async function* firstLines(chunks: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of chunks) {
    let end = 0;
    while (left > 0) {
      const place = chunk.indexOf(lineFeed, end);
      if (place < 0) break;
      end = place + 1;
      left--;
    }
    yield left === 0 ? chunk.subarray(0, end) : chunk;
    if (left === 0) return;
  }
}
