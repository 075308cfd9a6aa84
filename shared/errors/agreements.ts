export const agreementErrors = {
  'agreement.needed': {
    zh: { message: '按{rules}，共享前须签订安全保密协议。', action: '请从这项申请起草协议并签署；等待签署不停止提供数据的期限。' },
    en: {
      message: 'Under {rules} an agreement on security and confidentiality is signed before sharing.',
      action: 'Draft one from this request and have it signed; waiting for it does not stop the time for delivery.',
    },
  },
  'agreement.notSigned': {
    zh: { message: '协议“{title}”还没有由双方签署。', action: '请先完成签署；等待签署不停止提供数据的期限。' },
    en: {
      message: 'The agreement “{title}” is not signed by both sides.',
      action: 'Have it signed first; waiting for it does not stop the time for delivery.',
    },
  },
  'agreement.notYet': {
    zh: { message: '协议“{title}”从{from}起生效。', action: '请在生效之日起办理，或者与对方商定提前生效。' },
    en: { message: 'The agreement “{title}” takes effect on {from}.', action: 'Go on from that day, or agree on an earlier one with the other side.' },
  },
  'agreement.expired': {
    zh: { message: '协议“{title}”已于{until}到期，不能再提供或使用数据。', action: '请续签（以原协议起草），或者按协议处置数据。' },
    en: {
      message: 'The agreement “{title}” expired on {until}; no data may be delivered or used under it.',
      action: 'Renew it (a draft is made from the old one), or dispose of the data as agreed.',
    },
  },
  'agreement.ended': {
    zh: { message: '协议“{title}”已终止。', action: '请按协议处置数据；仍需使用的，另行申请并签订协议。' },
    en: { message: 'The agreement “{title}” has ended.', action: 'Dispose of the data as agreed; apply anew and sign another where they are still needed.' },
  },
  'agreement.noText': {
    zh: { message: '案卷里还没有协议文本。', action: '请先起草并提出文本。' },
    en: { message: 'The file has no text yet.', action: 'Draft one and propose it first.' },
  },
  'agreement.noRequest': {
    zh: { message: '这个案卷里还没有共享申请。', action: '请先登记或提出申请，再从它起草协议。' },
    en: { message: 'The file has no application yet.', action: 'Apply, or record the application, and draft the agreement from it.' },
  },
  'agreement.nothingToCompare': {
    zh: { message: '没有可以比较的另一份文本。', action: '有了修改文本，或续签原协议时，才有不同可看。' },
    en: { message: 'There is no other text to compare it with.', action: 'Differences show once there is another round, or an older agreement it renews.' },
  },
  'agreement.textWrong': {
    zh: { message: '协议文本不完整或有误：{where}。', action: '请从申请起草，或补齐后再提出。' },
    en: { message: 'The text is not whole: {where}.', action: 'Draft it from the request, or complete it before it is proposed.' },
  },
  'agreement.otherDigest': {
    zh: { message: '所附校验值不是这份文本的。', action: '请重新打开文本，按现在的内容提出。' },
    en: { message: 'The digest is not that of this text.', action: 'Open the text again and propose it as it stands.' },
  },
  'agreement.incomplete': {
    zh: { message: '文本还有 {count} 处必须改：{first}', action: '请提出修改文本，改好后再同意或签署。' },
    en: { message: 'The text has {count} things that must be mended: {first}', action: 'Propose a mended text before it is accepted or signed.' },
  },
  'agreement.notToSign': {
    zh: { message: '协议现在不能由本单位签署。', action: '文本须先由双方同意；一方签署后由另一方签署。' },
    en: { message: 'This agency can not sign the agreement now.', action: 'Both sides accept the text first; after one has signed it is the other’s turn.' },
  },
  'agreement.otherBundle': {
    zh: { message: '签署文件包不是对这份协议文本签的：{why}', action: '请取对方重新发来的文件包，或请对方重新签署。' },
    en: { message: 'The bundle is not signed over this text: {why}', action: 'Ask the other side for the bundle again, or to sign anew.' },
  },
  'agreement.noBundle': {
    zh: { message: '没有取到对方的签署文件包。', action: '请先同步取回案卷附件；纸质签署的请登记扫描件。' },
    en: {
      message: 'The other side’s bundle is not here.',
      action: 'Synchronise to fetch the papers of the file; record the scan where it was signed on paper.',
    },
  },
} as const
