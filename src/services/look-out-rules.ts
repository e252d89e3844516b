/** The rules by which a store makes look-outs. */
import { lookOutKeys } from '../matching/look-outs/look-out-keys.ts';
import { subjectsOfItem, subjectsOfMeasure } from '../matching/look-outs/look-out-subjects.ts';
import type { LookOutRules } from './look-out-ports.ts';

/** Normalised senders, addresses, telephones and routes. */
export const lookOutRules: LookOutRules = { subjectsOfItem, subjectsOfMeasure, keysOfItem: lookOutKeys };
