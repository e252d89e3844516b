/** People, agencies and keys of machines, as administrators see them. */
import { z } from 'zod';
import { regimes } from '../../domain/agency.ts';
import { keyScopes, roles } from '../../domain/roles.ts';
import { atMs, id, shortText } from './common.ts';

/** Code of an agency; empty stands for the installation itself. */
const agencyCode = z.string().max(40);

/** Address of a person. */
export const userParams = z.object({ userId: id });
/** Address of an agency. */
export const agencyParams = z.object({ code: agencyCode.min(1) });
/** Address of a key. */
export const keyParams = z.object({ keyId: id });

/** An item of GET /api/users. */
export const user = z.object({
  id: z.number().int(),
  name: z.string(),
  displayName: z.string(),
  agency: z.string(),
  role: z.enum(roles),
  hasCode: z.boolean(),
  mustChangePassword: z.boolean(),
  isLocked: z.boolean(),
  createdAtMs: atMs,
  disabledAtMs: atMs.nullable(),
});
/** Body of POST /api/users. Without an agency: that of whoever asks. */
export const newUser = z.strictObject({
  name: shortText,
  displayName: shortText,
  agency: agencyCode.optional(),
  role: z.enum(roles),
});
/** Reply of POST /api/users: the password is shown this once. */
export const userMade = z.object({ id: z.number().int(), oneTimePassword: z.string() });
/** Body of POST /api/users/:userId/password. `dropsCode` takes time-based codes away too. */
export const passwordReset = z.strictObject({ dropsCode: z.boolean().default(false) });
/** Its reply: the password is shown this once. */
export const passwordMade = z.object({ oneTimePassword: z.string() });

/** An item of GET /api/agencies. */
export const agency = z.object({
  code: z.string(),
  name: z.string(),
  regime: z.enum(regimes),
  hasCapacity: z.boolean(),
  createdAtMs: atMs,
  disabledAtMs: atMs.nullable(),
});
/** Body of POST /api/agencies. */
export const newAgency = z.strictObject({ code: agencyCode.min(1), name: shortText, regime: z.enum(regimes) });

/** Reply of GET and PUT /api/capacity: the text of a capacity file, null where there is none, the lines that count, and its version, which is the ETag too. */
export const capacity = z.object({
  text: z.string().nullable(),
  lines: z.array(
    z.object({
      /** Office code, or `*`. */
      office: z.string(),
      channel: z.string(),
      /** A day or shift, `each`, or `*`. */
      shift: z.string(),
      examinations: z.number().int(),
      forecastArrivals: z.number().int().optional(),
    }),
  ),
  version: z.number().int(),
});
/** Body of PUT /api/capacity. */
export const newCapacity = z.strictObject({ text: z.string().max(100_000) });

/** An item of GET /api/keys. */
export const machineKey = z.object({
  id: z.number().int(),
  prefix: z.string(),
  name: z.string(),
  agency: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  operatorId: z.number().int().nullable(),
  createdBy: z.string(),
  createdAtMs: atMs,
  expiresAtMs: atMs,
  revokedAtMs: atMs.nullable(),
  lastUsedAtMs: atMs.nullable(),
});
/** Body of POST /api/keys. Without an agency: that of whoever asks. */
export const newMachineKey = z.strictObject({
  name: shortText,
  agency: agencyCode.optional(),
  scopes: z.array(z.enum(keyScopes)).min(1).max(keyScopes.length),
  operatorId: id.optional(),
  days: z.number().int().min(1).max(366).default(90),
});
/** Its reply: the key is shown this once. */
export const machineKeyMade = z.object({ id: z.number().int(), key: z.string() });
