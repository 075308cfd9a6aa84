import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { TextBrief } from '../agreement/view/TextBrief.tsx'
import classes from '../cases.module.css'
import { type Fields, fieldsIn, type Json, textIn } from '../form/schema.ts'
import { useCaseWords } from '../words.ts'

type Props = {
  kind: CaseKind
  act: string
  fields: Fields
  note: string
  /** Of a draft: what an agreement’s text is checked by. */
  shareType?: string
}

/** Which act is answered, and digests, are no words for people. */
export const unsaid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|^[0-9a-f]{64}$/

/** What an act says, field by field, in words. */
export const FieldsView = ({ kind, act, fields, note, shareType }: Props) => {
  const { t } = useTranslation()
  const words = useCaseWords(kind)
  const lines = Object.entries(fields).filter(([, value]) => isSaid(value))
  if (lines.length === 0 && note === '') return null
  return (
    <dl className={classes.said}>
      {lines.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{words.field(act, [name])}</dt>
          <dd>
            {name === 'text' && kind === 'agreement' && typeof value === 'object' ? (
              <TextBrief value={value} {...(shareType === undefined ? {} : { shareType })} />
            ) : (
              <Value kind={kind} act={act} path={[name]} value={value} />
            )}
          </dd>
        </Fragment>
      ))}
      {note !== '' && (
        <>
          <dt>{t('cases.form.note')}</dt>
          <dd>{note}</dd>
        </>
      )}
    </dl>
  )
}

const isSaid = (value: Json): boolean => {
  if (value === '' || value === null) return false
  if (typeof value === 'string') return !unsaid.test(value)
  if (Array.isArray(value)) return value.some(isSaid)
  return typeof value !== 'object' || Object.values(value).some(isSaid)
}

type ValueProps = { kind: CaseKind; act: string; path: readonly string[]; value: Json }

const Value = ({ kind, act, path, value }: ValueProps) => {
  const words = useCaseWords(kind)
  const { list, pair } = usePunctuation()
  if (typeof value === 'string') return words.value(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) {
    const texts = value.filter((one) => typeof one === 'string')
    if (texts.length === value.length) return list(texts.map(words.value))
    return value.map((one, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
      <div key={at} className={classes.quoted}>
        <Value kind={kind} act={act} path={path} value={one} />
      </div>
    ))
  }
  const inside = fieldsIn(value)
  if (typeof inside.from === 'string' && typeof inside.to === 'string') return `${inside.from} — ${inside.to}`
  if ('name' in inside && 'code' in inside) return [textIn(inside.name), textIn(inside.code)].filter((part) => part !== '').join(' ')
  // A regulation, its article and its words, as it is quoted.
  if ('quote' in inside && !('ground' in inside)) return <Quoted fields={inside} />
  return Object.entries(inside)
    .filter(([name, one]) => isSaid(one) && !('ground' in inside && ['title', 'article', 'quote'].includes(name)))
    .map(([name, one]) => (
      <div key={name}>
        {pair(words.field(act, [...path, name]), '')}
        <Value kind={kind} act={act} path={[...path, name]} value={one} />
        {name === 'ground' && textIn(inside.title) !== '' && <Quoted fields={inside} />}
      </div>
    ))
}

const Quoted = ({ fields: { title, article, quote } }: { fields: Fields }) => (
  <div>
    {textIn(title)}
    {textIn(article)}
    {textIn(quote) !== '' && <div>“{textIn(quote)}”</div>}
  </div>
)
