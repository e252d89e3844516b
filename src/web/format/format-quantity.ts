/** Numbers as people read them. */

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

/** Returns a count with separators of thousands. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** Returns a total that is exact up to 1,000, and `1,000+` beyond. */
export function formatTotal(total: number | undefined, isExact: boolean | undefined): string {
  if (total === undefined) return '';
  return isExact === false ? `${whole.format(total)}+` : whole.format(total);
}

/** Returns an amount in US dollars, without cents from 100 on. */
export function formatUsd(usd: number): string {
  return `USD ${Math.abs(usd) >= 100 ? whole.format(usd) : usd.toFixed(2)}`;
}

/** Returns a number with three significant digits. */
export function formatNumber(value: number): string {
  return Math.abs(value) >= 1000 ? whole.format(value) : short.format(value);
}

/** Returns a share in percent with one decimal; a dash for none. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)}%`;
}

/** Returns both ends of an interval of shares in percent; a dash for none. */
export function formatShares(interval: readonly [number, number] | null): string {
  return interval === null ? '–' : `${formatShare(interval[0])} to ${formatShare(interval[1])}`;
}

/** Returns a contribution with its sign, a true minus and two decimals. */
export function formatContribution(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** Returns a size in B, kB, MB or GB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? size : short.format(size)} ${units[unit]}`;
}
