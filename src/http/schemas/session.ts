/** Signing in and who is signed in. */
import { z } from 'zod';
import { permissions, roles } from '../../domain/roles.ts';
import { atMs, shortText } from './common.ts';

/** Body of POST /api/session. `code` is the time-based one-time password once it is enrolled. */
export const signIn = z.strictObject({
  name: shortText,
  password: z.string().min(1).max(1000),
  code: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});

/** Reply of POST and GET /api/session. */
export const session = z.object({
  user: z.object({
    id: z.number().int(),
    name: z.string(),
    displayName: z.string(),
    agency: z.string(),
    role: z.enum(roles),
    permissions: z.array(z.enum(permissions)),
  }),
  /** Nothing else works until the password is changed. */
  mustChangePassword: z.boolean(),
  hasCode: z.boolean(),
  expiresAtMs: atMs,
});

/** Body of POST /api/session/password. */
export const changePassword = z.strictObject({
  password: z.string().min(1).max(1000),
  newPassword: z.string().min(12).max(1000),
});

/** Reply of POST /api/session/code: a secret to be put into an authenticator, shown once; confirmed by PUT with a code of it. */
export const codeSecret = z.object({ secret: z.string(), uri: z.string() });
/** Body of PUT /api/session/code. */
export const confirmCode = z.strictObject({ code: z.string().regex(/^\d{6}$/) });
