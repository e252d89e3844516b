/** People and agencies, for administrators. */
import type { Agency, NewAgency, NewUser, Page, User, UserMade } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** People whom the person may see. */
export function listUsers(): Promise<Page<User>> {
  return sendRequest('GET', '/users');
}

/** Agencies that the person may see. */
export function listAgencies(): Promise<Page<Agency>> {
  return sendRequest('GET', '/agencies');
}

/** Makes an account; its one-time password is shown once. */
export function createUser(body: NewUser): Promise<UserMade> {
  return sendRequest('POST', '/users', { body });
}

/** Disables an account. */
export function disableUser(userId: number): Promise<void> {
  return sendRequest('POST', `/users/${userId}/disable`);
}

/** Enables an account again. */
export function enableUser(userId: number): Promise<void> {
  return sendRequest('POST', `/users/${userId}/enable`);
}

/** Makes an agency. */
export function createAgency(body: NewAgency): Promise<void> {
  return sendRequest('POST', '/agencies', { body });
}

/** Disables an agency. */
export function disableAgency(code: string): Promise<void> {
  return sendRequest('POST', `/agencies/${encodeURIComponent(code)}/disable`);
}

/** Enables an agency again. */
export function enableAgency(code: string): Promise<void> {
  return sendRequest('POST', `/agencies/${encodeURIComponent(code)}/enable`);
}

/** Gives an account a new one-time password, shown once, and takes its codes away where asked. */
export function resetPassword(userId: number, dropsCode: boolean): Promise<{ readonly oneTimePassword: string }> {
  return sendRequest('POST', `/users/${userId}/password`, { body: { dropsCode } });
}
