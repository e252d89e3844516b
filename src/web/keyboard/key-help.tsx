/** The list of keys. */
import { usePreference } from '../shell/preferences.ts';
import { Dialog } from '../ui/dialog.tsx';
import { keyList } from './key-list.ts';

/** Lists all keys, and switches those of a single character off and on. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const [singleKeys, setSingleKeys] = usePreference('singleKeys');
  return (
    <Dialog title="Keys" onClose={onClose} isWide>
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys === 'on'}
          onChange={(event) => setSingleKeys(event.target.checked ? 'on' : 'off')}
        />
        Keys of a single character (digits and letters). They never act while you type.
      </label>
      <dl className="keys">
        {keyList.map(({ keys, does, isSingle }) => (
          <div key={does} className={isSingle && singleKeys === 'off' ? 'is-off' : undefined}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
