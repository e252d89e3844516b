/** Audiences: for whom a pack of targets, or a reason, is meant (`practice.md`, "People and law"). */

/** Audiences by their codes, with what a page calls them. */
export const audienceNames = {
  'own-unit': 'own unit',
  'partner-customs': 'partner customs',
  'police': 'police',
  'examination-officer': 'examination officer',
  'operator': 'operator',
  'right-holder': 'right holder',
  'court': 'court',
} as const;

/** An audience of {@link audienceNames}. */
export type Audience = keyof typeof audienceNames;

/** All audiences. */
export const audiences = Object.keys(audienceNames) as readonly Audience[];

/** What a pack is made for when nobody says: whoever gets to see the least. */
export const narrowestAudience: Audience = 'operator';

/** Whom a reason is for when nobody says: those who chose the target. */
export const reasonAudiences: readonly Audience[] = ['own-unit'];

/** Audiences within the agency that owns the list; the others are outside it. */
const insiders: readonly Audience[] = ['own-unit', 'examination-officer'];

/** Whether an audience is outside the agency that owns the list. */
export function isOutsider(audience: Audience): boolean {
  return !insiders.includes(audience);
}
