import { Alert, Checkbox, Group, Input, Select, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../shared/moments.ts'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { DueChip } from '../../components/DueChip.tsx'
import type { CaseDraft } from './case-draft.ts'

const shareTypes = { 有条件共享: 'conditional', 无条件共享: 'unconditional', '': 'none' } as const
const sensitives = { 商业秘密: 'secret', 个人隐私: 'privacy' } as const

type Props = { draft: CaseDraft; onChange(part: Partial<CaseDraft>): void }

/** What decides which rules speak: the sharing type, and whether it holds 商业秘密 or 个人隐私. */
export const ShareFacts = ({ draft: { shareType, sensitive, resource }, onChange }: Props) => {
  const { t } = useTranslation()
  const listed = Object.keys(shareTypes).some((each) => each === shareType)
  return (
    <>
      <Group gap="xl" align="flex-start">
        <Select
          label={t('cases.open.shareType')}
          data={Object.entries(shareTypes).map(([value, key]) => ({ value, label: t(`cases.open.shareTypes.${key}`) }))}
          value={listed ? shareType : ''}
          onChange={(value) => onChange({ shareType: value ?? '' })}
          allowDeselect={false}
          readOnly={resource.id !== null}
          w={200}
        />
        <Input.Wrapper label={t('cases.open.sensitive')} description={t('cases.open.sensitiveHint')} labelElement="div">
          <Group gap="md" my={6}>
            {(['商业秘密', '个人隐私'] as const).map((each) => (
              <Checkbox
                key={each}
                label={t(`cases.open.${sensitives[each]}`)}
                checked={sensitive.includes(each)}
                onChange={(event) => onChange({ sensitive: event.currentTarget.checked ? [...sensitive, each] : sensitive.filter((one) => one !== each) })}
              />
            ))}
          </Group>
        </Input.Wrapper>
      </Group>
      {shareType === '无条件共享' && <UnconditionalNote sensitive={sensitive} />}
    </>
  )
}

/** Unconditional sharing has a clock of its own (practice L5): what it would be if it began today. */
const UnconditionalNote = ({ sensitive }: Pick<CaseDraft, 'sensitive'>) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const today = dayInChina(new Date().toISOString())
  const { value } = useLoad('clock.due', { duty: 'request.reply', shareType: '无条件共享', sensitive, at: today }, ['calendar', 'rules', 'profile'])
  return (
    <Alert color="blue" p="xs">
      <Text size="sm">{t('cases.open.unconditional')}</Text>
      {value?.rule != null && <DueChip who={null} what={value.rule.about[language]} due={value.facts} article={value.rule.title[language]} />}
    </Alert>
  )
}
