/** A header or footer without its codes (ECMA-376 part 1, 18.3.1.39): each of its three parts in a line of its own. */
export const plainPrinted = (text: string): string =>
  text.replace(/&(?:([LCR])|"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Z&])/g, (_, part?: string) => (part === undefined ? '' : '\n'))
