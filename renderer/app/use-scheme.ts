import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'

/** Light, dark, or as the system; `toggle` turns to the other of light and dark. */
export const useScheme = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const shown = useComputedColorScheme('light')
  return { scheme: colorScheme, setScheme: setColorScheme, toggle: () => setColorScheme(shown === 'dark' ? 'light' : 'dark') }
}
