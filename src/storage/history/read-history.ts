/** Reads cells, peers and texts of many keys as of some ticks. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { HistoryRead, HistoryScope, KeyList, ReadKeys, ReadTicks } from '../../services/history-ports.ts';
import { recurring } from '../database/recurring.ts';
import type { Tables } from '../database/tables.ts';

/** Values of a row of each statement. */
const cellWidth = 7;
const peerWidth = 13;
const textWidth = 8;
/** Counts among the values of a row of texts. */
const textCounts = 6;

/**
 * Reads what became known before the last tick, one statement for cells, one for peers and one for texts. Rows come as one text of whole numbers: there are many, and a text
 * is the form that both databases hand over fastest.
 */
export async function readHistory(
  db: Kysely<Tables>,
  keys: ReadKeys,
  ticks: ReadTicks,
  scope?: HistoryScope,
): Promise<HistoryRead> {
  const ofScope: OfScope =
    scope === undefined
      ? { name: '', condition: sql`` }
      : { name: '-of-scope', condition: sql` and source = any(${[...scope.sources]}::smallint[])` };
  const found = await readCells(db, keys.cells, ticks, ofScope);
  const cells = numbersOf(found.text);
  const peers = numbersOf(await readPeers(db, keys.peers, ticks, ofScope));
  const texts = numbersOf(await readTexts(db, keys.texts, ticks, ofScope));
  const peerCount = peers.length / peerWidth;
  const ofCells = (at: number): Int32Array => columnOf(cells, cellWidth, at);
  const ofPeers = (at: number): Int32Array => columnOf(peers, peerWidth, at);
  const sums = new Float64Array(peerCount * 9);
  for (let row = 0; row < peerCount; row++) {
    sums.set(peers.subarray(row * peerWidth + 4, (row + 1) * peerWidth), row * 9);
  }
  const counts = new Int32Array((texts.length / textWidth) * textCounts);
  for (let row = 0; row * textWidth < texts.length; row++) {
    for (let index = 0; index < textCounts; index++) {
      counts[row * textCounts + index] = texts[row * textWidth + 2 + index]!;
    }
  }
  return {
    state: found.state ?? 'current',
    exactFromTick: found.exactFromTick ?? 0,
    cells: {
      key: ofCells(0),
      tick: ofCells(1),
      seen: ofCells(2),
      examined: ofCells(3),
      positive: ofCells(4),
      priced: ofCells(5),
      priceSum: ofCells(6),
    },
    peers: { key: ofPeers(0), tick: ofPeers(1), bin: ofPeers(2), items: ofPeers(3), sums },
    texts: { key: columnOf(texts, textWidth, 0), tick: columnOf(texts, textWidth, 1), counts },
  };
}

interface FoundCells {
  readonly text: string | null;
  /** Null where nothing was ever counted. */
  readonly state: HistoryRead['state'] | null;
  readonly exactFromTick: number | null;
}

/** Leaves out what a scope does not have; in statements of their own, so that the plan of the others stays as it is. */
interface OfScope {
  readonly name: string;
  readonly condition: RawBuilder<unknown>;
}

async function readCells(db: Kysely<Tables>, keys: KeyList, ticks: ReadTicks, ofScope: OfScope): Promise<FoundCells> {
  const { firstTick, lastTick, ownTick, monthStarts, monthTicks } = ticks;
  // Each key is walked by itself along the index; what is old is added up before it leaves the database.
  const statement = sql<FoundCells>`
    select (select state from history_state) as state, (select exact_from_tick from history_state), string_agg(
      concat_ws(' ', wanted.place - 1, one.at, one.seen, one.examined, one.positive, one.priced, one.price_sum), ' '
    ) as text
    from unnest(${[...keys.high]}::int[], ${[...keys.low]}::int[]) with ordinality as wanted(high, low, place)
    cross join lateral (
      select
        case when tick < 0 or tick >= ${firstTick}::int then tick
          when tick < ${ownTick}::int then (${monthTicks}::int[])[width_bucket(tick, ${monthStarts}::int[])]
          else tick / 24 * 24 end as at,
        sum(seen) as seen, sum(examined) as examined, sum(positive) as positive, sum(priced) as priced,
        sum(price_sum)::bigint as price_sum
      from history_cell
      where key_high = wanted.high and key_low = wanted.low and tick < ${lastTick}::int${ofScope.condition}
      group by 1 offset 0
    ) as one`;
  const { rows } = await recurring(db, `history-cells${ofScope.name}`, statement);
  return rows[0]!;
}

async function readPeers(
  db: Kysely<Tables>,
  keys: KeyList,
  { firstTick, lastTick }: ReadTicks,
  ofScope: OfScope,
): Promise<string | null> {
  // Who reads again as of the same tick knows most keys already.
  if (keys.high.length === 0) return null;
  const statement = sql<{ text: string | null }>`
    select string_agg(
      concat_ws(' ', wanted.place - 1, one.at, one.bin, one.items, one.kg_count, one.kg_sum, one.kg_squares,
        one.piece_count, one.piece_sum, one.piece_squares, one.mass_count, one.mass_sum, one.mass_squares), ' '
    ) as text
    from unnest(${[...keys.high]}::int[], ${[...keys.low]}::int[]) with ordinality as wanted(high, low, place)
    cross join lateral (
      select case when tick < ${firstTick}::int then ${firstTick}::int - 1 else tick end as at, bin,
        sum(items) as items,
        sum(kg_count) as kg_count, sum(kg_sum)::bigint as kg_sum, sum(kg_squares)::bigint as kg_squares,
        sum(piece_count) as piece_count, sum(piece_sum)::bigint as piece_sum, sum(piece_squares)::bigint as piece_squares,
        sum(mass_count) as mass_count, sum(mass_sum)::bigint as mass_sum, sum(mass_squares)::bigint as mass_squares
      from history_peer
      where key_high = wanted.high and key_low = wanted.low and tick < ${lastTick}::int${ofScope.condition}
      group by 1, 2 offset 0
    ) as one`;
  const { rows } = await recurring(db, `history-peers${ofScope.name}`, statement);
  return rows[0]!.text;
}

async function readTexts(
  db: Kysely<Tables>,
  keys: KeyList,
  { firstTick, lastTick }: ReadTicks,
  ofScope: OfScope,
): Promise<string | null> {
  // Who reads again as of the same tick knows most keys already.
  if (keys.high.length === 0) return null;
  const statement = sql<{ text: string | null }>`
    select string_agg(
      concat_ws(' ', wanted.place - 1, one.at, one.vague_items, one.vague, one.misspelt_items, one.misspelt,
        one.unauthorised_items, one.unauthorised), ' '
    ) as text
    from unnest(${[...keys.high]}::int[], ${[...keys.low]}::int[]) with ordinality as wanted(high, low, place)
    cross join lateral (
      select case when tick < ${firstTick}::int then ${firstTick}::int - 1 else tick end as at,
        sum(vague_items) as vague_items, sum(vague) as vague,
        sum(misspelt_items) as misspelt_items, sum(misspelt) as misspelt,
        sum(unauthorised_items) as unauthorised_items, sum(unauthorised) as unauthorised
      from history_text
      where key_high = wanted.high and key_low = wanted.low and tick < ${lastTick}::int${ofScope.condition}
      group by 1 offset 0
    ) as one`;
  const { rows } = await recurring(db, `history-texts${ofScope.name}`, statement);
  return rows[0]!.text;
}

/** Returns the numbers at one place of every row. */
function columnOf(numbers: Float64Array, width: number, at: number): Int32Array {
  const column = new Int32Array(numbers.length / width);
  for (let row = 0, place = at; row < column.length; row++, place += width) column[row] = numbers[place]!;
  return column;
}

const space = 32;
const minus = 45;
const zero = 48;

/** Returns the whole numbers of a text that are parted by single spaces. */
function numbersOf(text: string | null): Float64Array {
  if (text === null || text === '') return new Float64Array(0);
  let count = 1;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) === space) count++;
  const numbers = new Float64Array(count);
  let index = 0;
  let value = 0;
  let isNegative = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === space) {
      numbers[index++] = isNegative ? -value : value;
      value = 0;
      isNegative = false;
    } else if (code === minus) isNegative = true;
    else value = value * 10 + code - zero;
  }
  numbers[index] = isNegative ? -value : value;
  return numbers;
}
