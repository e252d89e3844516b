/** Models and their roles. */
import type { Model, ModelCard, Page, Promotion } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** All models that may be seen. */
export function listModels(): Promise<Page<Model>> {
  return sendRequest('GET', '/models');
}

/** The card of a model, in markdown. */
export function readCard(name: string, version: string): Promise<ModelCard> {
  return sendRequest('GET', `/models/${encodeURIComponent(name)}/${encodeURIComponent(version)}/card`);
}

/** Makes a model the champion of its stage. */
export function promoteModel(name: string, version: string, reason: string): Promise<Promotion> {
  const path = `/models/${encodeURIComponent(name)}/${encodeURIComponent(version)}/promotion`;
  return sendRequest('POST', path, { body: { reason } });
}

/** Gives a stage its former champion back. */
export function rollBackModel(stage: string, reason: string): Promise<Promotion> {
  return sendRequest('POST', '/models/roll-back', { body: { stage, reason } });
}
