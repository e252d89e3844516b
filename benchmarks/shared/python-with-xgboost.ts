/** Finds the rival trainer. */
import { spawnSync } from 'node:child_process';

/** Returns a Python that has XGBoost, Debian's first, for its package is the one that the rival is named after; undefined where there is none. */
export function pythonWithXgboost(): string | undefined {
  return ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', 'import xgboost']).status === 0);
}
