/** Words of names in the scripts that traders write in, and how each script is written in Latin letters by one scheme or another. */
import type { Rng } from '../../src/util/rng.ts';

/** A word as a list of units: each holds one spelling a scheme. */
type Unit = readonly string[];

/** A script, in how many schemes it is written (the first is the script itself), and how its words are made. */
export interface Script {
  readonly schemes: number;
  word(rng: Rng, units: number): Word;
}

/** A word of names. */
export type Word = readonly Unit[];

const units = (text: string): Unit[] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => line.trim().split(/\s+/))
    .map((unit) => unit.split('/'));

/** Characters / Hanyu Pinyin / Wade–Giles as it is written without its signs. */
const chinese = units(`
金/jin/chin 华/hua/hua 新/xin/hsin 大/da/ta 龙/long/lung 丰/feng/feng 海/hai/hai 天/tian/tien 源/yuan/yuan 盛/sheng/sheng 美/mei/mei 凯/kai/kai
宝/bao/pao 瑞/rui/jui 昌/chang/chang 德/de/te 中/zhong/chung 国/guo/kuo 兴/xing/hsing 顺/shun/shun 明/ming/ming 富/fu/fu 贵/gui/kuei 庆/qing/ching
佳/jia/chia 义/yi/i 平/ping/ping 安/an/an 万/wan/wan 利/li/li 通/tong/tung 东/dong/tung 南/nan/nan 北/bei/pei 西/xi/hsi 成/cheng/cheng 宏/hong/hung
伟/wei/wei 俊/jun/chun 奇/qi/chi 志/zhi/chih 石/shi/shih 林/lin/lin 陈/chen/chen 王/wang/wang 张/zhang/chang 刘/liu/liu 赵/zhao/chao 黄/huang/huang
周/zhou/chou 吴/wu/wu 徐/xu/hsu 孙/sun/sun 马/ma/ma 朱/zhu/chu 胡/hu/hu 何/he/ho 高/gao/kao 罗/luo/lo
`);
/** Cyrillic / BGN–PCGN / ICAO Doc 9303 / German. */
const cyrillicOpenings = units(`
жа/zha/zha/scha ха/kha/kha/cha ца/tsa/tsa/za че/che/che/tsche ши/shi/shi/schi ю/yu/iu/ju я/ya/ia/ja во/vo/vo/wo зо/zo/zo/so ка/ka/ka/ka лю/lyu/liu/lju
ми/mi/mi/mi но/no/no/no пе/pe/pe/pe ро/ro/ro/ro се/se/se/se та/ta/ta/ta бо/bo/bo/bo гри/gri/gri/gri ди/di/di/di ско/sko/sko/sko
`);
const cyrillicMiddles = units(`
ва/va/va/wa же/zhe/zhe/sche ли/li/li/li ма/ma/ma/ma ня/nya/nia/nja по/po/po/po ри/ri/ri/ri са/sa/sa/sa то/to/to/to хо/kho/kho/cho ча/cha/cha/tscha
`);
const cyrillicEndings = units(`
ев/ev/ev/ew ин/in/in/in ский/skiy/skii/skij ко/ko/ko/ko цкая/tskaya/tskaia/zkaja юк/yuk/iuk/juk ов/ov/ov/ow ая/aya/aia/aja дар/dar/dar/dar
`);
/** Latin letters with signs / signs left out / spelt out. */
const latinOpenings = units(`
bä/ba/bae cel/cel/cel dö/do/doe fen/fen/fen gü/gu/gue hal/hal/hal jo/jo/jo kø/ko/koe lum/lum/lum mir/mir/mir nü/nu/nue or/or/or pev/pev/pev ros/ros/ros
sö/so/soe tam/tam/tam ul/ul/ul vor/vor/vor wei/wei/wei zan/zan/zan bran/bran/bran cher/cher/cher dra/dra/dra fro/fro/fro gre/gre/gre
`);
const latinMiddles = units(`
ba/ba/ba de/de/de fi/fi/fi gö/go/goe la/la/la lu/lu/lu mi/mi/mi na/na/na ne/ne/ne pe/pe/pe rä/ra/rae ri/ri/ri so/so/so ta/ta/ta vü/vu/vue zo/zo/zo
`);
const latinEndings = units(`
dor/dor/dor lin/lin/lin mar/mar/mar nex/nex/nex ro/ro/ro son/son/son tel/tel/tel via/via/via win/win/win ström/strom/stroem berg/berg/berg ski/ski/ski
mann/mann/mann ez/ez/ez ard/ard/ard
`);
const ascii = (all: readonly Unit[]): Unit[] => all.map((unit) => [unit[1]!]);

/** Scripts by name. */
export const scripts = {
  chinese: {
    schemes: 3,
    word: (rng, count) => Array.from({ length: count }, () => pick(chinese, rng)),
  },
  cyrillic: syllabic(4, cyrillicOpenings, cyrillicMiddles, cyrillicEndings),
  latin: syllabic(3, latinOpenings, latinMiddles, latinEndings),
  ascii: syllabic(1, ascii(latinOpenings), ascii(latinMiddles), ascii(latinEndings)),
} as const satisfies Record<string, Script>;

/** Returns a word by a scheme, with a capital; `isApart` writes its units apart. */
export function writeWord(word: Word, scheme: number, isApart = false): string {
  const text = word.map((unit) => unit[scheme]!).join(isApart ? ' ' : '');
  return text[0]!.toUpperCase() + text.slice(1);
}

/** Returns one of them. */
export function pick<T>(all: readonly T[], rng: Rng): T {
  return all[rng.nextInt(all.length)]!;
}

function syllabic(
  schemes: number,
  openings: readonly Unit[],
  middles: readonly Unit[],
  endings: readonly Unit[],
): Script {
  return {
    schemes,
    word: (rng, count) => [
      pick(openings, rng),
      ...Array.from({ length: Math.max(0, count - 2) }, () => pick(middles, rng)),
      pick(endings, rng),
    ],
  };
}
