/** Texts to check properties with: any Unicode, and pieces that the tables know. */
import fc from 'fast-check';

const pieces = [
  ...'a S x 1 12 12B 5th 1st D-10115 Mueller Müller Xue aer aerospace goes Samuel Häuser S.A. B.V. L.L.C. Sp. z o.o. m/s'.split(
    ' ',
  ),
  ...'GmbH & Co. KG Ltd Limited Mr. and Intl Trdg Hauptstr. Hauptstraße strstrstr P.O. Box No. c/o F lu shi ООО улица 有限公司 路 ß ﬁ ½ ™ 😀 \u0000'.split(
    ' ',
  ),
];

/** A text of any characters, of known pieces, or of both. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...pieces) },
        { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
      ),
      {
        maxLength: 60,
      },
    )
    .chain((words) => fc.constantFrom('', ' ', '-').map((glue) => words.join(glue))),
);

/** Words of letters of at least two characters, so that none is an initial. */
export const someWords = fc.array(
  fc.oneof(
    fc.stringMatching(/^[a-z]{2,12}$/),
    fc.constantFrom('müller', 'intl', 'gmbh', 'ltd', 'smith', 'straße', 'улица', 'иванов', 'αθήνα'),
  ),
  { minLength: 1, maxLength: 8 },
);

/** Texts that are hard on any reader of texts. */
export const edgeTexts: readonly string[] = [
  '',
  ' ',
  '...!?&/()',
  '\u0000',
  '😀🇩🇪👩‍👩‍👧',
  '\ud800',
  'a',
  '٣',
  'x'.repeat(100_000),
  'ü'.repeat(100_000),
  '深'.repeat(100_000),
  'ﷺ'.repeat(100_000),
  'ab '.repeat(33_333),
  '1'.repeat(100_000),
];
