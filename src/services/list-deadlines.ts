/** Lists what is due, and overdue, in the cases that measures have begun. */
import type { Measure } from '../domain/measure.ts';
import { dayMs } from '../domain/moment.ts';
import {
  type CaseFact,
  caseFacts,
  deadlinesOf,
  isEffective,
  nextStep,
  parseProcedure,
  type StepDeadline,
} from '../domain/procedure.ts';
import { parseCalendar } from '../domain/working-calendar.ts';
import { AppError } from '../errors.ts';
import type { Ports } from './ports.ts';
import { readCsvTable } from './read-csv-table.ts';

/** Whose deadlines. */
export interface ListDeadlinesInput {
  /** Procedure by name or path. */
  readonly procedure: string;
  /** Calendar by name or path. */
  readonly calendar: string;
  readonly atMs: number;
  /** CSV with the columns measure, name and value: the day of an event, or yes or no for a fact. */
  readonly knownPath?: string | undefined;
  /** Measures of this agency alone; undefined takes all that are given. */
  readonly agency?: string | undefined;
}

/** A case with its dates; days as `2026-10-05`. */
interface CaseDeadlines {
  readonly measure: string;
  readonly kind: Measure['measureKind'];
  readonly begun: string;
  readonly office: string | undefined;
  readonly iprType: string | undefined;
  /** Step that has to be done next; undefined where nothing is due. */
  readonly next: string | undefined;
  readonly steps: readonly (Omit<StepDeadline, 'dueOn'> & { readonly dueOn: string })[];
}

/** All cases that are open. */
export interface ListDeadlinesReport {
  readonly procedure: string;
  readonly calendar: string;
  readonly today: string;
  readonly open: number;
  readonly closed: number;
  readonly overdueSteps: number;
  /** Measures that began before the procedure was law, or after. */
  readonly outsideOfLaw: number;
  /** The most urgent first. */
  readonly cases: readonly CaseDeadlines[];
}

/** Outcomes that end a case; silence and a contest do not. */
const closing = new Set(['confirmed', 'genuine', 'authorised', 'no-right', 'nothing-found', 'other-infringement']);

/**
 * Lists the deadlines of cases that measures have begun. A case ends with the outcome of its measure, or of a later one on the same goods.
 * @throws `not-found`, `settings-invalid`, `file-unreadable`.
 */
export async function listDeadlines(
  ports: Pick<Ports, 'files' | 'folders'>,
  measures: AsyncIterable<readonly { readonly kind: string }[]>,
  input: ListDeadlinesInput,
): Promise<ListDeadlinesReport> {
  const procedure = await load(ports, 'procedures', input.procedure, parseProcedure);
  const calendar = await load(ports, 'calendars', input.calendar, parseCalendar);
  const known = await readKnown(ports, input.knownPath);
  const latest = new Map<string, Measure>();
  for await (const records of measures) {
    for (const record of records) {
      if (record.kind !== 'measure') continue;
      const measure = record as Measure;
      if (input.agency !== undefined && measure.agency !== input.agency) continue;
      latest.set(measure.id, measure);
    }
  }
  const all = [...latest.values()].filter(({ isRetracted }) => !isRetracted);
  const ended = new Set(all.filter(({ outcome }) => closing.has(outcome)).map(goodsOf));
  const today = Math.floor(input.atMs / dayMs);
  const cases: (CaseDeadlines & { readonly urgency: number })[] = [];
  let closed = 0;
  let outsideOfLaw = 0;
  for (const measure of all) {
    if (!procedure.beginsWith.includes(measure.measureKind)) continue;
    const begun = Math.floor(measure.occurredAt.epochMs / dayMs);
    if (begun > today) continue;
    if (!isEffective(procedure, begun)) outsideOfLaw++;
    else if (ended.has(goodsOf(measure))) closed++;
    else {
      const own = known.get(measure.id);
      const deadlines = deadlinesOf(
        procedure,
        calendar,
        {
          events: new Map([['detained', begun], ...(own?.events ?? [])]),
          facts: own?.facts ?? new Map(),
          iprType: measure.iprType,
        },
        today,
      );
      const next = nextStep(deadlines);
      cases.push({
        measure: measure.id,
        kind: measure.measureKind,
        begun: dateText(begun),
        office: measure.office,
        iprType: measure.iprType,
        next: next?.step,
        steps: deadlines.map((deadline) => ({ ...deadline, dueOn: dateText(deadline.dueOn) })),
        urgency: next?.dueOn ?? Number.MAX_SAFE_INTEGER,
      });
    }
  }
  cases.sort((a, b) => a.urgency - b.urgency || (a.measure < b.measure ? -1 : 1));
  return {
    procedure: `${procedure.name}, in force from ${procedure.effectiveFrom}, periods collected on ${procedure.collectedOn}`,
    calendar: calendar.name,
    today: dateText(today),
    open: cases.length,
    closed,
    overdueSteps: cases.reduce((sum, { steps }) => sum + steps.filter(({ state }) => state === 'overdue').length, 0),
    outsideOfLaw,
    cases: cases.map(({ urgency: _, ...rest }) => rest),
  };
}

/** Returns the names of procedures and calendars that there are. */
export async function listProcedures(
  ports: Pick<Ports, 'files' | 'folders'>,
): Promise<{ procedures: string[]; calendars: string[] }> {
  return { procedures: await namesIn(ports, 'procedures'), calendars: await namesIn(ports, 'calendars') };
}

async function namesIn(
  { files, folders }: Pick<Ports, 'files' | 'folders'>,
  folder: 'procedures' | 'calendars',
): Promise<string[]> {
  const names = await files.list(folders[folder]);
  return names.filter((file) => file.endsWith('.yaml')).map((file) => file.replace(/\.yaml$/, ''));
}

/** By which goods two measures are about the same: the strongest reference and the item; a measure without any stands for itself. */
function goodsOf({ references, itemNumber, agency, id }: Measure): string {
  const { declaration, houseBill, airWaybill, masterBill, s10 } = references;
  const reference = declaration ?? houseBill ?? airWaybill ?? s10 ?? masterBill;
  return reference === undefined ? id : `${agency} ${reference} ${itemNumber ?? ''}`;
}

const dateText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

async function load<Made>(
  ports: Pick<Ports, 'files' | 'folders'>,
  folder: 'procedures' | 'calendars',
  name: string,
  parse: (file: string, text: string) => Made,
): Promise<Made> {
  const path = /\.ya?ml$/.test(name) ? name : `${ports.folders[folder]}/${name}.yaml`;
  if (!(await ports.files.exists(path))) {
    const names = await namesIn(ports, folder);
    throw new AppError('not-found', { what: folder.slice(0, -1), name, hint: `; there are ${names.join(', ')}` });
  }
  return parse(path, await ports.files.readText(path));
}

interface Known {
  readonly events: Map<string, number>;
  readonly facts: Map<CaseFact, boolean>;
}

async function readKnown(ports: Pick<Ports, 'files'>, path: string | undefined): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  if (path === undefined) return known;
  const { columns, rows } = await readCsvTable(ports, path);
  const missing = ['measure', 'name', 'value'].filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new AppError('file-unreadable', { file: path, reason: `no column ${missing.join(', ')}` });
  rows.forEach((row, index) => {
    const [measure, name, value] = [row.get('measure')!, row.get('name')!, row.get('value')!];
    const own = known.get(measure) ?? { events: new Map(), facts: new Map() };
    known.set(measure, own);
    const refuse = (expected: string): never => {
      throw new AppError('file-unreadable', {
        file: path,
        reason: `row ${index + 1}: ${name} is ${value}, expected ${expected}`,
      });
    };
    const fact = caseFacts.find((each) => each === name);
    if (fact !== undefined) own.facts.set(fact, value === 'yes' || (value === 'no' ? false : refuse('yes or no')));
    else if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)))
      own.events.set(name, Date.parse(value) / dayMs);
    else refuse('a date such as 2026-10-05');
  });
  return known;
}
