/**
 * A csv cell that begins like a formula is computed when a spreadsheet opens it, and may then run commands or send data
 * away (OWASP "CSV Injection"). Such cells are written with a leading apostrophe, and lose it again when read. Numbers
 * are left alone: nothing can hide in them. A text that itself begins with an apostrophe before such a sign gets one
 * more, so that reading gives back exactly what was written.
 */
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/
const number = /^[+-]?\d+(\.\d+)?$/
const neutralised = /^'+[=+\-@\t\r\n＝＋－＠]/

export const safeForCsv = (text: string): string => (dangerous.test(text) && !number.test(text) ? `'${text}` : text)

export const plainOfCsv = (text: string): string => (neutralised.test(text) ? text.slice(1) : text)
