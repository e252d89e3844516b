/** Asking for consignments. */
import { type FormEvent, type RefObject, useEffect, useState } from 'react';
import { PurposeField } from '../../ui/purpose-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type Criteria, parseCriteria } from './search-criteria.ts';

const country = { maxLength: 2, pattern: '[A-Za-z]{2}', placeholder: 'CN', autoCapitalize: 'characters' } as const;
const percent = { type: 'number', min: 0, max: 100, inputMode: 'numeric' } as const;

/** Holds what is typed, and tells of it when it is searched for. */
export function SearchForm({
  criteria,
  purpose,
  first,
  onSearch,
  onClear,
}: {
  readonly criteria: Criteria;
  readonly purpose: string;
  /** The first field, for the key that goes to it. */
  readonly first: RefObject<HTMLInputElement | null>;
  readonly onSearch: (criteria: Criteria, purpose: string) => void;
  readonly onClear: () => void;
}) {
  const [typed, setTyped] = useState(criteria);
  const [chosen, setChosen] = useState(purpose);
  // The address may change without the form: by a link, or by going back.
  const asked = JSON.stringify([criteria, purpose]);
  useEffect(() => {
    const [nextCriteria, nextPurpose] = JSON.parse(asked) as [Criteria, string];
    setTyped(nextCriteria);
    setChosen(nextPurpose);
  }, [asked]);
  const bound = (name: keyof Criteria) => ({
    value: typed[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(typed, chosen);
  };
  return (
    <search aria-label="Criteria">
      <form className="form card" onSubmit={submit}>
        <div className="criteria">
          <TextField
            {...bound('reference')}
            label="Reference"
            placeholder="or how it begins"
            type="search"
            minLength={2}
            maxLength={100}
            ref={first}
          />
          <TextField
            {...bound('party')}
            label="Party"
            placeholder="name or identifier"
            type="search"
            minLength={2}
            maxLength={100}
          />
          <TextField
            {...bound('hs')}
            label="HS code"
            placeholder="2 to 10 digits"
            pattern="[\d .]{2,14}"
            inputMode="numeric"
          />
          <TextField {...bound('departure')} {...country} label="From country" />
          <TextField {...bound('destination')} {...country} label="To country" />
          <TextField {...bound('origin')} {...country} label="Country of origin" />
          <TextField {...bound('from')} label="Known from" type="date" />
          <TextField {...bound('to')} label="Known until" type="date" />
          <TextField {...bound('minScore')} {...percent} label="Score from, %" />
          <TextField {...bound('maxScore')} {...percent} label="Score to, %" />
        </div>
        <div className="action-line">
          <PurposeField value={chosen} onChange={setChosen} />
          <span className="action-buttons">
            <button
              type="button"
              onClick={() => {
                setTyped(parseCriteria(new URLSearchParams()));
                onClear();
              }}
            >
              Clear
            </button>
            <button type="submit" className="button-primary">
              Search
            </button>
          </span>
        </div>
      </form>
    </search>
  );
}
