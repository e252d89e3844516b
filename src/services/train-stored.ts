/** Trains a model on what a store holds, and notes it there. */
import type { Stage } from '../domain/consignment.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';
import { type TrainModelInput, type TrainModelReport, trainModel } from './train-model.ts';

/**
 * Trains on all current records of a store, by the same code as on files, and makes the model a candidate there.
 * @throws as {@link trainModel}.
 */
export async function trainStored(
  ports: Ports,
  store: Pick<Store, 'facts' | 'models'>,
  input: Omit<TrainModelInput, 'files' | 'store'>,
): Promise<TrainModelReport> {
  const report = await trainModel(ports, { ...input, files: [], store });
  const { name, version, stage } = report.manifest;
  await store.models.register({ name, version, stage: stage as Stage });
  return report;
}
