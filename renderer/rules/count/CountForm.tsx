import { Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type EventSource, eventSources } from '../../../shared/clock.ts'
import { dictionaries } from '../../../shared/dictionaries.ts'
import type { Rule } from '../../../shared/regulations/pack.ts'
import { useLanguage } from '../../app/language.ts'
import { DayInput } from '../../components/DayInput.tsx'
import type { Asked } from './asked.ts'
import type { ChoiceGroup } from './rule-choices.ts'

/** What may be said to have been recorded somewhere; a draft and a telephone call start and end nothing. */
const sources = eventSources.filter((source) => source !== '本机草稿' && source !== '电话')
const asSource = (value: string | null): EventSource => sources.find((source) => source === value) ?? '平台'
const sensitives = { commercial: '商业秘密', personal: '个人隐私' } as const

type Props = { asked: Asked; onChange(asked: Asked): void; choices: ChoiceGroup[]; rule: Rule | null }

export const CountForm = ({ asked, onChange, choices, rule }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const change = (patch: Partial<Asked>) => onChange({ ...asked, ...patch })
  const sourceNames = sources.map((source) => ({ value: source, label: t(`clock.recordedIn.${source}`) }))
  const byDuty = asked.choice.startsWith('duty ')
  const ends = rule === null || rule.kind === 'deadline'
  const extensible = rule === null || (rule.kind === 'deadline' && rule.extension !== undefined)
  return (
    <Stack gap="xs">
      <Select
        label={t('clock.rule')}
        value={asked.choice}
        onChange={(choice) => change({ choice: choice ?? asked.choice, extended: false, ended: false })}
        data={choices}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('clock.noRules')}
        maxDropdownHeight={380}
      />
      <SimpleGrid cols={2} spacing="xs">
        <DayInput label={t('clock.start')} description={t('clock.startHint')} value={asked.start} onChange={(start) => change({ start })} required />
        <Select
          label={t('clock.source')}
          value={asked.source}
          onChange={(source) => change({ source: asSource(source) })}
          data={sourceNames}
          allowDeselect={false}
        />
      </SimpleGrid>
      {byDuty && (
        <SimpleGrid cols={2} spacing="xs">
          <Select
            label={t('clock.shareType')}
            value={asked.shareType}
            onChange={(shareType) => change({ shareType: shareType ?? '' })}
            data={[
              { value: '', label: t('clock.anyType') },
              ...dictionaries.shareType.map((term) => ({ value: term.zh, label: language === 'zh' ? term.zh : `${term.zh} ${term.en}` })),
            ]}
            allowDeselect={false}
          />
          <Checkbox.Group label={t('clock.sensitive')} value={asked.sensitive} onChange={(sensitive) => change({ sensitive })}>
            <Group gap="sm" mt={6}>
              {(['commercial', 'personal'] as const).map((kind) => (
                <Checkbox key={kind} value={sensitives[kind]} label={t(`clock.sensitives.${kind}`)} />
              ))}
            </Group>
          </Checkbox.Group>
        </SimpleGrid>
      )}
      <DayInput label={t('clock.on')} description={t('clock.onHint')} value={asked.on} onChange={(on) => change({ on })} />
      {extensible && <Checkbox label={t('clock.extended')} checked={asked.extended} onChange={(event) => change({ extended: event.currentTarget.checked })} />}
      {extensible && asked.extended && (
        <SimpleGrid cols={3} spacing="xs">
          <NumberInput label={t('clock.extendedBy')} value={asked.extendedBy} onChange={(n) => change({ extendedBy: Number(n) || 1 })} min={1} max={100} />
          <DayInput label={t('clock.consentOn')} value={asked.consentOn} onChange={(consentOn) => change({ consentOn })} />
          <DayInput label={t('clock.noticeOn')} value={asked.noticeOn} onChange={(noticeOn) => change({ noticeOn })} />
        </SimpleGrid>
      )}
      {ends && <Checkbox label={t('clock.ended')} checked={asked.ended} onChange={(event) => change({ ended: event.currentTarget.checked })} />}
      {ends && asked.ended && (
        <SimpleGrid cols={2} spacing="xs">
          <DayInput label={t('clock.endedOn')} value={asked.endedOn} onChange={(endedOn) => change({ endedOn })} />
          <Select
            label={t('clock.endedSource')}
            value={asked.endedSource}
            onChange={(source) => change({ endedSource: asSource(source) })}
            data={sourceNames}
            allowDeselect={false}
          />
          <TextInput label={t('clock.ruling')} value={asked.ruling} onChange={(event) => change({ ruling: event.currentTarget.value })} maxLength={100} />
        </SimpleGrid>
      )}
    </Stack>
  )
}
