import type { CalendarPack, HolidayRegion, NationalYear } from '../calendar.ts'
import { nationalYears } from './cn.ts'

/**
 * Regions that set holidays of their own by a yearly notice (全国年节及纪念日放假办法 art. 4 lets them). A year for which
 * such a region has no pack is provisional there.
 */
export const holidayRegions: HolidayRegion[] = [
  { region: '640000', name: '宁夏', holidays: '开斋节、古尔邦节', cities: ['银川', '石嘴山', '吴忠', '固原', '中卫'] },
  {
    region: '650000',
    name: '新疆',
    holidays: '肉孜节、古尔邦节',
    cities: ['乌鲁木齐', '克拉玛依', '吐鲁番', '哈密', '昌吉', '博尔塔拉', '巴音郭楞', '阿克苏', '克孜勒苏', '喀什', '和田', '伊犁', '塔城', '阿勒泰'],
  },
  { region: '540000', name: '西藏', holidays: '藏历新年、雪顿节', cities: ['拉萨', '日喀则', '昌都', '林芝', '山南', '那曲', '阿里'] },
  {
    region: '450000',
    name: '广西',
    holidays: '三月三',
    cities: ['南宁', '柳州', '桂林', '梧州', '北海', '防城港', '钦州', '贵港', '玉林', '百色', '贺州', '河池', '来宾', '崇左'],
  },
]

/**
 * What Ningxia's notices for 2019, 2020 and 2021 add to the country's days off, taken from their texts as public pages
 * repeat them (kinghappypy.com 767779 · juwanzhuan.com 883095 · 7tqp.com 47712). No notice for another year was found.
 */
const ningxia = (year: number, source: string, fastBreaking: string[], kurban: string[]): CalendarPack => ({
  format: 'mulu-calendar/1',
  year,
  region: '640000',
  version: 1,
  source,
  off: [...fastBreaking, ...kurban],
  work: [],
  names: { ...named(fastBreaking, '开斋节'), ...named(kurban, '古尔邦节') },
})

const named = (days: string[], name: string): Record<string, string> => Object.fromEntries(days.map((day) => [day, name]))

const regional: CalendarPack[] = [
  ningxia(
    2019,
    '宁夏回族自治区人民政府办公厅关于2019年部分节假日安排的通知（宁政办发〔2018〕137号）',
    ['2019-06-05', '2019-06-06'],
    ['2019-08-12', '2019-08-13'],
  ),
  ningxia(2020, '宁夏回族自治区人民政府办公厅关于2020年部分节假日安排的通知（2019年12月4日）', ['2020-05-25', '2020-05-26'], ['2020-07-30', '2020-07-31']),
  ningxia(2021, '宁夏回族自治区人民政府办公厅关于2021年部分节假日安排的通知', ['2021-05-13', '2021-05-14'], ['2021-07-19', '2021-07-20']),
]

const national = ({ year, off, work }: NationalYear): CalendarPack => ({
  format: 'mulu-calendar/1',
  year,
  region: '',
  version: 1,
  source: `国务院办公厅关于${year}年部分节假日安排的通知（按 chinese-days 1.5.7 的数据）`,
  off: Object.values(off).flat(),
  work: Object.values(work).flat(),
  names: Object.fromEntries([off, work].flatMap((days) => Object.entries(days).flatMap(([name, on]) => on.map((day) => [day, name])))),
})

/** The packs every vault starts with. */
export const shippedPacks: CalendarPack[] = [...nationalYears.map(national), ...regional]
