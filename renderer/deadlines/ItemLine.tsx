import { Anchor, Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeadlineItem } from '../../shared/contract/deadlines.ts'
import { actorOf } from '../../shared/deadlines.ts'
import { type TaskKind, taskKinds } from '../../shared/work.ts'
import { useLanguage } from '../app/language.ts'
import { useLoad } from '../app/use-load.ts'
import { DueChip } from '../components/DueChip.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import classes from './deadlines.module.css'
import { useItemWords, useOpenItem } from './words.ts'

/** `past`: of all days up to this one, the first of which the item names. */
type Props = { item: DeadlineItem; past?: string | null }

/** One thing that is due: what, who acts next, until when, under which article; many alike unfold. */
export const ItemLine = ({ item, past = null }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { step, about } = useItemWords()(item)
  const open = useOpenItem()(item)
  const [unfolded, setUnfolded] = useState(false)
  const kind = taskKinds.find((each) => each === item.kind)
  const title = about === '' ? step : item.count > 1 ? `${step} ${about}` : about
  const alike = item.count > 1 && kind !== undefined
  return (
    <li className={classes.item} data-kind={item.kind} data-state={item.due?.state}>
      <div>
        {open === null ? (
          <Text size="sm" fw={600}>
            {title}
          </Text>
        ) : (
          <Anchor component="button" type="button" size="sm" fw={600} ta="left" onClick={open}>
            {title}
          </Anchor>
        )}
        {item.trigger !== null && item.entry !== null && (
          <Text size="2xs" c="dimmed">
            {t('tasks.of', { trigger: item.trigger.title })}
          </Text>
        )}
        {item.case !== null && !item.sealed && (
          <Text size="2xs" c="dimmed">
            {t(`cases.kinds.${item.case.kind}`)}
          </Text>
        )}
      </div>
      {item.sealed ? (
        <Text size="xs" c="dimmed">
          {step}
        </Text>
      ) : (
        <DueChip who={item.owner === '' ? null : actorOf(item)[language]} what={step} due={item.due} article={item.article?.[language] ?? ''} />
      )}
      {alike && (
        <Button variant="subtle" size="compact-xs" px={0} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {t(unfolded ? 'deadlines.hideAlike' : 'deadlines.showAlike')}
        </Button>
      )}
      {alike && unfolded && <Alike item={item} kind={kind} past={past} />}
    </li>
  )
}

const page = 20
const most = 500

const Alike = ({ item, kind, past }: Required<Props> & { kind: TaskKind }) => {
  const { t } = useTranslation()
  const [limit, setLimit] = useState(page)
  const open = useOpenItem()
  const say = useItemWords()
  const { value, failure, reload } = useLoad(
    'deadline.tasks',
    {
      ...{ kind, owner: item.owner, limit },
      ...(kind === 'refresh' ? {} : { rule: item.rule, trigger: item.trigger?.id ?? null }),
      ...(past !== null ? { until: past } : { from: item.on, until: item.on }),
    },
    ['task', 'catalogue'],
  )
  const rest = (value?.total ?? 0) - (value?.items.length ?? 0)
  return (
    <>
      <ErrorNote failure={failure} onRetry={reload} />
      <ul className={classes.alike}>
        {value?.items.map((one) => {
          const go = open(one)
          const { step, about } = say(one)
          const said = about === '' ? step : about
          return (
            <li key={one.key}>
              {go === null ? (
                said
              ) : (
                <Anchor component="button" type="button" size="xs" ta="left" onClick={go}>
                  {said}
                </Anchor>
              )}
              <Text component="span" size="2xs" c="dimmed" ml={6}>
                {[one.entry?.code ?? '', past === null ? '' : one.on].filter((part) => part !== '').join(' · ')}
              </Text>
            </li>
          )
        })}
      </ul>
      {rest > 0 && limit < most && (
        <Button variant="subtle" size="compact-xs" px={0} onClick={() => setLimit(Math.min(most, limit + page * 5))}>
          {t('deadlines.moreAlike', { count: Math.min(rest, page * 5) })}
        </Button>
      )}
    </>
  )
}
