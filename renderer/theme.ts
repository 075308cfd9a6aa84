import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, type MantineThemeOverride, mergeThemeOverrides } from '@mantine/core'

/** A calm office blue; shade 6 carries white text at 5.9:1. */
const office: MantineColorsTuple = ['#f0f5fb', '#dee9f5', '#bcd2ea', '#95b7dc', '#6d9bcd', '#467fbc', '#2b65a8', '#23558f', '#1b4474', '#133256']

/** Mantine's dark greys, with a touch of the same blue. */
const dark: MantineColorsTuple = ['#dde3ea', '#b8c1cb', '#8b97a3', '#66717d', '#3a424b', '#2f363e', '#252b32', '#1b1f24', '#16191d', '#101215']

const tinted = ['office', 'gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'grape'] as const

const family = "'Noto Sans SC Variable', 'Microsoft YaHei UI', 'PingFang SC', 'Noto Sans CJK SC', sans-serif"

/** Dense and sober: 14 px text, 13 px tables and fields, 30 px controls. */
const base = createTheme({
  primaryColor: 'office',
  primaryShade: { light: 6, dark: 6 },
  colors: { office, dark },
  fontFamily: family,
  fontFamilyMonospace: `ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', ${family}`,
  fontSizes: { '2xs': '0.75rem', xs: '0.8125rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.55', lg: '1.55', xl: '1.5' },
  spacing: { '2xs': '0.25rem', xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  headings: {
    fontFamily: family,
    fontWeight: '600',
    textWrap: 'wrap',
    sizes: {
      h1: { fontSize: '1.125rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.5' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.5' },
      h6: { fontSize: '0.8125rem', lineHeight: '1.5' },
    },
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Table: { defaultProps: { verticalSpacing: 5, horizontalSpacing: 'xs', fz: 'xs' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, fz: '2xs' } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 }, transitionProps: { duration: 100 } },
      styles: { title: { fontWeight: 600 } },
    },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Tabs: { defaultProps: { keepMounted: false } },
    Paper: { defaultProps: { withBorder: true } },
  },
})

/** The theme, with the one word it needs in the language on screen. */
export const themeIn = (closeLabel: string): MantineThemeOverride => {
  const closeButtonProps = { 'aria-label': closeLabel }
  return mergeThemeOverrides(base, {
    components: {
      Modal: { ...base.components?.Modal, defaultProps: { ...base.components?.Modal?.defaultProps, closeButtonProps } },
      Notification: { defaultProps: { closeButtonProps } },
      Alert: { defaultProps: { closeButtonLabel: closeLabel } },
    },
  })
}

/** Badges and notes: a pale ground and a text of the same hue that can be read on it. */
const tints = (scheme: 'light' | 'dark') =>
  Object.fromEntries(
    tinted.flatMap((name) => [
      [`--mantine-color-${name}-light-color`, `var(--mulu-tint-${name})`],
      [
        `--mantine-color-${name}-light`,
        `color-mix(in srgb, var(--mantine-color-${name}-${scheme === 'light' ? 6 : 5}) ${scheme === 'light' ? 13 : 20}%, var(--mantine-color-body))`,
      ],
    ]),
  )

/** Mantine's quiet greys and tinted badges fall short of 4.5:1 on their grounds; these do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--mulu-mono': 'var(--mantine-font-family-monospace)' },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1f2933',
    '--mantine-color-dimmed': '#56616d',
    '--mantine-color-placeholder': '#6c7783',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': 'var(--mantine-color-office-7)',
    '--mantine-color-default-border': '#d3dae1',
    '--mulu-rail': '#f5f7fa',
    '--mulu-stripe': '#f7f9fb',
    '--mulu-head': '#eef2f6',
    '--mulu-selected': 'var(--mantine-color-office-1)',
    '--mulu-warning': '#8a5300',
    '--mulu-good': '#1d6b35',
    // Hues that stay apart for whoever sees few of them (Okabe and Ito), dark enough on white, light enough on black.
    '--mulu-chart-0': '#0a66a8',
    '--mulu-chart-1': '#c4540a',
    '--mulu-chart-1-pale': '#fbe6d6',
    '--mulu-chart-2': '#0b7a5a',
    '--mulu-chart-2-pale': '#d9f0e7',
    '--mulu-chart-edge': '#56616d',
    ...tints('light'),
    '--mulu-tint-office': 'var(--mantine-color-office-8)',
    '--mulu-tint-gray': '#3f4a55',
    '--mulu-tint-red': '#9b1c12',
    '--mulu-tint-orange': '#8a3b00',
    '--mulu-tint-yellow': '#6f4a00',
    '--mulu-tint-green': '#1a5c2e',
    '--mulu-tint-teal': '#075c4c',
    '--mulu-tint-blue': '#134a8a',
    '--mulu-tint-grape': '#6d2580',
  },
  dark: {
    '--mantine-color-body': '#1b1f24',
    '--mantine-color-text': '#dde3ea',
    '--mantine-color-dimmed': '#a2adb8',
    '--mantine-color-placeholder': '#8b97a3',
    '--mantine-color-error': '#ff8f86',
    '--mantine-color-anchor': 'var(--mantine-color-office-3)',
    '--mantine-color-default-border': '#3a424b',
    '--mulu-rail': '#16191d',
    '--mulu-stripe': '#1f242a',
    '--mulu-head': '#252b32',
    '--mulu-selected': '#22364f',
    '--mulu-warning': '#f0b866',
    '--mulu-good': '#7ccf95',
    '--mulu-chart-0': '#5aa9e6',
    '--mulu-chart-1': '#f08c4a',
    '--mulu-chart-1-pale': '#4a2f1d',
    '--mulu-chart-2': '#3fbf95',
    '--mulu-chart-2-pale': '#17382d',
    '--mulu-chart-edge': '#a2adb8',
    ...tints('dark'),
    '--mulu-tint-office': 'var(--mantine-color-office-2)',
    '--mulu-tint-gray': '#c9d1d9',
    '--mulu-tint-red': '#ffb3ac',
    '--mulu-tint-orange': '#ffc49b',
    '--mulu-tint-yellow': '#f3d98b',
    '--mulu-tint-green': '#9fe0b3',
    '--mulu-tint-teal': '#8fdccb',
    '--mulu-tint-blue': '#a9cdf7',
    '--mulu-tint-grape': '#e5b5f0',
  },
})
