/** Histories as bytes: what an artefact carries so that a file can be scored with no store. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import { HistoryCells } from './history-cells.ts';
import type { History } from './history-replay.ts';
import { PriceHistograms, priceBinCount } from './price-histograms.ts';

const magic = 'TSTH';
const formatVersion = 1;
const checksumBytes = 32;
const prefixBytes = 24;

/** Appends little-endian numbers and variable-length integers (LEB128) to a growing buffer. */
class ByteWriter {
  bytes = new Uint8Array(1 << 16);
  length = 0;

  uint32(value: number): void {
    this.need(4);
    new DataView(this.bytes.buffer).setUint32(this.length, value, true);
    this.length += 4;
  }

  varint(value: number): void {
    this.need(5);
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  private need(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/**
 * Returns the bytes of a history; equal histories give equal bytes. Layout: magic, format version, first day, number of entities, number of histograms, a spare word;
 * then per entity its key, number of cells and, per cell, days since the cell before, source and counts; then per histogram its key, number of filled bins and, per bin, place and count;
 * then SHA-256.
 */
export function writeHistory(history: History): Uint8Array {
  const cells = [...history.cells.inOrder()];
  const firstDay = cells.reduce((first, cell) => Math.min(first, cell.day), cells[0]?.day ?? 0);
  const body = new ByteWriter();
  let entityCount = 0;
  for (let index = 0; index < cells.length; ) {
    const { keyHigh, keyLow } = cells[index]!;
    let end = index;
    while (end < cells.length && cells[end]!.keyHigh === keyHigh && cells[end]!.keyLow === keyLow) end++;
    body.uint32(keyHigh);
    body.uint32(keyLow);
    body.varint(end - index);
    let day = firstDay;
    for (; index < end; index++) {
      const cell = cells[index]!;
      body.varint(cell.day - day);
      body.varint(cell.source);
      body.varint(cell.seen);
      body.varint(cell.examined);
      body.varint(cell.positive);
      day = cell.day;
    }
    entityCount++;
  }
  let histogramCount = 0;
  for (const { keyHigh, keyLow, counts } of history.prices.histograms()) {
    body.uint32(keyHigh);
    body.uint32(keyLow);
    body.varint(counts.reduce((filled, count) => filled + (count > 0 ? 1 : 0), 0));
    counts.forEach((count, bin) => {
      if (count === 0) return;
      body.varint(bin);
      body.varint(count);
    });
    histogramCount++;
  }
  const content = new Uint8Array(prefixBytes + body.length);
  content.set(new TextEncoder().encode(magic));
  const view = new DataView(content.buffer);
  const words = [formatVersion, firstDay, entityCount, histogramCount, 0];
  for (let index = 0; index < words.length; index++) view.setInt32(4 + 4 * index, words[index]!, true);
  content.set(body.bytes.subarray(0, body.length), prefixBytes);
  const file = new Uint8Array(content.length + checksumBytes);
  file.set(content);
  file.set(createHash('sha256').update(content).digest(), content.length);
  return file;
}

/**
 * Returns the history in bytes that nobody vouches for.
 * @throws `artefact-invalid` with the first fault.
 */
export function readHistoryFile(bytes: Uint8Array, name: string): History {
  const refuse = (reason: string): never => {
    throw new AppError('artefact-invalid', { name, reason });
  };
  if (bytes.length < prefixBytes + checksumBytes) refuse('its history is too short');
  const end = bytes.length - checksumBytes;
  if (!timingSafeEqual(createHash('sha256').update(bytes.subarray(0, end)).digest(), bytes.subarray(end))) {
    refuse('the checksum of its history does not match');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, end);
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 4)) !== magic)
    refuse('its history does not start as one does');
  if (view.getInt32(4, true) !== formatVersion) refuse(`its history is of format ${view.getInt32(4, true)}`);
  const history: History = { cells: new HistoryCells(), prices: new PriceHistograms() };
  const reader = new ByteReader(view, prefixBytes, refuse);
  const firstDay = view.getInt32(8, true);
  for (let entity = view.getInt32(12, true); entity > 0; entity--) readEntity(reader, history.cells, firstDay, refuse);
  for (let histogram = view.getInt32(16, true); histogram > 0; histogram--)
    readHistogram(reader, history.prices, refuse);
  if (reader.at !== end) refuse('its history has bytes left over');
  return history;
}

class ByteReader {
  at: number;
  private readonly view: DataView;
  private readonly refuse: (reason: string) => never;

  constructor(view: DataView, start: number, refuse: (reason: string) => never) {
    this.view = view;
    this.at = start;
    this.refuse = refuse;
  }

  uint32(): number {
    if (this.at + 4 > this.view.byteLength) this.refuse('its history ends too early');
    const value = this.view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (this.at >= this.view.byteLength) this.refuse('its history ends too early');
      const byte = this.view.getUint8(this.at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return this.refuse('a number of its history is too large');
  }
}

const largestCount = 2 ** 31 - 1;
const largestDay = 200_000;

function readEntity(
  reader: ByteReader,
  cells: HistoryCells,
  firstDay: number,
  refuse: (reason: string) => never,
): void {
  const high = reader.uint32();
  const low = reader.uint32();
  let day = firstDay;
  for (let left = reader.varint(); left > 0; left--) {
    day += reader.varint();
    const source = reader.varint();
    const counts = { seen: reader.varint(), examined: reader.varint(), positive: reader.varint() };
    const isSound =
      Math.abs(day) <= largestDay && source <= 65_535 && counts.seen <= largestCount && counts.examined <= largestCount;
    if (!isSound || counts.positive > counts.examined) refuse('a cell of its history cannot be');
    cells.add(high, low, { day, source }, counts);
  }
}

function readHistogram(reader: ByteReader, prices: PriceHistograms, refuse: (reason: string) => never): void {
  const keyHigh = reader.uint32();
  const keyLow = reader.uint32();
  const counts = new Uint32Array(priceBinCount);
  for (let left = reader.varint(); left > 0; left--) {
    const bin = reader.varint();
    if (bin >= priceBinCount) refuse('a histogram of its history has too many bins');
    counts[bin] = reader.varint();
  }
  prices.merge({ keyHigh, keyLow, counts });
}
