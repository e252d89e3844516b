/** Histories as bytes: what an artefact carries so that a file can be scored with no store. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { CellCounts, CellPlace, HistoryCells } from './history-cells.ts';
import { emptyHistory, type History } from './history-replay.ts';
import { type PeerMoments, peerSumCount } from './peer-moments.ts';
import { type PriceHistograms, priceBinCount } from './price-histograms.ts';
import { type TextHabits, textCountsOfParty } from './text-habits.ts';

const magic = 'TSTH';
const formatVersion = 3;
const checksumBytes = 32;
const prefixBytes = 28;

/** Appends little-endian numbers and variable-length integers (LEB128) to a growing buffer. */
class ByteWriter {
  bytes = new Uint8Array(1 << 16);
  length = 0;

  uint32(value: number): void {
    this.need(4);
    new DataView(this.bytes.buffer).setUint32(this.length, value, true);
    this.length += 4;
  }

  float64(value: number): void {
    this.need(8);
    new DataView(this.bytes.buffer).setFloat64(this.length, value, true);
    this.length += 8;
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

/** Whether results follow the sightings of a cell, and whether the number of priced sightings does because it is not that of all. */
const cellFlags = { hasResults: 1, hasPriced: 2, shift: 4 } as const;

/** Most cells have no result and as many prices as sightings: what goes without saying is left out, for files are read as often as models are. */
function writeCell(body: ByteWriter, cell: CellCounts & CellPlace, daysSince: number): void {
  const hasResults = cell.examined !== 0 || cell.positive !== 0;
  const hasPriced = cell.priced !== cell.seen;
  body.varint(daysSince);
  body.varint(
    cell.source * cellFlags.shift + (hasResults ? cellFlags.hasResults : 0) + (hasPriced ? cellFlags.hasPriced : 0),
  );
  body.varint(cell.seen);
  if (hasResults) {
    body.varint(cell.examined);
    body.varint(cell.positive);
  }
  if (hasPriced) body.varint(cell.priced);
  if (cell.priced !== 0) body.varint(cell.priceSum);
}

/**
 * Returns the bytes of a history; equal histories give equal bytes. Layout: magic, format version, first day, number of entities, number of histograms, number of peer groups, number of parties with texts;
 * then per entity its key, number of cells and, per cell, days since the cell before, source with flags, and counts; then per histogram its key, number of filled bins and, per bin, place and count; then per peer group its key and sums; then per party its key and counts of texts;
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
      writeCell(body, cell, cell.day - day);
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
  let peerCount = 0;
  for (const { keyHigh, keyLow, sums } of history.peers.inOrder()) {
    body.uint32(keyHigh);
    body.uint32(keyLow);
    for (const sum of sums) body.float64(sum);
    peerCount++;
  }
  let textCount = 0;
  for (const { keyHigh, keyLow, counts } of history.texts.inOrder()) {
    body.uint32(keyHigh);
    body.uint32(keyLow);
    for (const count of counts) body.varint(count);
    textCount++;
  }
  const content = new Uint8Array(prefixBytes + body.length);
  content.set(new TextEncoder().encode(magic));
  const view = new DataView(content.buffer);
  const words = [formatVersion, firstDay, entityCount, histogramCount, peerCount, textCount];
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
  const history = emptyHistory();
  const reader = new ByteReader(view, prefixBytes, refuse);
  const firstDay = view.getInt32(8, true);
  for (let entity = view.getInt32(12, true); entity > 0; entity--) readEntity(reader, history.cells, firstDay, refuse);
  for (let histogram = view.getInt32(16, true); histogram > 0; histogram--)
    readHistogram(reader, history.prices, refuse);
  for (let peers = view.getInt32(20, true); peers > 0; peers--) readPeers(reader, history.peers, refuse);
  for (let texts = view.getInt32(24, true); texts > 0; texts--) readTexts(reader, history.texts, refuse);
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

  float64(): number {
    if (this.at + 8 > this.view.byteLength) this.refuse('its history ends too early');
    const value = this.view.getFloat64(this.at, true);
    this.at += 8;
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
    const told = reader.varint();
    const source = Math.floor(told / cellFlags.shift);
    const seen = reader.varint();
    const hasResults = (told & cellFlags.hasResults) !== 0;
    const examined = hasResults ? reader.varint() : 0;
    const positive = hasResults ? reader.varint() : 0;
    const priced = (told & cellFlags.hasPriced) !== 0 ? reader.varint() : seen;
    const counts = { seen, examined, positive, priced, priceSum: priced === 0 ? 0 : reader.varint() };
    const isSound =
      Math.abs(day) <= largestDay &&
      source <= 65_535 &&
      counts.seen <= largestCount &&
      counts.examined <= largestCount &&
      counts.priceSum <= largestCount;
    if (!isSound || counts.positive > counts.examined || counts.priced > counts.seen)
      refuse('a cell of its history cannot be');
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

function readPeers(reader: ByteReader, peers: PeerMoments, refuse: (reason: string) => never): void {
  const keyHigh = reader.uint32();
  const keyLow = reader.uint32();
  const sums = Float64Array.from({ length: peerSumCount }, () => reader.float64());
  if (!sums.every(Number.isSafeInteger)) refuse('a peer group of its history cannot be');
  peers.merge({ keyHigh, keyLow, sums });
}

function readTexts(reader: ByteReader, texts: TextHabits, refuse: (reason: string) => never): void {
  const keyHigh = reader.uint32();
  const keyLow = reader.uint32();
  const counts = Uint32Array.from({ length: textCountsOfParty }, () => reader.varint());
  for (let place = 0; place < textCountsOfParty; place += 2) {
    if (counts[place]! > largestCount || counts[place + 1]! > counts[place]!)
      refuse('texts of its history cannot be counted so');
  }
  texts.merge({ keyHigh, keyLow, counts });
}
