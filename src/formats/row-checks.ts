/** Checks of a row's columns against each other: what single values cannot tell, such as an arrival before its departure. */
import { z } from 'zod';
import { dayMs } from '../domain/moment.ts';
import { packageCounting } from '../domain/package-type.ts';
import { Fault } from './field-values.ts';
import { createMomentParser, type DateForm } from './parse-moment.ts';
import { valueCheckNames, valueFault } from './value-checks.ts';

const column = z.string().min(1);

/** A check as a profile writes it; every other key beside `rule` names a column, save `values` and `law`. */
export const rowCheckSchema = z.discriminatedUnion('rule', [
  /** The time in `column` is not before that in `than`. */
  z.strictObject({ rule: z.literal('not-before'), column, than: column }),
  /** The first (or last) country of the list in `column` is that of the place or country in `place`. */
  z.strictObject({ rule: z.literal('first-is'), column, place: column }),
  z.strictObject({ rule: z.literal('last-is'), column, place: column }),
  /** A value is one of a few. */
  z.strictObject({ rule: z.literal('one-of'), column, values: z.array(z.string()).min(1) }),
  /** A value of a column that fills no field keeps a law. */
  z.strictObject({ rule: z.literal('lawful'), column, law: z.enum(valueCheckNames) }),
  /** Packages are counted as their type of package asks. */
  z.strictObject({ rule: z.literal('packages'), column, count: column, pieces: column, marks: column }),
  /** A value belongs to one value of `per` alone, among the rows that follow each other with the same value of `within`. */
  z.strictObject({ rule: z.literal('unique'), column, per: column, within: column }),
]);

/** One check of a profile. */
export type RowCheck = z.infer<typeof rowCheckSchema>;

/** A fault and the column that it is laid to. */
interface RowFault {
  readonly column: string;
  readonly fault: Fault;
}

/** Looks at the texts of a row, in the order of the file's columns, and returns the first fault. */
export type RowChecker = (texts: readonly (string | undefined)[]) => RowFault | undefined;

/** How the dates of a file are written. */
interface DateFormat {
  readonly date: DateForm;
  readonly timeZone: string;
}

/** Values that `unique` remembers of one filing. */
const rememberedValues = 100_000;

/** Returns the columns that checks look at. */
export function checkedColumns(checks: readonly RowCheck[]): string[] {
  return checks.flatMap((check) =>
    Object.entries(check).flatMap(([key, name]) =>
      typeof name === 'string' && key !== 'rule' && key !== 'law' ? [name] : [],
    ),
  );
}

/** Returns the checker of a file with these columns. Where a column that a check needs is empty, the check says nothing, but for `packages`. */
export function createRowChecker(
  checks: readonly RowCheck[],
  columns: readonly string[],
  dateOf: (column: string) => DateFormat,
): RowChecker {
  const compiled = checks.map((check) => {
    const place = (name: string): number => columns.indexOf(name);
    return { column: check.column, check: compile(check, place, dateOf) };
  });
  return (texts) => {
    for (const { column: name, check } of compiled) {
      const fault = check(texts);
      if (fault !== undefined) return { column: name, fault };
    }
    return undefined;
  };
}

type Compiled = (texts: readonly (string | undefined)[]) => Fault | undefined;

function compile(check: RowCheck, place: (name: string) => number, dateOf: (column: string) => DateFormat): Compiled {
  const own = place(check.column);
  const read = (texts: readonly (string | undefined)[], at: number): string | undefined => {
    const text = texts[at]?.trim();
    return text === '' ? undefined : text;
  };
  switch (check.rule) {
    case 'not-before':
      return compileNotBefore(check, (texts) => [read(texts, own), read(texts, place(check.than))], [
        dateOf(check.column),
        dateOf(check.than),
      ]);
    case 'first-is':
    case 'last-is': {
      const other = place(check.place);
      const expected = `${check.rule === 'first-is' ? 'its first' : 'its last'} country is that of ${check.place}`;
      return (texts) => {
        const list = read(texts, own)?.split(';');
        const country = read(texts, other)?.slice(0, 2);
        const end = (check.rule === 'first-is' ? list?.[0] : list?.at(-1))?.trim();
        if (end === undefined || country === undefined || end === country) return undefined;
        return new Fault('not-consistent', `${expected}, ${country}`);
      };
    }
    case 'one-of':
      return (texts) => {
        const text = read(texts, own);
        if (text === undefined || check.values.includes(text)) return undefined;
        return new Fault('unknown-code', `one of ${check.values.join(', ')}`);
      };
    case 'lawful':
      return (texts) => {
        const text = read(texts, own);
        return text === undefined ? undefined : valueFault(check.law, text);
      };
    case 'packages': {
      const [count, pieces, marks] = [place(check.count), place(check.pieces), place(check.marks)];
      return (texts) => {
        const type = read(texts, own);
        if (type === undefined) return undefined;
        return packageFault(type, [read(texts, count), read(texts, pieces), read(texts, marks)]);
      };
    }
    case 'unique':
      return compileUnique(check, (texts) => [
        read(texts, own),
        read(texts, place(check.per)),
        read(texts, place(check.within)),
      ]);
  }
}

function compileNotBefore(
  check: { readonly than: string },
  read: (texts: readonly (string | undefined)[]) => readonly (string | undefined)[],
  [form, thanForm]: readonly [DateFormat, DateFormat],
): Compiled {
  const parse = createMomentParser(form.date, form.timeZone, 'hour');
  const parseOther = createMomentParser(thanForm.date, thanForm.timeZone, 'hour');
  return (texts) => {
    const [text, otherText] = read(texts);
    if (text === undefined || otherText === undefined) return undefined;
    const moment = parse(text);
    const other = parseOther(otherText);
    // Columns that only a check looks at have no field to be parsed for.
    if (moment === undefined) return new Fault('not-a-date', `a date or time written ${form.date}`);
    if (other === undefined) return new Fault('not-a-date', `a date or time in ${check.than} written ${thanForm.date}`);
    // A date alone is compared with the date of the other.
    const grain = moment.precision === 'day' || other.precision === 'day' ? dayMs : 1;
    return Math.floor(moment.epochMs / grain) < Math.floor(other.epochMs / grain)
      ? new Fault('out-of-order', `a time not before ${check.than}, ${otherText.slice(0, 40)}`)
      : undefined;
  };
}

/**
 * Bulk has no packages; what is not packed is counted in pieces; everything else in packages, which bear marks. A list has one count for each type that
 * needs one; 0 packages means that goods are packed with another item.
 */
function packageFault(types: string, listed: readonly (string | undefined)[]): Fault | undefined {
  const kinds = listOf(types).map(packageCounting);
  const packed = kinds.filter((kind) => kind === 'packed').length;
  const unpacked = kinds.filter((kind) => kind === 'unpacked').length;
  const [counts, pieces, marks] = listed.map((text) => listOf(text ?? ''));
  const isCount = (text: string): boolean => /^\d{1,9}$/.test(text);
  const fault = (expected: string): Fault => new Fault('wrong-package-count', expected);
  const isNothing = packed === 0 && counts!.every((count) => Number(count) === 0);
  if (!counts!.every(isCount) || (counts!.length !== packed && !isNothing)) {
    return fault(packed === 0 ? 'no packages, since the goods are not packed' : `${packed} whole numbers of packages`);
  }
  if (!pieces!.every(isCount) || pieces!.length !== unpacked) {
    return fault(unpacked === 0 ? 'no pieces, since no goods are unpacked' : `${unpacked} whole numbers of pieces`);
  }
  return packed > 0 && marks!.length === 0 ? new Fault('missing', 'marks and numbers of the packages') : undefined;
}

function listOf(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function compileUnique(
  check: { readonly per: string },
  read: (texts: readonly (string | undefined)[]) => readonly (string | undefined)[],
): Compiled {
  const owners = new Map<string, string>();
  let within: string | undefined;
  return (texts) => {
    const [text, owner, group] = read(texts);
    if (group !== within) {
      owners.clear();
      within = group;
    }
    if (text === undefined || owner === undefined) return undefined;
    const known = owners.get(text);
    if (known === undefined) {
      if (owners.size < rememberedValues) owners.set(text, owner);
      return undefined;
    }
    return known === owner
      ? undefined
      : new Fault('duplicate-reference', `a value that no other ${check.per} has, and ${known.slice(0, 40)} has it`);
  };
}
