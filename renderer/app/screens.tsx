import {
  IconArchive,
  IconBuilding,
  IconCalendarCheck,
  IconCalendarDue,
  IconCertificate,
  IconChartBar,
  IconChecklist,
  IconClipboardList,
  IconDisc,
  IconFileExport,
  IconFileImport,
  IconFolders,
  IconHistory,
  IconListSearch,
  IconLock,
  IconRefresh,
  IconReportAnalytics,
  IconScale,
  IconSettings,
  IconShieldLock,
  IconUsers,
  IconWritingSign,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { CallName } from '../../shared/contract.ts'
import type { Role } from '../../shared/roles.ts'
import { AuditScreen } from '../audit/AuditScreen.tsx'
import { BackupsScreen } from '../backups/BackupsScreen.tsx'
import { CasesScreen } from '../cases/CasesScreen.tsx'
import { CatalogueScreen } from '../catalogue/CatalogueScreen.tsx'
import { CheckScreen } from '../catalogue/CheckScreen.tsx'
import { ExportScreen } from '../catalogue/ExportScreen.tsx'
import { ImportScreen } from '../catalogue/ImportScreen.tsx'
import { DeadlinesScreen } from '../deadlines/DeadlinesScreen.tsx'
import { FerryScreen } from '../ferry/FerryScreen.tsx'
import { ProfileScreen } from '../profile/ProfileScreen.tsx'
import { ProtectionsScreen } from '../protections/ProtectionsScreen.tsx'
import { RegistersScreen } from '../registers/RegistersScreen.tsx'
import { RulesScreen } from '../rules/RulesScreen.tsx'
import { SettingsScreen } from '../settings/SettingsScreen.tsx'
import { SigningScreen } from '../signing/SigningScreen.tsx'
import { StatisticsScreen } from '../statistics/StatisticsScreen.tsx'
import { SubmissionsScreen } from '../submissions/SubmissionsScreen.tsx'
import { SyncScreen } from '../sync/SyncScreen.tsx'
import { TodayScreen } from '../today/TodayScreen.tsx'
import { UsersScreen } from '../users/UsersScreen.tsx'
import { VaultScreen } from '../vault/VaultScreen.tsx'
import { WithheldScreen } from '../withheld/WithheldScreen.tsx'
import type { ScreenName } from './route.ts'

export type ScreenSpec = {
  group: 'catalogue' | 'office' | 'vault' | 'end'
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>
  /** The call without which the screen has nothing to show; the rail hides it from those who may not make it. */
  needs: CallName | null
  body: ComponentType
}

/** Where each role's work begins. */
export const homes: Readonly<Record<Role, ScreenName>> = {
  catalogueOfficer: 'catalogue',
  confidentialityOfficer: 'catalogue',
  workingBodyHead: 'catalogue',
  departmentHead: 'catalogue',
  statisticsOfficer: 'catalogue',
  systemAdmin: 'backups',
  securityAdmin: 'users',
  auditAdmin: 'audit',
}

export const screens: Readonly<Record<ScreenName, ScreenSpec>> = {
  today: { group: 'catalogue', icon: IconCalendarCheck, needs: 'task.list', body: TodayScreen },
  deadlines: { group: 'catalogue', icon: IconCalendarDue, needs: 'deadline.month', body: DeadlinesScreen },
  catalogue: { group: 'catalogue', icon: IconListSearch, needs: 'catalogue.search', body: CatalogueScreen },
  cases: { group: 'catalogue', icon: IconFolders, needs: 'request.list', body: CasesScreen },
  submissions: { group: 'catalogue', icon: IconReportAnalytics, needs: 'submission.list', body: SubmissionsScreen },
  check: { group: 'catalogue', icon: IconChecklist, needs: 'catalogue.check', body: CheckScreen },
  withheld: { group: 'catalogue', icon: IconLock, needs: 'withheld.list', body: WithheldScreen },
  import: { group: 'catalogue', icon: IconFileImport, needs: 'catalogue.import', body: ImportScreen },
  export: { group: 'catalogue', icon: IconFileExport, needs: 'catalogue.export', body: ExportScreen },
  registers: { group: 'catalogue', icon: IconClipboardList, needs: 'register.list', body: RegistersScreen },
  statistics: { group: 'catalogue', icon: IconChartBar, needs: 'statistics.figures', body: StatisticsScreen },
  sync: { group: 'catalogue', icon: IconRefresh, needs: 'sync.status', body: SyncScreen },
  ferry: { group: 'catalogue', icon: IconDisc, needs: 'ferry.packages', body: FerryScreen },
  rules: { group: 'office', icon: IconScale, needs: 'rules.list', body: RulesScreen },
  profile: { group: 'office', icon: IconBuilding, needs: 'profile.get', body: ProfileScreen },
  signing: { group: 'office', icon: IconWritingSign, needs: 'signing.keys', body: SigningScreen },
  users: { group: 'office', icon: IconUsers, needs: 'vault.users', body: UsersScreen },
  vault: { group: 'vault', icon: IconShieldLock, needs: null, body: VaultScreen },
  backups: { group: 'vault', icon: IconArchive, needs: 'vault.check', body: BackupsScreen },
  audit: { group: 'vault', icon: IconHistory, needs: 'audit.list', body: AuditScreen },
  protections: { group: 'vault', icon: IconCertificate, needs: 'vault.protections', body: ProtectionsScreen },
  settings: { group: 'end', icon: IconSettings, needs: null, body: SettingsScreen },
}
