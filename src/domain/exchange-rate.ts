/** Currencies and dated exchange rates. */

/** Rates by currency: for each year with a rate, US dollars for one unit. */
export type RateTable = ReadonlyMap<string, ReadonlyMap<number, number>>;

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Whether a text is an ISO 4217 code, in capitals. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/**
 * Returns the rate table in a CSV text with the header `currency,year,unitsPerUsd`; lines that start with # are comments.
 * @throws RangeError for a line that is not such a rate, since the table is our own.
 */
export function parseRateTable(text: string): RateTable {
  const table = new Map<string, Map<number, number>>();
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines.slice(1)) {
    const [currency = '', year = '', unitsPerUsd = ''] = line.split(',');
    if (!isCurrency(currency) || !(Number(unitsPerUsd) > 0) || !Number.isInteger(Number(year))) {
      throw new RangeError(`not a rate: ${line}`);
    }
    const byYear = table.get(currency) ?? new Map<number, number>();
    byYear.set(Number(year), 1 / Number(unitsPerUsd));
    table.set(currency, byYear);
  }
  return table;
}

/** Returns an amount in US dollars at the rate of the year, or undefined without a rate: never at 1. */
export function toUsd(amount: number, currency: string, year: number, rates: RateTable): number | undefined {
  if (currency === 'USD') return amount;
  const rate = rates.get(currency)?.get(year);
  return rate === undefined ? undefined : amount * rate;
}
