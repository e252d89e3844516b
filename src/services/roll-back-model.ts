/** Makes the champion before the present one champion again. */
import { AppError } from '../errors.ts';
import type { Ports } from './ports.ts';
import { promoteModel } from './promote-model.ts';
import type { Promotion } from './score-ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Promotes the latest former champion of a stage.
 * @throws `refused` where there is none; as promoteModel otherwise.
 */
export async function rollBackModel(
  ports: Pick<Ports, 'files' | 'folders' | 'keys' | 'clock'>,
  store: Pick<Store, 'models'>,
  stage: string,
): Promise<Promotion> {
  const former = (await store.models.list())
    .filter((model) => model.stage === stage && model.role === 'former')
    .sort((a, b) => (b.promotedAtMs ?? 0) - (a.promotedAtMs ?? 0))[0];
  if (former === undefined) throw new AppError('refused', { reason: `no model was champion at ${stage} before` });
  return promoteModel(ports, store, `${former.name}@${former.version}`);
}
