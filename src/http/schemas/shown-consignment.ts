/** Parts of a consignment as routes show them. */
import { z } from 'zod';

/** A party in its role. */
export const shownParty = z.object({
  role: z.string(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  country: z.string().nullable(),
  identifier: z.string().nullable(),
  kind: z.string(),
});

/** A goods item. */
export const shownItem = z.object({
  itemNumber: z.number().int(),
  hsCode: z.string().nullable(),
  description: z.string().nullable(),
  originCountry: z.string().nullable(),
  brand: z.string().nullable(),
  netMassKg: z.number().nullable(),
  quantity: z.number().nullable(),
  unitCode: z.string().nullable(),
  valueUsd: z.number().nullable(),
});
