/**
 * What the clauses of a 共享条件 speak of. A condition says with whom and for what; one that asks more of those who
 * apply may hinder sharing, and people are asked to look at it (practice L7, L13).
 */
export type ClauseKind = 'scope' | 'use' | 'inherent' | 'fee' | 'more' | 'agreement' | 'unclear'

/** Clauses end where a writer stops: commas too, since “须盖章，仅限审批使用” asks for two things. */
const breaks = /[；;。，,\n]|(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff（(])/u

const kinds: readonly (readonly [ClauseKind, RegExp])[] = [
  ['fee', /(?<!不|免|无需|不得)(?:收费|付费|缴费|收取|有偿)|(?:支付|缴纳|承担|分摊|补偿).{0,6}(?:费|成本)|成本补偿/u],
  ['agreement', /签(?:订|署).{0,12}(?:协议|承诺|责任书)|(?:保密|共享|使用|合作)(?:协议|承诺书)/u],
  [
    'more',
    /(?:领导|局长|主任|厅长|负责人|上级|主管部门|党组|政府)[^，；。]{0,8}(?:同意|批准|审批|签批|签字|核准)|公函|函告|发函|来函|介绍信|盖章|公章|纸质|书面申请|现场(?:办理|领取|查询)|上门|当面|专人|对等|互换|交换条件|逐(?:次|笔|条|案|项)[^，；。]{0,6}(?:审批|申请|审核|批准)|一事一议|一案一批/u,
  ],
  ['unclear', /视情况|酌情|另行|待定|具体(?:协商|面议)|面议|协商(?:确定|一致|后)|根据(?:实际)?情况/u],
  [
    'use',
    /用于|用途|使用(?:$|范围)|核查|核验|比对|核定|监管|统计|分析|决策|执法|办案|查办|使用目的|(?:为|因)[^，；。]{0,20}(?:所需|需要|需求|使用|提供)|履(?:行|职)|(?:办理|开展|实施)[^，；。]{1,20}|(?:业务|工作|职责|监管|执法|审批)(?:需要|需求|所需)|供[^，；。]{0,16}(?:使用|查询|核验|比对|参考)/u,
  ],
  [
    'scope',
    /(?:部门|单位|机关|委办局|机构|地区|区县|市县|层级|本市|全市|本省|全省|本区|全区|辖区)|(?:仅|只|限)[^，；。]{0,12}(?:提供|共享|返回|开放|查询|字段|数据|信息|范围)|范围|脱敏|隐去|匿名/u,
  ],
  ['inherent', /申请|同意|授权|审核|审批|批准|登记|备案|保密|安全|依法|按照|依据|符合|不得|禁止|严禁|加密|留痕|日志/u],
]

const kindOf = (clause: string): ClauseKind => kinds.find(([, form]) => form.test(clause))?.[0] ?? 'unclear'

export const clausesOf = (condition: string): { text: string; kind: ClauseKind }[] =>
  condition
    .normalize('NFKC')
    .split(breaks)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
    .map((text) => ({ text, kind: kindOf(text) }))
