/** The syllables of Standard Chinese without tones, as typed: v for ü. */
export const syllables: readonly string[] = (
  'a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai chan chang chao che chen ' +
  'cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao ' +
  'die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai ' +
  'guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ' +
  'ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang ' +
  'liao lie lin ling liu long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang ' +
  'nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping ' +
  'po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san sang sao ' +
  'se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai ' +
  'tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong ' +
  'xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei ' +
  'zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo'
).split(' ')

const complete: ReadonlySet<string> = new Set(syllables)
const beginnings: ReadonlySet<string> = new Set(syllables.flatMap((syllable) => Array.from({ length: syllable.length }, (_, i) => syllable.slice(0, i + 1))))
const longest = 6

export const isSyllable = (letters: string): boolean => complete.has(letters)

/** The syllables a beginning can become: re -> re ren reng. */
export const completions = (beginning: string): string[] => syllables.filter((syllable) => syllable.startsWith(beginning))

const mostReadings = 16

/**
 * The ways to read typed letters as syllables: xian -> xian, xi an. Only where there is none with whole syllables the last
 * one may be unfinished: renk -> ren k. At most sixteen, those with long syllables first.
 */
export const readingsOfLetters = (letters: string): string[][] => {
  const found: string[][] = []
  const hopeless = new Set<number>()
  const walk = (from: number, before: readonly string[]): boolean => {
    if (from === letters.length) {
      found.push([...before])
      return true
    }
    if (hopeless.has(from)) return false
    let any = false
    for (let length = Math.min(longest, letters.length - from); length > 0 && found.length < mostReadings; length--) {
      const part = letters.slice(from, from + length)
      if (complete.has(part) || (from + length === letters.length && beginnings.has(part))) any = walk(from + length, [...before, part]) || any
    }
    if (!any && found.length < mostReadings) hopeless.add(from)
    return any
  }
  walk(0, [])
  const whole = found.filter((reading) => reading.every(isSyllable))
  return whole.length > 0 ? whole : found
}
