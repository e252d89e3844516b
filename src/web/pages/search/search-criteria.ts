/** What is searched for, as it stands in the page's address. */

/** Fields of the form, in its order. */
export const criteriaNames = [
  'reference',
  'party',
  'hs',
  'departure',
  'destination',
  'origin',
  'from',
  'to',
  'minScore',
  'maxScore',
] as const;
/** What was typed; what is empty is not asked for. */
export type Criteria = Readonly<Record<(typeof criteriaNames)[number], string>>;

/** Reads criteria from the query of an address. */
export function parseCriteria(query: URLSearchParams): Criteria {
  return Object.fromEntries(criteriaNames.map((name) => [name, (query.get(name) ?? '').slice(0, 100)])) as Criteria;
}

/** Whether anything is asked for. */
export function hasCriteria(criteria: Criteria): boolean {
  return criteriaNames.some((name) => criteria[name].trim() !== '');
}

/** Returns the service's query. Days count in the zone of this device; the last one is included. */
export function criteriaRequest(criteria: Criteria): Record<string, string | number | undefined> {
  const { hs, from, to, ...rest } = criteria;
  const given = Object.entries(rest).map(([name, value]) => [name, value.trim() === '' ? undefined : value.trim()]);
  return {
    ...Object.fromEntries(given),
    hsPrefix: hs.replace(/[\s.]/g, '') || undefined,
    fromMs: startOfDayMs(from, 0),
    toMs: startOfDayMs(to, 1),
  };
}

/** Start of a day so many days later; undefined for what is no day. */
function startOfDayMs(day: string, daysLater: number): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (parts === null) return undefined;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  return new Date(year, month - 1, date + daysLater).getTime();
}
