export const attachmentErrors = {
  'attachment.notAPaper': {
    zh: { message: '“{name}”不是可以作附件的文件。', action: '请用 PDF、OFD、图片（PNG、JPEG、TIFF、BMP）、docx、xlsx 或 wps；按文件内容识别，与扩展名无关。' },
    en: {
      message: '“{name}” is not a file that can be attached.',
      action: 'Use PDF, OFD, a picture (PNG, JPEG, TIFF, BMP), docx, xlsx or wps; told by its content, whatever its extension says.',
    },
  },
  'attachment.dataTable': {
    zh: { message: '“{name}”是数据表（超过 {rows} 行）。', action: '附件只放文书，不放数据；请附签字盖章的文件。' },
    en: { message: '“{name}” is a table of data (more than {rows} rows).', action: 'Papers are attached, never data: attach the signed document.' },
  },
  'attachment.tooLarge': {
    zh: { message: '“{name}”超过 {limit} MB。', action: '请降低扫描分辨率或分成几个文件。' },
    en: { message: '“{name}” is larger than {limit} MB.', action: 'Scan it with a lower resolution, or split it.' },
  },
  'attachment.tooMany': {
    zh: { message: '“{title}”的附件已有 {limit} 个。', action: '请先移除不需要的附件。' },
    en: { message: '“{title}” has {limit} papers already.', action: 'Remove those that are not needed first.' },
  },
  'attachment.unknown': {
    zh: { message: '这条目录没有这个附件。', action: '请刷新列表。' },
    en: { message: 'This entry has no such paper.', action: 'Read the list again.' },
  },
  'attachment.notOf': {
    zh: { message: '“{title}”没有要随报送发出的附件。', action: '请先给每一条要报送的目录添加这个附件。' },
    en: { message: '“{title}” has not the paper that is to go with the submission.', action: 'Add it to every entry that is submitted.' },
  },
  'attachment.notHere': {
    zh: { message: '“{name}”还没有取回本机。', action: '请先从平台取回（attachment.fetch）。' },
    en: { message: '“{name}” is not here yet.', action: 'Fetch it from the platform first (attachment.fetch).' },
  },
  'attachment.notThere': {
    zh: { message: '平台上没有完整的“{name}”。', action: '请向报送的同事要原件，或联系平台管理员。' },
    en: { message: 'The platform has not the whole of “{name}”.', action: "Ask the colleague who submitted it, or the platform's administrator." },
  },
  'attachment.sent': {
    zh: { message: '“{name}”已随报送发出，不能移除。', action: '报送材料须留存；需要更正的，请另加附件重新报送。' },
    en: { message: '“{name}” went with a submission and stays.', action: 'What was submitted is kept; attach the corrected paper and submit again.' },
  },
  'attachment.damaged': {
    zh: { message: '“{name}”的内容与其校验值不符，没有采用。', action: '请再取一次；仍然如此请联系平台管理员。' },
    en: {
      message: 'The content of “{name}” is not what its digest says; it was not used.',
      action: "Fetch it again; tell the platform's administrator if it stays so.",
    },
  },
} as const
