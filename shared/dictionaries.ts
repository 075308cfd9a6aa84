import type { EntryField } from './catalogue.ts'
import type { ItemField } from './fields.ts'
import { textKey } from './text-key.ts'

/**
 * The words of enumerated fields. `zh` is what is stored and exchanged; `variants` are ways it is written in sheets
 * and on platforms. A vendor's bare code (1, 2, 10, '01') is never a variant: the same number means opposite things
 * on different platforms (1 is 无条件共享 on one, 有条件共享 on another).
 */
export type Term = { zh: string; en: string; variants: readonly string[] }

const term = (zh: string, en: string, ...variants: string[]): Term => ({ zh, en, variants })

const yesNo = [term('是', 'yes', 'y', 'true', '√', '✓', '是的'), term('否', 'no', 'n', 'false', '×', '✗', '不是')]

export const dictionaries = {
  shareType: [
    term('无条件共享', 'unconditional', '无条件', '无条件共享类', '无附加条件共享', '无附加条件共享类'),
    term('有条件共享', 'conditional', '有条件', '有条件共享类', '附加条件共享', '附加条件共享类', '条件共享', '依申请共享', '受限共享'),
    term('不予共享', 'not shared', '不予', '不予共享类', '不共享', '不可共享', '暂不共享', '禁止共享', '非共享'),
  ],
  formatClass: [
    term('电子文件', 'document', '电子文件类', '文件类', '文档', '文档类', '电子文档'),
    term('电子表格', 'spreadsheet', '电子表格类', '表格', '表格类'),
    term('数据库', 'database', '数据库类', '数据库表', '库表', '库表类', '结构化数据'),
    term('图形图像', 'image', '图形图像类', '图形', '图像', '图片', '图像类', '图片类', '图形类'),
    term('流媒体', 'media', '流媒体类', '视频', '音视频', '音频', '多媒体'),
    term('自描述格式', 'self-describing', '自描述', '自描述格式类', '自描述类', '自定义格式'),
    term('服务接口', 'service', '接口', '接口类', '服务接口类', '服务', 'api', '接口服务', '数据接口'),
    term('其他', 'other', '其它', '其他类', '其他格式', '其它格式'),
  ],
  shareWayClass: [
    term('共享平台方式', 'by the platform', '共享平台', '平台', '平台方式', '共享交换平台', '数据共享交换平台', '政务数据共享平台', '通过共享平台', '平台共享'),
    term('邮件', 'mail', '邮件方式', '电子邮件', 'email'),
    term('拷盘', 'by disc', '拷盘方式', '光盘', 'u盘', '移动介质', '移动存储'),
    term('介质交换', 'by medium', '介质交换方式', '介质', '介质方式', '离线交换', '线下交换', '线下', '线下方式'),
    term('邮件或介质', 'mail or medium', '邮件或介质方式', '邮件介质', '邮件或介质交换'),
    term('系统对接', 'system to system', '系统直连', '直连', '对接', '专线对接'),
    term('其他', 'other', '其它', '其他方式', '其它方式'),
  ],
  shareWayType: [
    term('数据库', 'database', '数据库方式', '库表', '库表交换', '数据库交换', '批量交换', '前置库', '数据库表'),
    term('文件', 'file', '文件方式', '文件下载', '文件交换', '下载', '文件类'),
    term('接口', 'interface', '接口方式', '服务接口', '接口服务', '接口调用', 'webservice', 'api', 'rest', 'restful', 'web服务', '服务', '数据接口'),
    term('纸质报表', 'paper', '纸质', '纸质文件'),
    term('电子文档', 'electronic document', '电子文件'),
    term('其他', 'other', '其它', '其他类型', '其它类型'),
    term('无', 'none'),
  ],
  isOpen: [
    term('是', 'yes', 'y', 'true', '√', '✓', '是的', '开放', '向社会开放', '可开放', '无条件开放', '有条件开放', '依申请开放', '主动开放'),
    term('否', 'no', 'n', 'false', '×', '✗', '不是', '不开放', '不予开放', '暂不开放', '禁止开放'),
  ],
  providedByProvince: yesNo,
  updateCycle: [
    term('实时', 'real time', '实时更新'),
    term('每日', 'daily', '日', '每天', '天', '按日', '每日更新', '日更新', '逐日', '1天', '按天'),
    term('每周', 'weekly', '周', '按周', '每星期', '每周更新', '周更新', '1周', '一周'),
    term('每半月', 'twice a month', '半月'),
    term('每月', 'monthly', '月', '按月', '每月更新', '月更新', '每个月', '一个月', '1个月'),
    term('每季度', 'quarterly', '季度', '季', '每季', '按季', '按季度', '每季度更新', '季度更新', '3个月'),
    term('每半年', 'half-yearly', '半年', '按半年', '每半年更新', '6个月', '半年度'),
    term('每年', 'yearly', '年', '按年', '年度', '每年度', '每年更新', '年更新', '一年', '1年'),
    term('不定期', 'irregular', '不定时', '不定期更新', '非定期', '按需', '按需更新', '适时', '不固定'),
    term('其他', 'other', '其它', '自定义'),
  ],
  dataType: [
    term(
      '字符型C',
      'character',
      '字符型',
      '字符',
      '字符串',
      '字符串型',
      '文本型',
      'c',
      'string',
      'varchar',
      'char',
      'varchar2',
      'nvarchar',
      'nvarchar2',
      'nchar',
      'bpchar',
      'uuid',
      'uniqueidentifier',
      'enum',
      'set',
      'charactervarying',
      'character',
      'rowid',
    ),
    term('数值型N', 'number', '数值型', '数值', '数字型', '数字', 'n', 'number', 'numeric', 'decimal', 'dec'),
    term('货币型Y', 'money', '货币型', '货币', '金额', '金额型', 'y', 'money', 'smallmoney', 'currency'),
    term('日期型D', 'date', '日期型', '日期', 'd', 'date', 'year'),
    term(
      '日期时间型T',
      'date and time',
      '日期时间型',
      '日期时间',
      '时间型',
      '时间',
      '时间戳',
      't',
      'datetime',
      'datetime2',
      'smalldatetime',
      'timestamp',
      'timestamptz',
      'time',
      'datetimeoffset',
      'timestampwithtimezone',
      'timestampwithouttimezone',
      'timestampwithlocaltimezone',
      'timewithouttimezone',
      'timewithtimezone',
    ),
    term('逻辑型L', 'logical', '逻辑型', '逻辑', '布尔型', '布尔', 'l', 'bool', 'boolean', 'bit'),
    term(
      '备注型M',
      'memo',
      '备注型',
      '备注',
      '长文本',
      '大文本',
      'm',
      'text',
      'tinytext',
      'mediumtext',
      'longtext',
      'clob',
      'nclob',
      'ntext',
      'long',
      'longvarchar',
      'xml',
      'xmltype',
      'json',
      'jsonb',
      'memo',
    ),
    term(
      '通用型G',
      'general',
      '通用型',
      '通用',
      '二进制',
      '二进制型',
      '图片',
      'g',
      'blob',
      'tinyblob',
      'mediumblob',
      'longblob',
      'bytea',
      'binary',
      'varbinary',
      'image',
      'raw',
      'longraw',
      'bfile',
      'longvarbinary',
      'geometry',
      'point',
      'object',
    ),
    term('双精度型B', 'double', '双精度型', '双精度', '双精度浮点型', 'b', 'double', 'doubleprecision', 'binarydouble', 'float8'),
    term(
      '整型I',
      'integer',
      '整型',
      '整数',
      '整数型',
      '长整型',
      '短整型',
      'i',
      'int',
      'integer',
      'bigint',
      'smallint',
      'tinyint',
      'mediumint',
      'int2',
      'int4',
      'int8',
      'serial',
      'bigserial',
      'byte',
      'long integer',
    ),
    term('浮点型F', 'float', '浮点型', '浮点', '单精度', '单精度型', 'f', 'float', 'real', 'float4', 'binaryfloat'),
  ],
  basisKind: [
    term('法律', 'law'),
    term('行政法规', 'administrative regulation', '国务院行政法规'),
    term('国务院决定', 'State Council decision', '国务院的决定', '国务院有关决定'),
    term('党中央、国务院政策', 'policy of the Party Central Committee or State Council', '党中央国务院政策依据', '中央政策', '国务院政策'),
    term('地方性法规', 'local regulation', '地方法规'),
    term('部门规章', 'ministry rule'),
    term('地方政府规章', 'local government rule', '政府规章', '地方规章'),
    term('规范性文件', 'normative document'),
    term('其他', 'other', '其它'),
  ],
  /** 《数据安全法》 art.21 (national core, important, other data); L1 to L4 are local scales. */
  dataGrade: [
    term('一般数据', 'general data', '一般', '一般级'),
    term('重要数据', 'important data', '重要', '重要级'),
    term('核心数据', 'core data', '核心', '国家核心数据', '核心级'),
    term('一级', 'level 1', 'L1', '1级', '第一级', '一级数据', 'L1级'),
    term('二级', 'level 2', 'L2', '2级', '第二级', '二级数据', 'L2级'),
    term('三级', 'level 3', 'L3', '3级', '第三级', '三级数据', 'L3级'),
    term('四级', 'level 4', 'L4', '4级', '第四级', '四级数据', 'L4级'),
  ],
  network: [
    term('政务外网', 'government extranet', '电子政务外网', '国家电子政务外网'),
    term('互联网', 'internet', '公网', '因特网', 'internet'),
    term('业务专网', 'line network', '专网', '部门专网', '行业专网', '部门业务专网'),
    term('单位内部网', 'office network', '局域网', '单位局域网', '办公网'),
  ],
  mountStatus: [
    term('已挂接', 'mounted', '挂接', '已关联资源'),
    term('未挂接', 'not mounted', '待挂接', '未关联资源', '尚未挂接'),
    term('部分挂接', 'partly mounted'),
    term('无需挂接', 'not needed', '不挂接'),
  ],
  /** Ningxia art.2: collected directly or through third parties, managed by authority, or formed by systems. */
  collectionMethod: [
    term('直接采集', 'collected directly', '直接', '自行采集', '本部门采集'),
    term('第三方采集', 'through third parties', '第三方', '委托采集', '通过第三方采集'),
    term('授权管理', 'managed by authority', '依法授权管理', '授权'),
    term('系统产生', 'formed by systems', '系统形成', '系统生成', '业务系统产生', '履职形成'),
    term('共享获得', 'obtained by sharing', '共享获取', '数据共享'),
  ],
  /** Ningbo art.9, 32. */
  libraryKind: [
    term('基础', 'base', '基础数据库', '基础库', '基础库数据'),
    term('综合', 'comprehensive', '综合数据库', '综合库'),
    term('专业', 'professional', '专业数据库', '专业库'),
  ],
  /** Ningbo art.14. */
  storageMode: [
    term('集中存放', 'central', '集中', '集中存储', '集中式'),
    term('分散存放', 'dispersed', '分散', '分散存储', '分布式', '本部门存放'),
    term('委托存放', 'entrusted', '委托', '委托交换中心存放', '托管'),
    term('集中与分散结合', 'central and dispersed', '集中分散相结合', '集中加分散'),
  ],
  /** GB/T 21063.4, the top classes of the theme facet. */
  theme: [
    term('综合政务', 'general government'),
    term('经济管理', 'economy'),
    term('国土资源、能源', 'land and energy'),
    term('工业、交通', 'industry and transport'),
    term('信息产业', 'information industry'),
    term('城乡建设、环境保护', 'construction and environment'),
    term('农业、水利', 'agriculture and water'),
    term('财政', 'finance'),
    term('商业、贸易', 'trade'),
    term('旅游、服务业', 'tourism and services'),
    term('气象、水文、测绘、地震', 'weather, water, survey, earthquake'),
    term('对外事务', 'foreign affairs'),
    term('政法、监察', 'justice and supervision'),
    term('科技、教育', 'science and education'),
    term('文化、卫生、体育', 'culture, health, sport'),
    term('劳动、人事', 'labour and personnel'),
    term('民政、社区', 'civil affairs'),
    term('文秘、行政', 'office work'),
    term('综合党团', 'party and league'),
  ],
} as const satisfies Record<string, readonly Term[]>

export type DictionaryName = keyof typeof dictionaries

/** Which list an enumerated field takes its words from. */
export const fieldDictionary: Readonly<Partial<Record<EntryField, DictionaryName>>> = {
  shareType: 'shareType',
  shareWayClass: 'shareWayClass',
  shareWayType: 'shareWayType',
  isOpen: 'isOpen',
  updateCycle: 'updateCycle',
  dataGrade: 'dataGrade',
  network: 'network',
  mountStatus: 'mountStatus',
  collectionMethod: 'collectionMethod',
  libraryKind: 'libraryKind',
  storageMode: 'storageMode',
  providedByProvince: 'providedByProvince',
  theme: 'theme',
}

export const itemDictionary: Readonly<Partial<Record<ItemField, DictionaryName>>> = {
  dataType: 'dataType',
  shareType: 'shareType',
  isOpen: 'isOpen',
  grade: 'dataGrade',
}

/** 格式分类 → 格式类型: the guide's list, with what is met beside it. Both 自描述格式 and 其他 are described in words. */
export const formatTypes: Readonly<Record<string, readonly string[]>> = {
  电子文件: ['OFD', 'wps', 'xml', 'txt', 'doc', 'docx', 'html', 'pdf', 'ppt', 'pptx', 'rtf', 'json', '其他'],
  电子表格: ['et', 'xls', 'xlsx', 'csv', '其他'],
  数据库: [
    'Dm',
    'KingbaseES',
    'GBase',
    'OceanBase',
    'openGauss',
    'access',
    'dbf',
    'dbase',
    'sysbase',
    'oracle',
    'sql server',
    'db2',
    'mysql',
    'postgresql',
    '其他',
  ],
  图形图像: ['jpg', 'gif', 'bmp', 'png', 'tif', 'shp', 'dwg', '其他'],
  流媒体: ['swf', 'rm', 'mpg', 'mp4', 'avi', 'mp3', 'wav', '其他'],
  自描述格式: ['表格驱动码', '其他'],
  服务接口: ['REST', 'WebService', '其他'],
  其他: ['其他'],
}

const formatVariants: Readonly<Record<string, readonly string[]>> = {
  Dm: ['达梦', '达梦数据库', 'dm8', 'dm7', 'dameng'],
  KingbaseES: ['kingbase', '人大金仓', '金仓', '电科金仓'],
  GBase: ['南大通用', 'gbase8a', 'gbase8s'],
  openGauss: ['高斯', 'gaussdb', 'gauss'],
  access: ['mdb', 'accdb'],
  sysbase: ['sybase'],
  'sql server': ['mssql', 'sqlserver2008', 'sqlserver2012', 'sqlserver2016', 'sqlserver2019', 'microsoftsqlserver'],
  mysql: ['mariadb', 'mysql5.7', 'mysql8'],
  postgresql: ['postgres', 'pgsql', 'pg'],
  oracle: ['oracle11g', 'oracle10g', 'oracle12c', 'oracle19c', '甲骨文'],
  jpg: ['jpeg'],
  tif: ['tiff'],
  html: ['htm'],
  mpg: ['mpeg'],
  REST: ['restful', 'api', 'http', 'https', 'restapi', 'restful接口'],
  WebService: ['webservice接口', 'soap'],
  其他: ['其它'],
}

/** 共享方式分类 → 共享方式类型. */
export const shareWayTypes: Readonly<Record<string, readonly string[]>> = {
  共享平台方式: ['数据库', '文件', '接口', '其他'],
  邮件: ['电子文档', '文件', '其他', '无'],
  拷盘: ['电子文档', '文件', '其他', '无'],
  介质交换: ['纸质报表', '电子文档', '文件', '其他', '无'],
  邮件或介质: ['纸质报表', '电子文档', '文件', '其他', '无'],
  系统对接: ['数据库', '文件', '接口', '其他'],
  其他: ['数据库', '文件', '接口', '纸质报表', '电子文档', '其他'],
}

const lookup = (terms: readonly Term[]): ReadonlyMap<string, string> =>
  new Map(terms.flatMap(({ zh, en, variants }) => [zh, en, ...variants].map((word) => [textKey(word) || word, zh] as const)))

const lookups = Object.fromEntries(Object.entries(dictionaries).map(([name, terms]) => [name, lookup(terms)])) as unknown as Readonly<
  Record<DictionaryName, ReadonlyMap<string, string>>
>

/** 类型 in any writing → [类型 as stored, the 分类 it belongs to]; 其他 belongs to all. */
const formatLookup: ReadonlyMap<string, readonly [string, string]> = new Map(
  Object.entries(formatTypes).flatMap(([formatClass, types]) =>
    types.flatMap((type) => [type, ...(formatVariants[type] ?? [])].map((word) => [textKey(word), [type, type === '其他' ? '' : formatClass]] as const)),
  ),
)

const find = (name: DictionaryName, text: string): string | undefined => lookups[name].get(textKey(text) || text.trim())

const numbered = /^[\s(（【[]*\d{1,3}[\s)）】\].、．:：_-]*(?=[^\d\s])/u
const mnemonic = /^([\u4e00-\u9fff]+)[\s(（]*([A-Z])[\s)）]*$/u

/**
 * The listed word for what stands in a cell; what is not listed comes back trimmed, as it is (a finding asks about
 * it). A number before the word is dropped (`1-无条件共享`), a bare number is never interpreted.
 */
export const listedWord = (name: DictionaryName, text: string): string => {
  const plain = text.trim()
  if (plain === '') return ''
  const direct = find(name, plain)
  if (direct !== undefined) return direct
  const word = plain.replace(numbered, '')
  const stripped = word === plain ? undefined : find(name, word)
  if (stripped !== undefined) return stripped
  const lettered = mnemonic.exec(plain.normalize('NFKC'))
  return (lettered?.[1] === undefined ? undefined : find(name, lettered[1])) ?? plain
}

export const isListed = (name: DictionaryName, word: string): boolean => lookups[name].get(textKey(word) || word) === word

/** A 格式类型 as the guide writes it, and the 格式分类 it belongs to ('' = any or not known). */
export const listedFormat = (text: string): { formatType: string; formatClass: string } => {
  const plain = text.trim()
  const found = formatLookup.get(textKey(plain.replace(/^\./, '')))
  return found === undefined ? { formatType: plain, formatClass: '' } : { formatType: found[0], formatClass: found[1] }
}

/** A listed word in the reader's language; other text as it is. */
export const wordIn = (name: DictionaryName, word: string, language: 'zh' | 'en'): string => {
  if (language === 'zh') return word
  return (dictionaries[name] as readonly Term[]).find(({ zh }) => zh === word)?.en ?? word
}
