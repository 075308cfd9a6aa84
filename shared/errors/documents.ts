export const documentErrors = {
  'document.unknownTemplate': {
    zh: { message: '没有文书模板“{template}”。', action: '用 document.templates 查看现有模板。' },
    en: { message: 'There is no template “{template}”.', action: 'document.templates lists those there are.' },
  },
  'document.noGlyph': {
    zh: { message: '{where}里的字符“{character}”（{code}）没有字形，无法排印。', action: '请改用通用字或加注拼音，纸质件上可手写补正。' },
    en: {
      message: 'The character “{character}” ({code}) in {where} has no glyph and can not be set.',
      action: 'Use another form of it, or write it by hand on the printed paper.',
    },
  },
  'document.badCharacter': {
    zh: { message: '{where}里有看不见的控制字符（{code}）。', action: '请删去这段文字重新键入，不要从网页或聊天中粘贴。' },
    en: { message: 'There is an invisible control character ({code}) in {where}.', action: 'Delete that part and type it again instead of pasting it.' },
  },
  'document.tooLarge': {
    zh: { message: '文书太长：最多 {cells} 个表格单元、{characters} 字。', action: '请缩小范围或分成几份；长表用 PDF 可以更长。' },
    en: {
      message: 'The paper is too long: at most {cells} cells of tables and {characters} characters.',
      action: 'Choose less, or make several; a PDF may be longer.',
    },
  },
  'document.stopped': {
    zh: { message: '排印文书的程序中途停止（{why}）。', action: '请再试一次；没有写出文件。' },
    en: { message: 'The process that makes papers stopped ({why}).', action: 'Try again; no file was written.' },
  },
  'document.noLetter': {
    zh: { message: '这项办理没有自己的函件模板。', action: '请用“文书”里的模板制作，再添加为附件。' },
    en: { message: 'This act has no letter of its own.', action: 'Make a paper from a template and add it to the file.' },
  },
} as const
