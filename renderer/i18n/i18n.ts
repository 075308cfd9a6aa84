import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../shared/errors.ts'
import { agreement as agreementEn } from './en/agreement.ts'
import { answers as answersEn } from './en/answers.ts'
import { audit as auditEn } from './en/audit.ts'
import { backlog as backlogEn } from './en/backlog.ts'
import { backups as backupsEn } from './en/backups.ts'
import { bulk as bulkEn } from './en/bulk.ts'
import { calendar as calendarEn } from './en/calendar.ts'
import { cases as casesEn } from './en/cases.ts'
import { catalogue as catalogueEn } from './en/catalogue.ts'
import { charts as chartsEn } from './en/charts.ts'
import { clock as clockEn } from './en/clock.ts'
import { common as commonEn } from './en/common.ts'
import { deadlines as deadlinesEn } from './en/deadlines.ts'
import { ferry as ferryEn } from './en/ferry.ts'
import { firstRun as firstRunEn } from './en/first-run.ts'
import { ledgers as ledgersEn } from './en/ledgers.ts'
import { life as lifeEn } from './en/life.ts'
import { listing as listingEn } from './en/listing.ts'
import { lock as lockEn } from './en/lock.ts'
import { papers as papersEn } from './en/papers.ts'
import { profile as profileEn } from './en/profile.ts'
import { protections as protectionsEn } from './en/protections.ts'
import { registers as registersEn } from './en/registers.ts'
import { roles as rolesEn } from './en/roles.ts'
import { rules as rulesEn } from './en/rules.ts'
import { settings as settingsEn } from './en/settings.ts'
import { sharing as sharingEn } from './en/sharing.ts'
import { shell as shellEn } from './en/shell.ts'
import { signing as signingEn } from './en/signing.ts'
import { statistics as statisticsEn } from './en/statistics.ts'
import { submission as submissionEn } from './en/submission.ts'
import { submissions as submissionsEn } from './en/submissions.ts'
import { sync as syncEn } from './en/sync.ts'
import { tasks as tasksEn } from './en/tasks.ts'
import { trust as trustEn } from './en/trust.ts'
import { users as usersEn } from './en/users.ts'
import { vault as vaultEn } from './en/vault.ts'
import { agreement } from './zh/agreement.ts'
import { answers } from './zh/answers.ts'
import { audit } from './zh/audit.ts'
import { backlog } from './zh/backlog.ts'
import { backups } from './zh/backups.ts'
import { bulk } from './zh/bulk.ts'
import { calendar } from './zh/calendar.ts'
import { cases } from './zh/cases.ts'
import { catalogue } from './zh/catalogue.ts'
import { charts } from './zh/charts.ts'
import { clock } from './zh/clock.ts'
import { common } from './zh/common.ts'
import { deadlines } from './zh/deadlines.ts'
import { ferry } from './zh/ferry.ts'
import { firstRun } from './zh/first-run.ts'
import { ledgers } from './zh/ledgers.ts'
import { life } from './zh/life.ts'
import { listing } from './zh/listing.ts'
import { lock } from './zh/lock.ts'
import { papers } from './zh/papers.ts'
import { profile } from './zh/profile.ts'
import { protections } from './zh/protections.ts'
import { registers } from './zh/registers.ts'
import { roles } from './zh/roles.ts'
import { rules } from './zh/rules.ts'
import { settings } from './zh/settings.ts'
import { sharing } from './zh/sharing.ts'
import { shell } from './zh/shell.ts'
import { signing } from './zh/signing.ts'
import { statistics } from './zh/statistics.ts'
import { submission } from './zh/submission.ts'
import { submissions } from './zh/submissions.ts'
import { sync } from './zh/sync.ts'
import { tasks } from './zh/tasks.ts'
import { trust } from './zh/trust.ts'
import { users } from './zh/users.ts'
import { vault } from './zh/vault.ts'

/** Every word on screen, one file per noun; a key reads `noun.key`. */
export const zh = {
  common,
  shell,
  roles,
  tasks,
  deadlines,
  charts,
  statistics,
  catalogue,
  cases,
  agreement,
  ledgers,
  bulk,
  answers,
  clock,
  life,
  calendar,
  lock,
  vault,
  users,
  backups,
  audit,
  profile,
  registers,
  sync,
  ferry,
  papers,
  submission,
  submissions,
  listing,
  rules,
  protections,
  settings,
  trust,
  firstRun,
  sharing,
  signing,
  backlog,
}
export const en = {
  common: commonEn,
  shell: shellEn,
  roles: rolesEn,
  answers: answersEn,
  tasks: tasksEn,
  deadlines: deadlinesEn,
  charts: chartsEn,
  statistics: statisticsEn,
  catalogue: catalogueEn,
  cases: casesEn,
  agreement: agreementEn,
  ledgers: ledgersEn,
  bulk: bulkEn,
  clock: clockEn,
  life: lifeEn,
  calendar: calendarEn,
  lock: lockEn,
  vault: vaultEn,
  users: usersEn,
  backups: backupsEn,
  audit: auditEn,
  profile: profileEn,
  registers: registersEn,
  sync: syncEn,
  ferry: ferryEn,
  papers: papersEn,
  submission: submissionEn,
  submissions: submissionsEn,
  listing: listingEn,
  rules: rulesEn,
  protections: protectionsEn,
  settings: settingsEn,
  trust: trustEn,
  firstRun: firstRunEn,
  sharing: sharingEn,
  signing: signingEn,
  backlog: backlogEn,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zh }
  }
}

/** The texts in one language, to begin with. */
export const createTexts = (language: Language): i18n => {
  const texts = createInstance()
  // Everything is bundled, so this settles before it returns; React escapes what it shows.
  texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return texts
}
