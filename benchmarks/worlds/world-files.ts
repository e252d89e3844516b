/** Where the files of a simulated world lie. */
import { join } from 'node:path';

/** Words of a command, without a profile. */
export interface WorldFiles {
  readonly train: readonly string[];
  readonly test: string;
  readonly oracle: string;
}

/** Profile that all of them are read by. */
export const worldProfile = 'touchstone';

/** Returns what a backtest of the world in `folder` reads: nothing that became known after the training phase goes into training. */
export function worldFiles(folder: string): WorldFiles {
  const ofTraining = (kind: string): string => join(folder, 'train', `touchstone-${kind}.csv`);
  return {
    train: [
      ofTraining('declarations'),
      ofTraining('examinations'),
      ofTraining('measures'),
      join(folder, 'rights-records.csv'),
    ],
    test: join(folder, 'test/touchstone-declarations.csv'),
    oracle: join(folder, 'oracle/test.csv'),
  };
}
