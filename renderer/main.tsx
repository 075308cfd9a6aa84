import './zod-jitless.ts'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@fontsource-variable/noto-sans-sc/index.css'
import './app.css'
import { createRoot } from 'react-dom/client'
import { createApi } from './api/create-api.ts'
import { App } from './app/App.tsx'
import { firstLanguage, storedLanguage } from './app/language.ts'
import { createTexts } from './i18n/i18n.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App api={createApi()} texts={createTexts(firstLanguage(storedLanguage(), navigator.language))} />)
