/** Values from schemas, sound, at their edges and hostile. */
import type { Rng } from '../../src/util/rng.ts';

/** A JSON schema as zod writes it, as far as values depend on it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly default?: unknown;
}

/** Texts that have broken programs: injection, markup, formulas, control characters, numbers in disguise. */
export const hostileTexts: readonly string[] = [
  "'; drop table consignment; --",
  "' or '1'='1",
  '$1; select pg_sleep(5)',
  '\\x27 union select body from fact --',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example","x")',
  '+1+cmd|calc!A0',
  '@SUM(A1)',
  `$\{7*7}`,
  '{{constructor.constructor("return 1")()}}',
  '../../../../etc/passwd',
  '%00',
  '\u0000',
  '\ud800',
  '\u202eevil',
  '\r\nset-cookie: a=b',
  'a'.repeat(5000),
  '😀'.repeat(300),
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '9007199254740993',
  '__proto__',
  'constructor',
  'null',
  'true',
  '',
  ' ',
];

/** Draws values. */
export class ValueGenerator {
  private readonly rng: Rng;
  /** Ids that exist, of all agencies. */
  private readonly ids: readonly number[];

  constructor(rng: Rng, ids: readonly number[]) {
    this.rng = rng;
    this.ids = ids;
  }

  /** A value that a schema takes, most of the time; one in five is something else. */
  value(schema: JsonSchema, depth = 0): unknown {
    return depth > 0 && this.rng.next() < 0.2 ? this.junk() : this.sound(schema, depth);
  }

  /** Anything. */
  junk(): unknown {
    const kinds: readonly (() => unknown)[] = [
      () => this.pick(hostileTexts),
      () => this.pick(hostileTexts),
      () => this.pick([0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308]),
      () => this.pick([null, true, false]),
      () => [],
      () => [[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]],
      () => JSON.parse('{"__proto__":{"isAdministrator":true},"constructor":{"prototype":{}}}') as unknown,
      () => Array.from({ length: 2000 }, (_, index) => index),
    ];
    return this.pick(kinds)();
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.rng.next() * values.length)]!;
  }

  private sound(schema: JsonSchema, depth: number): unknown {
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return this.pick(schema.enum);
    if (schema.anyOf !== undefined) return this.value(this.pick(schema.anyOf), depth);
    const type = typeof schema.type === 'string' ? schema.type : this.pick(schema.type ?? ['string']);
    if (type === 'object') return this.object(schema, depth);
    if (type === 'array') {
      return Array.from({ length: Math.floor(this.rng.next() * 4) }, () => this.value(schema.items ?? {}, depth + 1));
    }
    if (type === 'boolean') return this.rng.next() < 0.5;
    if (type === 'null') return null;
    if (type === 'integer' || type === 'number') return this.number(schema, type === 'integer');
    return this.text(schema);
  }

  private object({ properties = {}, required = [] }: JsonSchema, depth: number): unknown {
    const object: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(properties)) {
      const isThere = required.includes(name) ? this.rng.next() < 0.97 : this.rng.next() < 0.5;
      if (isThere) object[name] = this.value(schema, depth + 1);
    }
    if (this.rng.next() < 0.05) object[this.pick(['surplus', 'agency', 'role', 'isAdministrator'])] = this.junk();
    return object;
  }

  private number({ minimum, maximum }: JsonSchema, isInteger: boolean): number {
    const draw = this.rng.next();
    if (draw < 0.5 && this.ids.length > 0) return this.pick(this.ids);
    if (draw < 0.6) return minimum ?? 0;
    if (draw < 0.65) return maximum ?? 2 ** 31;
    const value = (minimum ?? 0) + this.rng.next() * Math.min((maximum ?? 1e6) - (minimum ?? 0), 1e12);
    return isInteger ? Math.round(value) : value;
  }

  private text({ minLength = 0, maxLength = 60, pattern }: JsonSchema): string {
    if (pattern !== undefined && /\\d/.test(pattern)) return String(Math.floor(this.rng.next() * 1e6)).padStart(6, '0');
    if (this.rng.next() < 0.3) return this.pick(hostileTexts);
    const length = Math.max(minLength, Math.floor(this.rng.next() * Math.min(maxLength, 40)));
    const letters = 'abcdefghij klmnopqrstuvwxyzäßøЖ中0123456789-';
    return Array.from({ length }, () => this.pick([...letters])).join('');
  }
}
