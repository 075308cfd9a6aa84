import { formatMoment } from '../components/moments.ts'

/** Moments the core names in its findings, as people read them. */
export const withMoments = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => formatMoment(at))
