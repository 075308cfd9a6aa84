import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language.ts'
import { useScheme } from '../app/use-scheme.ts'

type Props = { 'aria-label'?: string; 'aria-labelledby'?: string; fullWidth?: boolean }

export const LanguageControl = (props: Props) => {
  const { t } = useTranslation()
  const { language, setLanguage } = useLanguage()
  return (
    <SegmentedControl
      {...props}
      value={language}
      onChange={setLanguage}
      data={[
        { value: 'zh', label: t('shell.zh') },
        { value: 'en', label: t('shell.en') },
      ]}
    />
  )
}

export const SchemeControl = (props: Props) => {
  const { t } = useTranslation()
  const { scheme, setScheme } = useScheme()
  return (
    <SegmentedControl
      {...props}
      value={scheme}
      onChange={setScheme}
      data={[
        { value: 'light', label: t('shell.light') },
        { value: 'dark', label: t('shell.dark') },
        { value: 'auto', label: t('shell.auto') },
      ]}
    />
  )
}
