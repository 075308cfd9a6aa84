import type { EntryContent, EntryField, Format } from '../../../shared/catalogue.ts'
import { formatTypes, shareWayTypes } from '../../../shared/dictionaries.ts'

const filled = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== '' && value !== null)

const asksFor: Readonly<Partial<Record<EntryField, (content: EntryContent) => boolean>>> = {
  shareCondition: ({ shareType }) => shareType !== '无条件共享' && shareType !== '不予共享',
  shareScope: ({ shareType }) => shareType === '有条件共享',
  shareUse: ({ shareType }) => shareType === '有条件共享',
  shareReason: ({ shareType }) => shareType === '不予共享',
  shareBasis: ({ shareType }) => shareType === '不予共享',
  shareWayClass: ({ shareType }) => shareType !== '不予共享',
  shareWayType: ({ shareType }) => shareType !== '不予共享',
  openCondition: ({ isOpen }) => isOpen === '是',
}

/**
 * Whether a field is called for by what is filled in elsewhere. What is not called for but holds something stays in
 * sight (`leftOver`), so that nothing is kept that nobody can see.
 */
export const standing = (field: EntryField, content: EntryContent): 'asked' | 'leftOver' | 'hidden' => {
  if (asksFor[field]?.(content) !== false) return 'asked'
  return filled(content[field]) ? 'leftOver' : 'hidden'
}

/** Another 格式分类: a 格式类型 that belongs to the old one only is taken out, one that was typed freely stays. */
export const withFormatClass = (format: Format, formatClass: string): Format => {
  const { formatType } = format
  const ofOld = formatTypes[format.formatClass]?.includes(formatType) ?? false
  const ofNew = formatTypes[formatClass]?.includes(formatType) ?? false
  return { ...format, formatClass, formatType: ofOld && !ofNew ? '' : formatType }
}

/** Another 共享方式分类, in the same manner. */
export const withWayClass = ({ shareWayClass, shareWayType }: EntryContent, next: string): Pick<EntryContent, 'shareWayClass' | 'shareWayType'> => {
  const ofOld = shareWayTypes[shareWayClass]?.includes(shareWayType) ?? false
  const ofNew = shareWayTypes[next]?.includes(shareWayType) ?? false
  return { shareWayClass: next, shareWayType: ofOld && !ofNew ? '' : shareWayType }
}
