import { Alert, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseKind } from '../../../shared/cases/act.ts'
import { useApi } from '../../app/api-context.tsx'
import { ItemTicks } from '../form/ItemTicks.tsx'
import { ChosenResource } from './ChosenResource.tsx'
import type { CaseDraft } from './case-draft.ts'
import { ResourcePicker } from './ResourcePicker.tsx'
import { sensitiveOf, useEntryFacts } from './use-entry-facts.ts'

type Props = { kind: CaseKind; draft: CaseDraft; onChange(part: Partial<CaseDraft>): void }

/** Which resource the file is about: one that is listed, item by item, or what nobody lists, in words. */
export const ResourcePart = ({ kind, draft, onChange }: Props) => {
  const { t } = useTranslation()
  const api = useApi()
  const { from, resource, items, as } = draft
  const facts = useEntryFacts(resource.id)
  const titleOf = (name: string) => t(kind === 'correction' ? 'cases.open.titleOfCorrection' : 'cases.open.titleOf', { name })
  const pick = async (id: string) => {
    const reply = await api.call('catalogue.get', { id })
    if (!reply.ok) return
    const { entry, owner } = reply.value
    const { title, codes, shareType } = entry.content
    onChange({
      resource: { id, code: codes[0]?.code ?? '', name: title },
      items: [],
      shareType,
      sensitive: sensitiveOf(entry.content.items),
      title: titleOf(title).slice(0, 200),
      ...(owner === null ? {} : { other: owner }),
    })
  }
  return (
    <Stack gap="sm">
      <div>
        <Text size="xs" fw={500} mb={4} id="resource-from">
          {t('cases.open.from')}
        </Text>
        <SegmentedControl
          aria-labelledby="resource-from"
          value={from}
          onChange={(value) =>
            onChange({
              from: value === 'outside' ? 'outside' : 'catalogue',
              resource: { id: null, code: '', name: '' },
              items: [],
              shareType: '',
              sensitive: [],
            })
          }
          data={(['catalogue', 'outside'] as const).map((each) => ({ value: each, label: t(`cases.open.sources.${each}`) }))}
        />
      </div>
      {from === 'outside' ? (
        <TextInput
          label={t('cases.open.name')}
          description={t('cases.open.nameHint')}
          value={resource.name}
          onChange={(event) =>
            onChange({ resource: { id: null, code: '', name: event.currentTarget.value }, title: titleOf(event.currentTarget.value).slice(0, 200) })
          }
          maxLength={300}
          withAsterisk
        />
      ) : resource.id === null ? (
        <ResourcePicker whose={as === 'applicant' ? 'others' : 'own'} onPick={(id) => void pick(id)} />
      ) : (
        <>
          <ChosenResource
            label={t('cases.open.chosen')}
            name={resource.name}
            code={resource.code}
            provider={facts?.provider ?? ''}
            onChange={() => onChange({ resource: { id: null, code: '', name: '' }, items: [] })}
          />
          {facts?.shareType === '不予共享' && (
            <Alert color="orange" p="xs">
              {t('cases.open.withheld')}
            </Alert>
          )}
          {facts !== null && facts.items.length > 0 && (
            <ItemTicks
              none={t('cases.open.allItems')}
              label={t('cases.open.items')}
              hint={t('cases.open.itemsHint')}
              names={facts.items}
              chosen={items}
              needed={false}
              onChange={(chosen) => onChange({ items: chosen })}
            />
          )}
        </>
      )}
    </Stack>
  )
}
