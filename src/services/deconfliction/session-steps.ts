/** Steps of deconfliction as packages: opening the one that came, sealing the next. */

import { defaultHandling } from '../../domain/handling.ts';
import { AppError } from '../../errors.ts';
import { type deconflictionSteps, manifestHandling } from '../../formats/exchange/exchange-manifest.ts';
import { elementBytes } from '../../matching/deconfliction/blind-elements.ts';
import type { DeconflictionSession } from '../deconfliction-ports.ts';
import { keepAccepted, openAcceptable } from '../exchange/accept-package.ts';
import { findAgreement, purposeOf } from '../exchange/find-partnership.ts';
import type { OpenedPackage } from '../exchange/open-package.ts';
import type { AcceptableBy } from '../exchange/require-acceptable.ts';
import { sealPackage } from '../exchange/seal-package.ts';
import type { ExchangePartner } from '../exchange-ports.ts';
import type { Ports } from '../ports.ts';
import type { Store } from '../store-ports.ts';
import { mostElements } from './own-elements.ts';
import { readTerms, type SessionTerms, stepFile, writeTerms } from './session-terms.ts';

/** What steps need of the installation. */
export type DeconflictionPorts = Pick<Ports, 'files' | 'exchangeKeys' | 'clock' | 'secrets'>;
/** What steps need of a store. */
export type DeconflictionStore = Pick<Store, 'exchange' | 'deconfliction' | 'audit'>;

type Step = (typeof deconflictionSteps)[number];

/** Days for which a step may be taken in. */
const stepDays = 14;

/** A step that came. */
export interface ReceivedStep {
  readonly opened: OpenedPackage;
  readonly by: AcceptableBy;
  readonly session: string;
  readonly terms: SessionTerms;
  /** A file of elements. @throws `package-refused`. */
  elements(name: string): Uint8Array;
}

/**
 * Opens a step that a partner sent; what is wrong with it is refused and leaves nothing.
 * @throws `package-refused`, `too-large`.
 */
export async function receiveStep(
  ports: DeconflictionPorts,
  store: DeconflictionStore,
  path: string,
  step: Step,
): Promise<ReceivedStep> {
  const { opened, by } = await openAcceptable(ports, store, path);
  const { kind, session } = opened.manifest;
  if (kind !== `deconfliction-${step}` || session === undefined) {
    throw new AppError('package-refused', {
      file: path,
      reason: `it is a package of kind ${kind}, not deconfliction-${step}`,
    });
  }
  const elements = (name: string): Uint8Array => {
    const bytes = stepFile(path, opened, name);
    if (bytes.length > mostElements * elementBytes) {
      throw new AppError('too-large', { what: path, limit: `${mostElements} elements` });
    }
    if (bytes.length === 0 || bytes.length % elementBytes !== 0) {
      throw new AppError('package-refused', { file: path, reason: `${name} is no list of elements` });
    }
    return bytes;
  };
  return { opened, by, session, terms: readTerms(path, opened), elements };
}

/** Notes that a step was taken in, so that it is not taken in again. */
export async function keepStep(
  ports: DeconflictionPorts,
  store: DeconflictionStore,
  { opened, by }: ReceivedStep,
): Promise<void> {
  await keepAccepted(ports, store, opened, by);
  await store.exchange.setPackageState(opened.manifest.id, 'accepted', 'done');
}

/**
 * Returns the open session that a step belongs to, on the side that it is meant for.
 * @throws `package-refused`.
 */
export async function requireSession(
  store: DeconflictionStore,
  path: string,
  { session, by }: ReceivedStep,
  role: DeconflictionSession['role'],
): Promise<DeconflictionSession & { readonly secret: Uint8Array }> {
  const found = await store.deconfliction.find(session);
  if (found === undefined || found.role !== role || found.partnerId !== by.partner.id) {
    throw new AppError('package-refused', {
      file: path,
      reason: 'it belongs to no session of this store with that partner',
    });
  }
  const { secret } = found;
  if (found.state !== 'open' || secret === undefined) {
    throw new AppError('package-refused', { file: path, reason: 'its session is over' });
  }
  return { ...found, secret };
}

/** A step to be sent. */
export interface StepToSend {
  readonly step: Step;
  readonly partner: ExchangePartner;
  /** Agreement by which the own agency gives. */
  readonly agreementId: number;
  readonly purpose: string | undefined;
  readonly session: string;
  readonly terms: SessionTerms;
  readonly elements: readonly (readonly [name: string, bytes: Uint8Array])[];
  readonly out: string;
}

/**
 * Seals a step for the partner.
 * @throws `refused` where the agreement does not give to the partner's agency, `usage` for a purpose that it is not for.
 */
export async function sendStep(
  ports: DeconflictionPorts,
  store: DeconflictionStore,
  { step, partner, agreementId, purpose: asked, session, terms, elements, out }: StepToSend,
): Promise<void> {
  const agreement = await findAgreement(store, agreementId, ports.clock.nowMs());
  if (agreement.taker !== partner.agency) {
    throw new AppError('refused', {
      reason: `agreement ${agreementId} gives to ${agreement.taker}, not to ${partner.agency}`,
    });
  }
  const purpose = purposeOf(agreement, asked);
  const handling = manifestHandling({
    ...defaultHandling(agreement.giver),
    tlp: agreement.maximumTlp,
    purposes: [purpose],
  });
  const files = [
    { name: 'terms.json', handling, rows: 1, bytes: writeTerms(terms) },
    ...elements.map(([name, bytes]) => ({ name, handling, rows: bytes.length / elementBytes, bytes })),
  ];
  const common = { partner, agreement, from: agreement.giver, purpose, days: stepDays, session };
  await sealPackage(ports, store, { ...common, kind: `deconfliction-${step}`, files }, out);
}
