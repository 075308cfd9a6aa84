import { Checkbox, Input } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from '../cases.module.css'
import type { FileProps } from '../file/CaseFile.tsx'
import { AddPaper } from './AddPaper.tsx'

type Props = Pick<FileProps, 'row' | 'file'> & { chosen: readonly string[]; needed: boolean; onChange(chosen: (old: readonly string[]) => string[]): void }

/** Which of the file's papers go with the act. */
export const PapersField = ({ row, file: { papers }, chosen, needed, onChange }: Props) => {
  const { t } = useTranslation()
  return (
    <Input.Wrapper
      label={t('cases.form.papers')}
      description={papers.length > 0 ? t('cases.form.papersHint') : undefined}
      withAsterisk={needed}
      labelElement="div"
      inputWrapperOrder={['label', 'description', 'input']}
    >
      <div className={classes.stack} style={{ marginTop: 6 }}>
        {papers.map(({ sha256, name }) => (
          <Checkbox
            key={sha256}
            label={name}
            checked={chosen.includes(sha256)}
            onChange={(event) => {
              const on = event.currentTarget.checked
              onChange((old) => (on ? [...old, sha256] : old.filter((one) => one !== sha256)))
            }}
          />
        ))}
        <AddPaper kind={row.kind} id={row.id} onAdded={(sha256) => onChange((old) => [...new Set([...old, sha256])])} />
      </div>
    </Input.Wrapper>
  )
}
