/** The keyboard, as the help dialog lists it: what each key does and where. The keys are bound where they act. */
export const shortcuts = [
  { group: 'general', name: 'palette', keys: ['Ctrl', 'K'] },
  { group: 'general', name: 'help', keys: ['F1'] },
  { group: 'general', name: 'lock', keys: ['Ctrl', 'Shift', 'L'] },
  { group: 'general', name: 'scheme', keys: ['Ctrl', 'Shift', 'D'] },
  { group: 'general', name: 'escape', keys: ['Esc'] },
  { group: 'navigation', name: 'go', keys: ['Alt', '1…9'] },
  { group: 'catalogue', name: 'search', keys: ['/'] },
  { group: 'catalogue', name: 'new', keys: ['Ctrl', 'Alt', 'N'] },
  { group: 'catalogue', name: 'save', keys: ['Ctrl', 'S'] },
] as const
