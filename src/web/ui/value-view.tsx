/** Whatever a record holds. */
import { wordsOf } from '../format/code-words.ts';
import { MomentText } from './moment-text.tsx';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Counts what a value holds in all, as far as `most`. */
function sizeOf(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  let size = 0;
  for (const each of Object.values(value)) {
    size += sizeOf(each, most - size);
    if (size > most) break;
  }
  return size;
}

/** What holds more than this stays closed until somebody opens it. */
const openAtMost = 24;

/** Shows a value of any shape in words: fields under their names, lists as lists, moments as moments; what is large within it is closed at first. `name` is the field that holds it. */
export function ValueView({
  value,
  name = '',
  isWithin = false,
}: {
  readonly value: unknown;
  readonly name?: string;
  readonly isWithin?: boolean;
}) {
  if (isEmpty(value)) return <span className="muted">none</span>;
  if (typeof value === 'number' && name.endsWith('Ms')) return <MomentText atMs={value} />;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isWithin && sizeOf(value, openAtMost) > openAtMost) {
    return (
      <details>
        <summary>{Array.isArray(value) ? `${value.length} entries` : 'Show'}</summary>
        <ValueView value={value} name={name} />
      </details>
    );
  }
  if (Array.isArray(value)) {
    return (
      <ul className="records">
        {value.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: records are shown as they came, and never move
          <li key={index}>
            <ValueView value={each} name={name} isWithin />
          </li>
        ))}
      </ul>
    );
  }
  if (!isObject(value)) return String(value);
  if (typeof value.epochMs === 'number' && typeof value.precision === 'string')
    return <MomentText atMs={value.epochMs} />;
  return (
    <dl className="value">
      {Object.entries(value)
        .filter(([, each]) => !isEmpty(each))
        .map(([field, each]) => (
          <div key={field}>
            <dt>{wordsOf(field.replace(/AtMs$|Ms$/, ''))}</dt>
            <dd>
              <ValueView value={each} name={field} isWithin />
            </dd>
          </div>
        ))}
    </dl>
  );
}
