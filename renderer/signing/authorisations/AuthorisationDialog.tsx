import { Checkbox, Group, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { officeRoles, type Role } from '../../../shared/roles.ts'
import { usePunctuation } from '../../app/punctuation.ts'
import { useSession } from '../../app/session.tsx'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { toastDone } from '../../components/toast.tsx'
import { FormDialog } from '../../today/FormDialog.tsx'
import { subjectKinds } from '../paper-subject.ts'

const empty = { number: '', authorisedBy: '', title: '', fromOn: '', untilOn: '', evidence: '' }

const hasOffice = (roles: readonly Role[]): boolean => roles.some((role) => officeRoles.some((each) => each === role))

/** Of somebody else, as the document says it; the three administrators sign for nobody (decisions K3). */
export const AuthorisationDialog = ({ onClose, onDone }: { onClose(): void; onDone(): void }) => {
  const { t } = useTranslation()
  const { aside } = usePunctuation()
  const session = useSession()
  const users = useLoad('vault.users', {})
  const [user, setUser] = useState<string | null>(null)
  const [scope, setScope] = useState<string[]>(['agreement'])
  const [draft, setDraft] = useState(empty)
  const record = useCall('signing.recordAuthorisation')
  const others = (users.value?.users ?? []).filter(({ name, disabledAt, roles }) => disabledAt === null && name !== session.user.name && hasOffice(roles))
  const edit = (part: Partial<typeof empty>) => setDraft({ ...draft, ...part })
  const { number, authorisedBy, title, fromOn, untilOn, evidence } = draft
  const complete = user !== null && scope.length > 0 && [number, authorisedBy, title, fromOn, untilOn].every((part) => part.trim() !== '')
  const submit = async () => {
    if (user === null) return
    const given = { number: number.trim(), authorisedBy: authorisedBy.trim(), title: title.trim(), fromOn, untilOn, evidence: evidence.trim() }
    // All kinds, those to come too, are said by one sign.
    if ((await record.run({ user, scope: scope.includes('*') ? ['*'] : scope, ...given })) === null) return
    toastDone(t('signing.authorisations.added'))
    onDone()
  }
  const text = (field: 'number' | 'authorisedBy' | 'title', label: string, most: number, description?: string) => (
    <TextInput
      label={label}
      description={description}
      value={draft[field]}
      onChange={(event) => edit({ [field]: event.currentTarget.value })}
      maxLength={most}
      withAsterisk
    />
  )
  return (
    <FormDialog
      title={t('signing.authorisations.addTitle')}
      about={t('signing.authorisations.about')}
      confirm={t('signing.authorisations.addConfirm')}
      complete={complete}
      busy={record.busy}
      failure={record.failure ?? users.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
      size={640}
    >
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <Select
          label={t('signing.authorisations.user')}
          data={others.map(({ name, fullName }) => ({ value: name, label: fullName === '' || fullName === name ? name : aside(fullName, name) }))}
          value={user}
          onChange={setUser}
          searchable
          withAsterisk
          data-autofocus
        />
        {text('number', t('signing.authorisations.number'), 100)}
        {text('authorisedBy', t('signing.authorisations.authorisedBy'), 100)}
        <TextInput
          label={t('signing.authorisations.signsAs')}
          placeholder={t('signing.authorisations.signsAsHint')}
          value={title}
          onChange={(event) => edit({ title: event.currentTarget.value })}
          maxLength={40}
          withAsterisk
        />
        <DayInput label={t('signing.authorisations.from')} value={fromOn} onChange={(day) => edit({ fromOn: day })} withAsterisk />
        <DayInput label={t('signing.authorisations.until')} value={untilOn} onChange={(day) => edit({ untilOn: day })} withAsterisk />
      </SimpleGrid>
      <Checkbox.Group label={t('signing.authorisations.scope')} value={scope} onChange={setScope} withAsterisk>
        <Group gap="md" mt={4}>
          {subjectKinds.map((value) => (
            <Checkbox key={value} value={value} label={t(`signing.kinds.${value}`)} disabled={scope.includes('*')} />
          ))}
          <Checkbox value="*" label={t('signing.anyKind')} />
        </Group>
      </Checkbox.Group>
      <TextInput
        label={t('signing.authorisations.evidence')}
        value={evidence}
        onChange={(event) => edit({ evidence: event.currentTarget.value })}
        maxLength={500}
      />
    </FormDialog>
  )
}
