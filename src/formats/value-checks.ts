/** Laws that a profile may hold the values of a column to, beyond the kind of value that its field takes. */
import { isEori } from '../domain/eori.ts';
import { isLocode } from '../domain/locode.ts';
import { isE123Phone } from '../domain/phone-e123.ts';
import { isS10 } from '../domain/s10.ts';
import { Fault } from './field-values.ts';

/** Names of the laws. */
export const valueCheckNames = ['s10', 'eori', 'e123', 'locode'] as const;

/** A name of {@link valueCheckNames}. */
export type ValueCheckName = (typeof valueCheckNames)[number];

const laws: { readonly [name in ValueCheckName]: readonly [(text: string) => boolean, Fault] } = {
  s10: [
    isS10,
    new Fault('not-a-postal-identifier', 'two letters, eight digits, their check digit and a country (UPU S10)'),
  ],
  eori: [isEori, new Fault('not-an-eori', 'a country code and up to 15 letters and digits')],
  e123: [
    isE123Phone,
    new Fault('not-a-phone', 'a telephone number in international notation (ITU-T E.123), such as +34 912 345 678'),
  ],
  locode: [isLocode, new Fault('not-a-locode', 'a country code and three letters or digits (UN/LOCODE)')],
};

/** Returns the fault of a text under a law, or undefined where it keeps it. */
export function valueFault(name: ValueCheckName, text: string): Fault | undefined {
  const [holds, fault] = laws[name];
  return holds(text) ? undefined : fault;
}
