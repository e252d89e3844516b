/** A look-out in a few words. */
import type { LookOut } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';

/** Shows what is looked for, how sure a match is, and whose look-out it is. */
export function LookOutMark({ lookOut: { kind, grade, subject, handling } }: { readonly lookOut: LookOut }) {
  return (
    <>
      <strong>{subject ?? 'not shared'}</strong>{' '}
      <span className={grade === 'strong' ? 'tag tag-alert' : 'tag'}>{grade}</span>
      <span className="small muted block">
        {[wordsOf(kind), handling.ownerAgency, ...handling.markings].join(', ')}
      </span>
    </>
  );
}
