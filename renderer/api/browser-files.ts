import type { FileKind } from '../../shared/files.ts'

/** The browser's own dialog for files to read, one or several. Must run inside a click or a key press. Empty: nothing was chosen. */
export const chooseFiles = (kinds: readonly FileKind[], several: boolean): Promise<File[]> =>
  new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = kinds.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)).join(',')
    input.multiple = several
    input.hidden = true
    const finish = (files: File[]) => {
      input.remove()
      resolve(files)
    }
    input.addEventListener('change', () => {
      finish([...(input.files ?? [])])
    })
    input.addEventListener('cancel', () => {
      finish([])
    })
    document.body.append(input)
    input.click()
  })

/** Hands a finished file to the browser's downloads. */
export const deliverFile = (url: string, name: string): void => {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}
