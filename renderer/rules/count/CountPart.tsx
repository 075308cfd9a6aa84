import { Button, Group, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../../shared/moments.ts'
import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import { useLanguage } from '../../app/language.ts'
import { useLoad } from '../../app/use-load.ts'
import { usePrint } from '../../app/use-print.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { usePacks } from '../use-packs.ts'
import { callOf, nothingAsked } from './asked.ts'
import { CountForm } from './CountForm.tsx'
import { CountResult } from './CountResult.tsx'
import { CountSheet } from './CountSheet.tsx'
import classes from './count.module.css'
import { chosenRule, ruleChoices } from './rule-choices.ts'

/** Count a deadline: any rule, any start, as of any day; the answer changes with the form. */
export const CountPart = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [asked, setAsked] = useState(() => nothingAsked(dayInChina(new Date().toISOString())))
  const packs = usePacks() ?? builtInPacks
  const on = asked.on !== '' ? asked.on : asked.start
  const choices = ruleChoices(packs, on, language, { byDuty: t('clock.byDuty'), duty: (key) => t(`clock.duties.${key}`) })
  const rule = chosenRule(packs, asked.choice)
  const ofDuty = packs.flatMap(({ rules }) => rules).find((one) => one.kind === 'deadline' && one.duty === asked.choice.slice(5))
  const due = useLoad('clock.due', callOf(asked, rule, ofDuty?.kind === 'deadline' ? ofDuty.ends : ''), ['calendar', 'rules', 'profile'])
  const { print, failure } = usePrint('deadline')
  return (
    <div className={classes.part}>
      <div>
        <Text size="sm" c="dimmed" mb="xs">
          {t('clock.about')}
        </Text>
        <CountForm asked={asked} onChange={setAsked} choices={choices} rule={rule} />
        <Group mt="md">
          <Button leftSection={<IconPrinter size={16} aria-hidden />} variant="default" onClick={print} disabled={due.value === null}>
            {t('clock.print')}
          </Button>
        </Group>
      </div>
      <div>
        <ErrorNote failure={due.failure ?? failure} />
        {due.value !== null && due.failure === null && <CountResult due={due.value} />}
      </div>
      {due.value !== null && <CountSheet due={due.value} start={asked.start} source={t(`clock.recordedIn.${asked.source}`)} />}
    </div>
  )
}
