/** People, agencies and keys of machines. */
import type { z } from 'zod';
import { authorOf } from '../../services/change-author.ts';
import { createAgency } from '../../services/create-agency.ts';
import { createApiKey } from '../../services/create-api-key.ts';
import { createPerson } from '../../services/create-person.ts';
import { disableAgency } from '../../services/disable-agency.ts';
import { disablePerson } from '../../services/disable-person.ts';
import { enableAgency } from '../../services/enable-agency.ts';
import { enablePerson } from '../../services/enable-person.ts';
import { listAgencies } from '../../services/list-agencies.ts';
import { listApiKeys } from '../../services/list-api-keys.ts';
import { listPeople } from '../../services/list-people.ts';
import { type ReadCapacity, readCapacity } from '../../services/read-capacity.ts';
import { resetPassword } from '../../services/reset-password.ts';
import { revokeApiKey } from '../../services/revoke-api-key.ts';
import { setCapacity } from '../../services/set-capacity.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { pageOf } from '../schemas/common.ts';
import * as schemas from '../schemas/people.ts';

const userRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/users',
    summary: 'People of your agency; everybody for those of the installation.',
    permission: 'see-users',
    reply: pageOf(schemas.user),
    handle: async ({ ports, store, actor }) => {
      const people = await listPeople(ports, store, actor);
      return {
        items: people.map((person) => ({ ...person, disabledAtMs: person.disabledAtMs ?? null })),
        nextCursor: null,
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/users',
    summary: 'Make an account; its one-time password is shown this once.',
    permission: 'change-users',
    body: schemas.newUser,
    reply: schemas.userMade,
    status: 201,
    isShownOnce: true,
    handle: async ({ ports, store, actor }, { body }) =>
      createPerson(ports, store, authorOf(actor), { ...body, agency: body.agency ?? actor.agency }),
  }),
  defineRoute({
    method: 'POST',
    path: '/users/:userId/disable',
    summary: 'Disable an account; its sessions end at once.',
    permission: 'change-users',
    params: schemas.userParams,
    handle: async ({ ports, store, actor }, { params }) => disablePerson(ports, store, authorOf(actor), params.userId),
  }),
  defineRoute({
    method: 'POST',
    path: '/users/:userId/enable',
    summary: 'Enable an account again, with the password that it had.',
    permission: 'change-users',
    params: schemas.userParams,
    handle: async ({ ports, store, actor }, { params }) => enablePerson(ports, store, authorOf(actor), params.userId),
  }),
  defineRoute({
    method: 'POST',
    path: '/users/:userId/password',
    summary: 'Give somebody a new one-time password, shown this once; all sessions of the account end.',
    permission: 'change-users',
    params: schemas.userParams,
    body: schemas.passwordReset,
    reply: schemas.passwordMade,
    isShownOnce: true,
    handle: async ({ ports, store, actor }, { params, body }) => ({
      oneTimePassword: await resetPassword(ports, store, authorOf(actor), { id: params.userId, ...body }),
    }),
  }),
];

const agencyRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/agencies',
    summary: 'Your agency; all for those of the installation.',
    permission: 'see-agencies',
    reply: pageOf(schemas.agency),
    handle: async ({ store, actor }) => {
      const agencies = await listAgencies(store, actor);
      const items = agencies.map(({ code, name, regime, capacity, createdAtMs, disabledAtMs }) => ({
        code,
        name,
        regime,
        hasCapacity: capacity !== undefined,
        createdAtMs,
        disabledAtMs: disabledAtMs ?? null,
      }));
      return { items, nextCursor: null };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/agencies',
    summary: 'Make an agency, under the code that mapping profiles name it by.',
    permission: 'change-agencies',
    body: schemas.newAgency,
    handle: async ({ ports, store, actor }, { body }) => createAgency(ports, store, authorOf(actor), body),
  }),
  defineRoute({
    method: 'POST',
    path: '/agencies/:code/disable',
    summary: 'Disable an agency: its people are signed out and its keys open nothing; its records stay.',
    permission: 'change-agencies',
    params: schemas.agencyParams,
    handle: async ({ ports, store, actor }, { params }) => disableAgency(ports, store, authorOf(actor), params.code),
  }),
  defineRoute({
    method: 'POST',
    path: '/agencies/:code/enable',
    summary: 'Enable an agency again: its people sign in and its keys work.',
    permission: 'change-agencies',
    params: schemas.agencyParams,
    handle: async ({ ports, store, actor }, { params }) => enableAgency(ports, store, authorOf(actor), params.code),
  }),
  defineRoute({
    method: 'GET',
    path: '/capacity',
    summary: 'What your agency can examine, as the text of a capacity file and line by line. The ETag is its version.',
    permission: 'change-capacity',
    reply: schemas.capacity,
    handle: async ({ store, actor, reply }) => shownCapacity(await readCapacity(store, actor.agency), reply),
  }),
  defineRoute({
    method: 'PUT',
    path: '/capacity',
    summary: 'Say what your agency can examine. With If-Match, only where that version is still the last.',
    permission: 'change-capacity',
    body: schemas.newCapacity,
    reply: schemas.capacity,
    handle: async ({ ports, store, actor, ifMatch, reply }, { body: { text } }) => {
      const change = { agency: actor.agency, text, replacedVersion: ifMatch };
      await setCapacity(ports, store, authorOf(actor), change);
      return shownCapacity(await readCapacity(store, actor.agency), reply);
    },
  }),
];

const keyRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/keys',
    summary: 'Keys of the machines of your agency; all for those of the installation. Nothing of their secrets.',
    permission: 'see-users',
    reply: pageOf(schemas.machineKey),
    handle: async ({ store, actor }) => {
      const keys = await listApiKeys(store, actor);
      const items = keys.map(({ scopes, operatorId, revokedAtMs, lastUsedAtMs, ...key }) => ({
        ...key,
        scopes: [...scopes],
        operatorId: operatorId ?? null,
        revokedAtMs: revokedAtMs ?? null,
        lastUsedAtMs: lastUsedAtMs ?? null,
      }));
      return { items, nextCursor: null };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/keys',
    summary: 'Make a key for a machine; it is shown this once.',
    permission: 'change-users',
    body: schemas.newMachineKey,
    reply: schemas.machineKeyMade,
    status: 201,
    isShownOnce: true,
    handle: async ({ ports, store, actor }, { body }) =>
      createApiKey(ports, store, authorOf(actor), {
        ...body,
        agency: body.agency ?? actor.agency,
        operatorId: body.operatorId,
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/keys/:keyId/revoke',
    summary: 'Revoke a key: it opens nothing from now on.',
    permission: 'change-users',
    params: schemas.keyParams,
    handle: async ({ ports, store, actor }, { params }) => revokeApiKey(ports, store, authorOf(actor), params.keyId),
  }),
];

function shownCapacity(
  { text, lines, version }: ReadCapacity,
  reply: RequestContext['reply'],
): z.output<typeof schemas.capacity> {
  void reply.header('etag', `"${version}"`);
  return { text: text ?? null, lines: [...lines], version };
}

/** Routes of people, agencies and keys. */
export const peopleRoutes: readonly Route[] = [...userRoutes, ...agencyRoutes, ...keyRoutes];
