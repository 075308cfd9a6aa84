/**
 * What officers write as the condition of sharing, each judged by a reader: whether it is one to look at again (Order 809 from
 * its first day: no condition may be added, and it says with whom and for what; that departments share free of charge Ningbo asked before).
 *
 * `fee`: it asks for money. `asks`: it asks more of whoever applies. `silent`: it says neither with whom nor for what.
 * `unlessListed`: it is silent itself, and the entry may say so beside it. `unlessSensitive`: an agreement is asked for by the
 * rules where personal information or commercial secrets are in it, and nowhere else.
 */
type Judged = 'plain' | 'fee' | 'asks' | 'silent' | 'unlessListed' | 'unlessSensitive'

const inForce809 = '2025-08-01'

export const conditions: Readonly<Record<string, Judged>> = {
  用于核对申请人家庭经济状况: 'plain',
  '仅限本市各级民政部门，用于低保审批': 'plain',
  '可共享给公安机关；不得转给第三方': 'plain',
  '须经局长批准，用于行政履职': 'asks',
  '凭加盖公章的公函申请，用于统计分析': 'asks',
  '用于核查，按次支付查询成本': 'fee',
  视情况面议: 'silent',
  依法申请: 'unlessListed',
  '须签订保密协议，用于信息核验': 'unlessSensitive',
  无: 'plain',
}

// biome-ignore lint/suspicious/noExplicitAny: a content is whatever the script says
type Content = Record<string, any>

const byConsent = /^经.+同意后用于行政履职$/
const judgedAs = (condition: string): Judged => {
  const judged = byConsent.test(condition) || condition === '' ? 'plain' : conditions[condition]
  if (judged === undefined) throw new Error(`nobody judged the condition ${condition}`)
  return judged
}

export const conditionAsksForALook = (content: Content, on: string): boolean => {
  if (content.shareType !== '有条件共享') return false
  const judged = judgedAs(content.shareCondition)
  if (judged === 'fee') return true
  if (on < inForce809) return false
  switch (judged) {
    case 'asks':
    case 'silent':
      return true
    case 'unlessListed':
      return content.shareScope === '' && content.shareUse === ''
    case 'unlessSensitive': {
      let sensitive = false
      for (const item of content.items) if (item.personalInformation || item.commercialSecret) sensitive = true
      return !sensitive
    }
    default:
      return false
  }
}
