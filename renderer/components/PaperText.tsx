import type { ReactNode } from 'react'
import type { Block } from '../../shared/documents/document.ts'
import { numbered } from '../../shared/documents/numbering.ts'
import type { ReadablePaper } from '../../shared/documents/readable.ts'
import { paperDay, paperWords } from '../../shared/documents/words.ts'
import type { Language } from '../../shared/errors.ts'
import classes from './paper.module.css'

/** A paper read on screen: every word of its PDF, in its order. Official papers are Chinese whatever the screen's language. */
export const PaperText = ({ paper: { name, numbering, blocks }, lang = 'zh' }: { paper: ReadablePaper; lang?: Language }) => (
  <article className={classes.paper} lang={lang === 'zh' ? 'zh-CN' : 'en'} aria-label={name}>
    {numbered({ blocks, numbering, lang }).map(({ block, number }, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text that is shown as it is
      <BlockText key={at} block={block} number={number} lang={lang} />
    ))}
  </article>
)

const BlockText = ({ block, number, lang }: { block: Block; number: string; lang: Language }): ReactNode => {
  switch (block.kind) {
    case 'title':
      return <h3>{block.text}</h3>
    case 'subtitle':
      return <p className={classes.centred}>{block.text}</p>
    case 'number':
      return <p className={classes.right}>{block.text}</p>
    case 'heading':
      return block.level === 3 ? (
        <p className={classes.first}>
          {number}
          {block.text}
        </p>
      ) : (
        <h4>
          {number}
          {block.text}
        </h4>
      )
    case 'paragraph':
      return block.text.split('\n').map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text
        <p key={at} className={block.indent === 'none' ? undefined : classes.first}>
          {line}
        </p>
      ))
    case 'quote':
      return <blockquote>{block.text}</blockquote>
    case 'table':
      return <Rows block={block} />
    case 'pairs':
      return (
        <table className={classes.pairs}>
          <tbody>
            {block.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text
              <tr key={at}>
                {row.flatMap(({ label, value }) => [
                  <th key={`${label} name`} scope="row">
                    {label}
                  </th>,
                  <td key={label} colSpan={row.length === 1 ? 3 : 1}>
                    {value}
                  </td>,
                ])}
              </tr>
            ))}
          </tbody>
        </table>
      )
    case 'signatures':
      return (
        <div className={classes.sides}>
          {block.sides.map(({ side, name, lines }) => (
            <div key={side}>
              <p>{side}</p>
              <p>{name}</p>
              {lines.map(({ label, value }) => (
                <p key={label}>
                  {label}　{value}
                </p>
              ))}
            </div>
          ))}
        </div>
      )
    case 'attachments':
      return (
        <p>
          {paperWords.attachments[lang]}
          {block.names.join(lang === 'zh' ? '；' : '; ')}
        </p>
      )
    case 'signOff':
      return (
        <p className={classes.right}>
          {block.agency}
          <br />
          {paperDay(block.on, lang)}
        </p>
      )
    case 'copyTo':
      return (
        <p>
          {paperWords.copyTo[lang]}
          {block.text}
        </p>
      )
    case 'annex':
      return (
        <p>
          <b>{block.label}</b>
        </p>
      )
    default:
      return <p className={block.kind === 'note' ? classes.small : undefined}>{block.text}</p>
  }
}

const together = 100

/** A long annex stands in parts, each laid out when it comes into sight. */
const Rows = ({ block: { caption = '', columns, rows } }: { block: Extract<Block, { kind: 'table' }> }) => {
  const parts = Array.from({ length: Math.max(1, Math.ceil(rows.length / together)) }, (_, at) => rows.slice(at * together, (at + 1) * together))
  return (
    <>
      {caption !== '' && <p className={classes.centred}>{caption}</p>}
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one list
        <div key={at} className={parts.length > 1 ? classes.part : undefined}>
          <table>
            <thead>
              <tr>
                {columns.map(({ title }) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {part.map((row, line) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text
                <tr key={line}>
                  {row.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells of a text
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </>
  )
}
