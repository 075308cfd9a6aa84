const zh = {
  root: '以 root 身份运行',
  display: '没有显示器',
  binary: '没有 Electron，也未能下载',
  notReady: 'Electron 窗口没有就绪',
  asked: '按要求',
  instead: (why: string) => `不使用 Electron 窗口（${why}），同一程序改在本机浏览器中打开。`,
  fetching: '正在下载 Electron（最多 30 秒）…',
  building: '正在构建界面…',
  address: (address: string) => `目录已打开：${address}`,
  end: '按 Ctrl-C 结束。',
}

const en: typeof zh = {
  root: 'running as root',
  display: 'no display',
  binary: 'no Electron here, and it could not be fetched',
  notReady: 'its window did not become ready',
  asked: 'as asked',
  instead: (why) => `The Electron window is not used (${why}); the same application opens in a browser on this machine.`,
  fetching: 'Fetching Electron (30 seconds at most) …',
  building: 'Building the screens …',
  address: (address) => `Mulu is open: ${address}`,
  end: 'Ctrl-C ends it.',
}

/** What the scripts say on a terminal. `locale` is the system's, such as `zh-CN`. */
export const startWords = (locale: string): typeof zh => (locale.toLowerCase().startsWith('zh') ? zh : en)
