import { Autocomplete, Checkbox, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Profile } from '../../shared/contract/profile.ts'
import { creditCodeTrouble } from '../../shared/credit-code.ts'
import { dayInChina } from '../../shared/moments.ts'
import { builtInPacks } from '../../shared/regulations/built-in.ts'
import { versionsOn } from '../../shared/regulations/pack-set.ts'
import { standingOn } from '../../shared/regulations/standing.ts'
import { sayStanding } from '../../shared/regulations/standing-words.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { Section } from '../components/Section.tsx'
import { usePacks } from '../rules/use-packs.ts'
import { regulationsOf } from './profile-patch.ts'

export type ProfileFieldsProps = { value: Profile; onChange(value: Profile): void; readOnly?: boolean }

/** Who the agency is and which rules it works under: the part the first run asks for. */
export const AgencyFields = ({ value, onChange, readOnly = false }: ProfileFieldsProps) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { aside } = usePunctuation()
  const levels = [
    { value: '', label: t('profile.levels.none') },
    { value: '国家', label: t('profile.levels.national') },
    { value: '省', label: t('profile.levels.province') },
    { value: '设区的市', label: t('profile.levels.city') },
    { value: '县', label: t('profile.levels.county') },
  ]
  const today = dayInChina(new Date().toISOString())
  const packs = versionsOn(usePacks() ?? builtInPacks, today)
  const shown = packs.filter(({ region, articles }) => region !== '' || articles.length > 0)
  const setRegion = (region: string) => {
    const suggested = regulationsOf(packs, region).filter((id) => !regulationsOf(packs, value.region).includes(id))
    onChange({ ...value, region, regulations: [...new Set([...value.regulations, ...suggested])] })
  }
  return (
    <Stack gap="md">
      <Section title={t('profile.agencyTitle')}>
        <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
          <TextInput
            label={t('profile.agency')}
            value={value.agency}
            onChange={(event) => onChange({ ...value, agency: event.currentTarget.value })}
            maxLength={200}
            readOnly={readOnly}
            required
            data-autofocus
          />
          <CreditCode value={value.creditCode} onChange={(creditCode) => onChange({ ...value, creditCode })} readOnly={readOnly} />
          <Autocomplete
            label={t('profile.region')}
            description={t('profile.regionHint')}
            data={[...new Set(packs.map(({ regionName }) => regionName).filter((name) => name !== ''))]}
            value={value.region}
            onChange={setRegion}
            maxLength={64}
            readOnly={readOnly}
          />
          <SimpleGrid cols={2} spacing="sm" style={{ alignItems: 'start' }}>
            <Select
              label={t('profile.level')}
              data={levels}
              value={value.level}
              onChange={(level) => onChange({ ...value, level: (level ?? '') as Profile['level'] })}
              allowDeselect={false}
              readOnly={readOnly}
            />
            <Select
              label={t('profile.network')}
              data={[
                { value: '政务外网', label: t('profile.networks.gov') },
                { value: '互联网', label: t('profile.networks.internet') },
                { value: '单位内部非涉密网', label: t('profile.networks.internal') },
              ]}
              value={value.network}
              onChange={(network) => network !== null && onChange({ ...value, network: network as Profile['network'] })}
              allowDeselect={false}
              readOnly={readOnly}
            />
          </SimpleGrid>
        </SimpleGrid>
      </Section>
      <Section title={t('profile.regulationsTitle')} about={t('profile.regulationsAbout')}>
        <Stack gap={6}>
          {shown.map((pack) => (
            <Checkbox
              key={pack.id}
              checked={pack.region === '' || value.regulations.includes(pack.id)}
              disabled={readOnly || pack.region === ''}
              onChange={(event) =>
                onChange({
                  ...value,
                  regulations: event.currentTarget.checked ? [...value.regulations, pack.id] : value.regulations.filter((other) => other !== pack.id),
                })
              }
              label={
                <Text component="span" size="sm" c="var(--mantine-color-text)">
                  {pack.region === '' ? aside(pack.title[language], t('profile.always')) : pack.title[language]}
                </Text>
              }
              description={sayStanding(standingOn(pack, today, packs), language)}
            />
          ))}
        </Stack>
      </Section>
    </Stack>
  )
}

const CreditCode = ({ value, onChange, readOnly }: { value: string; onChange(value: string): void; readOnly: boolean }) => {
  const { t } = useTranslation()
  const trouble = value === '' ? null : creditCodeTrouble(value)
  const unfinished = trouble === 'length' && value.length < 18
  const words = trouble === null ? null : t(`profile.creditTrouble.${trouble}`, { count: value.length })
  return (
    <TextInput
      label={t('profile.creditCode')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.normalize('NFKC').replace(/\s/g, '').toUpperCase())}
      maxLength={32}
      readOnly={readOnly}
      description={value === '' ? t('profile.creditCodeHint') : unfinished ? words : trouble === null ? t('profile.creditGood') : null}
      error={unfinished ? null : words}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      styles={{ input: { fontFamily: 'var(--mulu-mono)' } }}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
