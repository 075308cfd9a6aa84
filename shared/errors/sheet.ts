export const sheetErrors = {
  'sheet.unknownFormat': {
    zh: { message: '认不出这是什么文件：{name}。', action: '可导入 xlsx、xls、et、csv 和 JSON 数组。' },
    en: { message: 'This kind of file is not known: {name}.', action: 'xlsx, xls, et, csv and JSON arrays can be imported.' },
  },
  'sheet.broken': {
    zh: { message: '文件已损坏，读不出来：{why}。', action: '请用 WPS 或 Excel 打开另存后再导入。' },
    en: { message: 'The file is broken and can not be read: {why}.', action: 'Open it in WPS or Excel, save it anew and import that.' },
  },
  'sheet.encrypted': {
    zh: { message: '文件设有打开口令。', action: '请先在 WPS 或 Excel 中去掉口令再导入。' },
    en: { message: 'The file is protected with a password.', action: 'Remove the password in WPS or Excel first.' },
  },
  'sheet.tooLarge': {
    zh: { message: '文件太大，或展开后超过 {limitMb} MB，可能是压缩炸弹。', action: '请分成几个文件，或核对来源。' },
    en: { message: 'The file is too large, or unpacks to more than {limitMb} MB; it may be a zip bomb.', action: 'Split it, or check where it comes from.' },
  },
  'sheet.tooManyRows': {
    zh: { message: '工作表超过 {limit} 行。', action: '请分成几个文件，或删去表尾的空行。' },
    en: { message: 'The sheet has more than {limit} rows.', action: 'Split it, or delete the empty rows at its end.' },
  },
  'sheet.tooManyColumns': {
    zh: { message: '工作表超过 {limit} 列。', action: '请删去多余的列，或核对分隔符。' },
    en: { message: 'The sheet has more than {limit} columns.', action: 'Delete what is not needed, or check the separator.' },
  },
  'sheet.tooManyCells': {
    zh: { message: '工作表的单元格超过 {limit} 个。', action: '请分成几个文件，或删去远处的零星内容。' },
    en: { message: 'The sheet has more than {limit} cells.', action: 'Split it, or delete scattered content far out.' },
  },
  'sheet.tooManyMerges': {
    zh: { message: '工作表的合并单元格超过 {limit} 处。', action: '请取消不需要的合并。' },
    en: { message: 'The sheet has more than {limit} merged blocks.', action: 'Unmerge what need not be merged.' },
  },
  'sheet.cellTooLong': {
    zh: { message: '有单元格超过 {limit} 个字符。', action: '请核对引号和分隔符，或缩短该单元格。' },
    en: { message: 'A cell holds more than {limit} characters.', action: 'Check quotes and separators, or shorten the cell.' },
  },
  'sheet.empty': {
    zh: { message: '文件里没有可导入的内容。', action: '请核对工作表和表头。' },
    en: { message: 'There is nothing to import in the file.', action: 'Check the sheet and its headings.' },
  },
  'sheet.noMapping': {
    zh: { message: '认不出表头，缺少与“信息资源名称”对应的列。', action: '请在列对应中指定各列。' },
    en: { message: 'The headings are not recognised: no column stands for the resource name.', action: 'Say which column is which in the mapping.' },
  },
  'sheet.unknownField': {
    zh: { message: '列对应里有不认识的字段：{field}。', action: '请从列表中选择字段，或把该列设为不导入。' },
    en: { message: 'The mapping names a field that does not exist: {field}.', action: 'Choose one from the list, or leave the column out.' },
  },
  'sheet.noCell': {
    zh: { message: '表格里没有单元格“{cell}”（{sheet}）。', action: '请在表样中重新指定，例如 C7。' },
    en: { message: 'There is no cell “{cell}” ({sheet}).', action: 'Name another in the template, such as C7.' },
  },
  'sheet.cellTwice': {
    zh: { message: '单元格 {cell}（{sheet}）有两个内容要填。', action: '请在表样中只留一个；合并的单元格算一个。' },
    en: { message: 'Two values are to go into cell {cell} ({sheet}).', action: 'Leave one of them in the template; merged cells count as one.' },
  },
  'sheet.formulaCell': {
    zh: { message: '单元格 {cell}（{sheet}）由公式算出，不能填写。', action: '请改为填写公式所引用的单元格。' },
    en: { message: 'Cell {cell} ({sheet}) is given by a formula and is not written over.', action: 'Fill the cells that the formula reads instead.' },
  },
  'sheet.noRoom': {
    zh: { message: '表格（{sheet}）只留了 {room} 行，要填的有 {rows} 行。', action: '请在空表中插入足够的行后重新载入，或把明细作为附表另存。' },
    en: {
      message: 'The sheet ({sheet}) has room for {room} rows; there are {rows}.',
      action: 'Insert rows into the empty form and load it again, or save the rows as a sheet of their own.',
    },
  },
  'sheet.stopped': {
    zh: { message: '读写表格的程序中途停止（{why}）。', action: '请再试一次；没有写入任何改动。' },
    en: { message: 'The process that reads and writes sheets stopped ({why}).', action: 'Try again; nothing was written.' },
  },
} as const
