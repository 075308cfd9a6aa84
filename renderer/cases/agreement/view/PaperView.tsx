import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Block, DocumentModel } from '../../../../shared/documents/document.ts'
import { numbered } from '../../../../shared/documents/numbering.ts'
import classes from '../agreement.module.css'

/** A paper as its contents, to be read on screen; the same contents are what is printed. */
export const PaperView = ({ model }: { model: DocumentModel }) => (
  <article className={classes.paper} lang={model.lang} aria-label={model.name}>
    {numbered(model).map(({ block, number }, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
      <BlockView key={at} block={block} number={number} />
    ))}
  </article>
)

const shownRows = 200

const lines = (text: string): ReactNode => text.split('\n').map((line, at) => (at === 0 ? line : [<br key={line} />, line]))

const BlockView = ({ block, number }: { block: Block; number: string }) => {
  const { t } = useTranslation()
  switch (block.kind) {
    case 'title':
      return (
        <Title order={3} className={classes.paperTitle ?? ''}>
          {lines(block.text)}
        </Title>
      )
    case 'heading':
      return block.level === 3 ? (
        <p className={classes.indented}>
          {number}
          {block.text}
        </p>
      ) : (
        <Title order={4} className={classes.paperHeading ?? ''}>
          {number}
          {block.text}
        </Title>
      )
    case 'subtitle':
    case 'number':
      return <p className={classes.centred}>{lines(block.text)}</p>
    case 'paragraph':
      return <p className={block.indent === 'none' ? '' : classes.indented}>{lines(block.text)}</p>
    case 'annex':
      return <p className={classes.annex}>{block.label}</p>
    case 'pairs':
      return (
        <dl className={classes.pairs}>
          {block.rows.flat().map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      return (
        // Plain cells: a long annex has thousands of them.
        <table className={classes.grid} {...(block.caption === undefined ? {} : { 'aria-label': block.caption })}>
          <thead>
            <tr>
              {block.columns.map(({ title }) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.slice(0, shownRows).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
              <tr key={at}>
                {block.columns.map(({ title }, column) => (
                  <td key={title}>{row[column] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
          {block.rows.length > shownRows && <caption>{t('agreement.moreRows', { count: block.rows.length - shownRows })}</caption>}
        </table>
      )
    case 'signatures':
      return (
        <div className={classes.signatures}>
          {block.sides.map(({ side, name, lines: said }) => (
            <div key={side}>
              <strong>{side}</strong> {name}
              {said.map(({ label, value }) => (
                <div key={label}>
                  {label} {value}
                </div>
              ))}
            </div>
          ))}
        </div>
      )
    case 'attachments':
      return (
        <ol className={classes.attachments}>
          {block.names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ol>
      )
    case 'signOff':
      return <p className={classes.centred}>{[block.agency, block.on].filter((part) => part !== null).join('　')}</p>
    default:
      return <p className={classes.noted}>{lines(block.text)}</p>
  }
}
