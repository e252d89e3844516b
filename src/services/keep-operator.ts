/** Adds and changes operators. */
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { ChangeAuthor } from './change-author.ts';
import type { NewOperator, Operator } from './hold-ports.ts';
import type { Ports } from './ports.ts';
import { type SecretUse, sealSecret } from './sealed-secret.ts';

const secretBytes = 32;

/** An operator as a person enters it. */
export type OperatorInput = Omit<NewOperator, 'webhookSecret'>;

/** An operator with the secret of its webhook, which is shown this once. */
export interface KeptOperator {
  readonly operator: Operator;
  /** Hexadecimal; undefined where there is no webhook, or an older secret stays. */
  readonly webhookSecret: string | undefined;
}

type OperatorView = Pick<AgencyView, 'scope' | 'holds' | 'audit'>;
type OperatorPorts = Pick<Ports, 'keys' | 'secrets'>;

/** How the secrets of an agency's webhooks are sealed. */
export function webhookSecretUse(agency: string): SecretUse {
  return { purpose: 'touchstone webhook secrets', boundTo: `webhooks:${agency}` };
}

/**
 * Adds an operator. Where it has a webhook its secret is drawn.
 * @throws `conflict` where the name is taken, `usage` for an address that no hold may be sent to.
 */
export async function addOperator(
  ports: OperatorPorts,
  view: OperatorView,
  by: ChangeAuthor,
  input: OperatorInput,
): Promise<KeptOperator> {
  requireWebhookUrl(input.webhookUrl);
  const { agency, nowMs } = view.scope;
  const secret = input.webhookUrl === undefined ? undefined : ports.secrets.bytes(secretBytes);
  const id = await view.holds.addOperator({ ...input, webhookSecret: await sealed(ports, agency, secret) }, nowMs);
  await note(view, by, 'add-operator', id, input);
  return { operator: await kept(view, id), webhookSecret: secret && Buffer.from(secret).toString('hex') };
}

/**
 * Changes an operator. Another webhook gets another secret.
 * @throws `not-found`, `stale-version`, `conflict`, `usage`.
 */
export async function changeOperator(
  ports: OperatorPorts,
  view: OperatorView,
  by: ChangeAuthor,
  input: OperatorInput & { readonly id: number; readonly version: number | undefined },
): Promise<KeptOperator> {
  const { id, version, ...changed } = input;
  requireWebhookUrl(changed.webhookUrl);
  const before = await kept(view, id);
  if (version === undefined) throw new AppError('usage', { reason: 'If-Match must name the version that was read' });
  const isOtherUrl = changed.webhookUrl !== before.webhookUrl;
  const secret = isOtherUrl && changed.webhookUrl !== undefined ? ports.secrets.bytes(secretBytes) : undefined;
  const webhookSecret = isOtherUrl ? await sealed(ports, view.scope.agency, secret) : before.webhookSecret;
  if (!(await view.holds.changeOperator(id, version, { ...changed, webhookSecret }))) {
    throw new AppError('stale-version', { what: 'the operator' });
  }
  await note(view, by, 'change-operator', id, changed);
  return { operator: await kept(view, id), webhookSecret: secret && Buffer.from(secret).toString('hex') };
}

/**
 * Ends an operator: nobody asks it for holds any more. What it was asked for stays.
 * @throws `not-found`, also for one that has ended.
 */
export async function disableOperator(view: OperatorView, by: ChangeAuthor, id: number): Promise<void> {
  if (!(await view.holds.disableOperator(id, view.scope.nowMs))) notFound(id);
  await note(view, by, 'disable-operator', id, {});
}

/** Goods of a case are nobody else's business: TLS, or this very machine. */
function requireWebhookUrl(text: string | undefined): void {
  if (text === undefined) return;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url !== undefined && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  const isFit = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback);
  if (isFit && url?.username === '' && url.password === '') return;
  throw new AppError('usage', { reason: 'a webhook is an https:// address, or http:// on this very machine' });
}

async function sealed(
  ports: OperatorPorts,
  agency: string,
  secret: Uint8Array | undefined,
): Promise<Uint8Array | undefined> {
  return secret && sealSecret(await ports.keys.identityKey(), ports.secrets, webhookSecretUse(agency), secret);
}

async function kept(view: OperatorView, id: number): Promise<Operator> {
  return (await view.holds.operator(id)) ?? notFound(id);
}

function notFound(id: number): never {
  throw new AppError('not-found', { what: 'operator', name: id });
}

async function note(
  { scope, audit }: OperatorView,
  by: ChangeAuthor,
  action: string,
  id: number,
  payload: object,
): Promise<void> {
  const { agency, nowMs: atMs } = scope;
  await audit.append({ atMs, actor: by.label, agency, action, subject: `operator:${id}`, payload });
}
