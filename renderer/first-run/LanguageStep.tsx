import { Button, SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language.ts'
import { SchemeControl } from '../components/DisplayChoice.tsx'
import { Choice } from './Choice.tsx'
import { Walk } from './Walk.tsx'

export const LanguageStep = ({ onNext }: { onNext(): void }) => {
  const { t } = useTranslation()
  const { language, setLanguage } = useLanguage()
  return (
    <Walk
      step="language"
      title={t('firstRun.language.title')}
      about={t('firstRun.language.about')}
      footer={<Button onClick={onNext}>{t('common.next')}</Button>}
    >
      <SimpleGrid cols={2} maw={480} role="group" aria-label={t('shell.language')}>
        <Choice title={t('shell.zh')} chosen={language === 'zh'} onClick={() => setLanguage('zh')} />
        <Choice title={t('shell.en')} chosen={language === 'en'} onClick={() => setLanguage('en')} />
      </SimpleGrid>
      <Text size="sm" fw={600} mt="lg" mb={6} id="first-scheme">
        {t('firstRun.language.scheme')}
      </Text>
      <SchemeControl aria-labelledby="first-scheme" />
    </Walk>
  )
}
