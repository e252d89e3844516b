/** Whatever a record holds. */
import { wordsOf } from '../format/code-words.ts';
import { MomentText } from './moment-text.tsx';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Shows a value of any shape in words: fields under their names, lists as lists, moments as moments. `name` is the field that holds it. */
export function ValueView({ value, name = '' }: { readonly value: unknown; readonly name?: string }) {
  if (isEmpty(value)) return <span className="muted">none</span>;
  if (typeof value === 'number' && name.endsWith('Ms')) return <MomentText atMs={value} />;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    return (
      <ul className="records">
        {value.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: records are shown as they came, and never move
          <li key={index}>
            <ValueView value={each} name={name} />
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
              <ValueView value={each} name={field} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
