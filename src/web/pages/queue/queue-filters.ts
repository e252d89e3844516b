/** Filters of the queue, which stand in the page's address. */
import type { Lane } from '../../api/contract.ts';
import { laneWords } from '../../format/code-words.ts';

/** Views of the queue. */
export const queueViews = ['waiting', 'mine', 'claimed', 'decided', 'suppressed', 'all'] as const;
/** A view of {@link queueViews}. */
export type QueueView = (typeof queueViews)[number];

/** What the list is narrowed to. */
export interface QueueFilters {
  readonly view: QueueView;
  readonly lanes: readonly Lane[];
  readonly office: string;
  readonly channel: string;
  readonly hsPrefix: string;
  readonly text: string;
  readonly targetsOnly: boolean;
}

/** No filter. */
export const noFilters: QueueFilters = {
  view: 'waiting',
  lanes: [],
  office: '',
  channel: '',
  hsPrefix: '',
  text: '',
  targetsOnly: false,
};

const lanes = Object.keys(laneWords) as Lane[];

/** Reads filters from the query of an address; what makes no sense is left out. */
export function parseFilters(search: string): QueueFilters {
  const query = new URLSearchParams(search);
  const view = query.get('view');
  const hsPrefix = query.get('hs') ?? '';
  const asked = query.getAll('lane');
  return {
    view: queueViews.find((each) => each === view) ?? 'waiting',
    lanes: lanes.filter((lane) => asked.includes(lane)),
    office: (query.get('office') ?? '').slice(0, 200),
    channel: (query.get('channel') ?? '').slice(0, 200),
    hsPrefix: /^\d{2,10}$/.test(hsPrefix) ? hsPrefix : '',
    text: (query.get('text') ?? '').slice(0, 100),
    targetsOnly: query.get('targets') === 'only',
  };
}

/** Returns the query of an address that {@link parseFilters} reads again, without what is not filtered. */
export function filtersQuery(filters: QueueFilters): string {
  const query = new URLSearchParams();
  if (filters.view !== 'waiting') query.set('view', filters.view);
  for (const lane of filters.lanes) query.append('lane', lane);
  if (filters.office !== '') query.set('office', filters.office);
  if (filters.channel !== '') query.set('channel', filters.channel);
  if (filters.hsPrefix !== '') query.set('hs', filters.hsPrefix);
  if (filters.text !== '') query.set('text', filters.text);
  if (filters.targetsOnly) query.set('targets', 'only');
  return query.toString();
}

/** Returns the service's query for filters. */
export function filtersRequest(filters: QueueFilters): Record<string, string | readonly string[] | undefined> {
  return {
    state: filters.view,
    lane: filters.lanes.length === 0 ? undefined : filters.lanes,
    office: filters.office || undefined,
    channel: filters.channel || undefined,
    hsPrefix: filters.hsPrefix || undefined,
    text: filters.text.trim() || undefined,
    targetsOnly: filters.targetsOnly ? 'true' : undefined,
  };
}

/** Whether anything but the view is narrowed. */
export function isNarrowed(filters: QueueFilters): boolean {
  return filtersQuery({ ...filters, view: 'waiting' }) !== '';
}
