/** \n for every line break. Nearly no text has another kind, and looking is far cheaper than replacing. */
export const plainBreaks = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)
