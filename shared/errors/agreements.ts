export const agreementErrors = {
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
} as const
