/** Legal forms of companies and other words that tell no name from another. */
import { wordFolds, wordSet } from '../text/word-set.ts';

/** Spellings of one legal form → the form. They matter only for a name of nothing but legal forms; from others the form is dropped. */
export const legalFormFolds = wordFolds(`
ltd: limited ltda limitada
co: company compagnie cie
corp: corporation
inc: incorporated
pvt: private
pty: proprietary
gmbh: mbh gesellschaftmbh
`);

/** Legal forms as one word, by the countries that use them. */
export const legalForms = wordSet(
  'ltd co corp inc llc llp lp plc pllc lllp', // English
  'pty pte pvt ptd sdn bhd tbk opc', // Commonwealth and South East Asia
  'gmbh ggmbh ag kg kgaa ohg ug gbr ek ev se', // German
  'sa sas sasu sarl eurl snc scs selarl', // French
  'spa srl srls sapa', // Italian
  'sl slu sau sll cv sapi', // Spanish
  'lda eireli epp', // Portuguese
  'bv nv bvba cvba vof', // Dutch
  'as asa aps ivs oy oyj ab hb', // Nordic
  'sro spol doo dno kft zrt nyrt bt', // Central European
  'uab sia oü', // Baltic
  'eood ood ead shpk', // Balkan
  'ооо зао оао пао ао тов тоо чп одо осоо', // Russian, Ukrainian, Kazakh
  'sti sirketi anonim', // Turkish
  'jsc cjsc ojsc pjsc fze fzc fzco fzllc dmcc wll', // translated forms and the Gulf
  'kk yk kabushiki kaisha youxian gongsi youxiangongsi jusikhoesa', // romanised East Asian
);

/**
 * Letters of legal forms as they stand apart in `S.A.`, `B. V.` or `S p A`, sorted. A name loses its single letters when all of them together are one
 * of these, in whatever order; other initials stay.
 */
export const spacedLegalForms: ReadonlySet<string> = new Set(
  'sa bv nv llc ltd plc inc spa srl srls sarl sas sro doo ooo gmbh zao oao kk'
    .split(' ')
    .map((form) => [...form].sort().join('')),
);

/** Legal forms of several words; all words of one must be there. The key is the rarest of them. */
export const legalPhrases: ReadonlyMap<string, readonly string[]> = new Map([
  ['ogranichennoy', ['obshchestvo', 's', 'ogranichennoy', 'otvetstvennostyu']],
  ['obmezhenoyu', ['tovaristvo', 'z', 'obmezhenoyu', 'vidpovidalnistyu']],
  ['aktsionernoe', ['aktsionernoe', 'obshchestvo']],
  ['haftung', ['gesellschaft', 'mit', 'beschrankter', 'haftung']],
  ['sp', ['sp', 'z', 'o', 'o']],
  ['spol', ['spol', 's', 'r', 'o']],
  ['rl', ['s', 'de', 'rl', 'de', 'cv']],
  ['r', ['s', 'de', 'r', 'l', 'de', 'c', 'v']],
  ['cv', ['sa', 'de', 'cv']],
  ['v', ['s', 'a', 'de', 'c', 'v']],
]);

/** Titles of persons, articles and conjunctions. */
export const emptyNameWords = wordSet(
  'mr mrs ms miss mister messrs sir madam dr prof professor ing dipl mag', // English, German
  'herr frau herrn firma fa', // German
  'mme mlle monsieur madame', // French
  'sr sra srta señor señora don', // Spanish
  'sig sigra signor signora dott', // Italian
  'dhr mevr pan pani bay bayan shri smt', // others
  'the and und et och og',
);
