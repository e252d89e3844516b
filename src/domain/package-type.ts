/** Kinds of package by UN/ECE Recommendation 21, as far as they change which figures an entry summary must give. */

/** Goods in bulk: there are no packages to count. */
const bulk: ReadonlySet<string> = new Set(['VQ', 'VG', 'VL', 'VY', 'VR', 'VS', 'VO']);
/** Goods without packaging: pieces are counted in place of packages. */
const unpacked: ReadonlySet<string> = new Set(['NE', 'NF', 'NG']);

/** How goods of a kind of package are counted. */
export type PackageCounting = 'bulk' | 'unpacked' | 'packed';

/** Returns how goods with this package type code are counted; codes that are in neither list name packages. */
export function packageCounting(code: string): PackageCounting {
  if (bulk.has(code)) return 'bulk';
  return unpacked.has(code) ? 'unpacked' : 'packed';
}
