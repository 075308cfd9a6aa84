export const syncErrors = {
  'sync.notConfigured': {
    zh: { message: '还没有设置平台地址。', action: '请系统管理员在“同步”的“设置”中填写平台地址（sync.configure）。' },
    en: { message: 'No platform is set.', action: 'Let the system administrator set its address (sync.configure).' },
  },
  'sync.noCertificate': {
    zh: { message: '{name} 不是 PEM 格式的证书。', action: '请导入内网证书机构的证书文件（以 BEGIN CERTIFICATE 开头）。' },
    en: {
      message: '{name} is not a certificate in PEM form.',
      action: "Import the file of the intranet's certificate authority (it begins with BEGIN CERTIFICATE).",
    },
  },
  'sync.notEnrolled': {
    zh: {
      message: '本机还没有在平台登记。从备份恢复的保险库是另一台设备，也要重新登记。',
      action: '请向平台管理员索取登记码，由系统管理员登记；没有连接时重新生成身份卡，送平台登记。本机的修改都在，登记后上报。',
    },
    en: {
      message: 'This copy is not enrolled with the platform. A vault restored from a backup is another device and enrols again.',
      action:
        'Ask the platform for a code and let the system administrator enrol, or without a connection make a new card for the platform to add; all local changes are kept and leave afterwards.',
    },
  },
  'sync.unreachable': {
    zh: { message: '与平台的连接中途断开（{why}）。', action: '本机可以照常工作；请稍后再同步，仍然如此请告诉网络管理员。' },
    en: {
      message: 'The connection to the platform was cut ({why}).',
      action: 'Go on working here; try again, and tell the network administrator if it stays so.',
    },
  },
  'sync.unreachable.name': {
    zh: {
      message: '找不到 {host}：这个名称没有解析出地址。',
      action: '请核对平台地址，并确认本机连在内网上；内网名称要由内网的 DNS 解析，也可以改填 IP 地址。本机可以照常工作。',
    },
    en: {
      message: '{host} was not found: the name has no address.',
      action: 'Check the address and that this computer is on the intranet; its own DNS must know the name, or enter an IP address. Work goes on here.',
    },
  },
  'sync.unreachable.refused': {
    zh: { message: '{host} 拒绝了连接：机器在，但平台没有在这个端口上服务。', action: '请核对端口，或问平台管理员服务是否已启动。本机可以照常工作。' },
    en: {
      message: '{host} refused the connection: the machine is there, the platform does not listen on this port.',
      action: 'Check the port, or ask its administrator whether it is running. Work goes on here.',
    },
  },
  'sync.unreachable.route': {
    zh: { message: '本机到 {host} 没有网络通路（{why}）。', action: '请检查网线、网卡和网关。本机可以照常工作，接通后再同步。' },
    en: {
      message: 'There is no way from this computer to {host} ({why}).',
      action: 'Check cable, adapter and gateway. Work goes on here until the network is back.',
    },
  },
  'sync.unreachable.timeout': {
    zh: { message: '{host} 没有在限定时间内应答。', action: '网络过慢，或防火墙没有放行；请问网络管理员。已收到的都已保存，下次从断处继续。' },
    en: {
      message: '{host} did not answer in time.',
      action: 'The network is slow or a firewall is in between; ask the network administrator. What came is kept, the next run goes on from there.',
    },
  },
  'sync.unreachable.proxy': {
    zh: { message: '代理 {proxy} 没有转接到平台（{why}）。', action: '请系统管理员核对代理地址；代理要求登录或没有放行平台地址时，请网络管理员处理。' },
    en: {
      message: 'The proxy {proxy} did not lead to the platform ({why}).',
      action: 'Let the system administrator check its address; where it asks for a sign-in or bars the platform, the network administrator must act.',
    },
  },
  'sync.unreachable.untrusted': {
    zh: {
      message: '{host} 出示的证书不可信（{why}），没有发送任何内容。',
      action: '请系统管理员核对：平台用内网证书机构的证书时，在平台设置中导入它；已导入的可能已更换，或连到了别的机器。',
    },
    en: {
      message: 'The certificate of {host} is not trusted ({why}); nothing was sent.',
      action:
        "Let the system administrator check: import the intranet's certificate authority in the platform settings; an imported one may have been replaced, or another machine answers.",
    },
  },
  'sync.unreachable.expired': {
    zh: { message: '{host} 的证书不在有效期内（{why}），没有发送任何内容。', action: '请先核对本机的日期和时间；时间正确的，请平台管理员更换证书。' },
    en: {
      message: 'The certificate of {host} is not valid at this time ({why}); nothing was sent.',
      action: "Check this computer's date and time first; where they are right, the platform needs a new certificate.",
    },
  },
  'sync.unreachable.wrongHost': {
    zh: { message: '出示的证书不是发给 {host} 的，没有发送任何内容。', action: '请按证书上的名称填写平台地址，或请平台管理员更换证书。' },
    en: {
      message: 'The certificate shown was not issued for {host}; nothing was sent.',
      action: 'Enter the address by the name the certificate bears, or let the platform get another certificate.',
    },
  },
  'sync.unreachable.notTls': {
    zh: { message: '{host} 在这个端口上不是用 https 应答的（{why}）。', action: '请核对平台地址是 http 还是 https，以及端口。' },
    en: { message: '{host} does not answer by https on this port ({why}).', action: 'Check whether the address begins with http or https, and the port.' },
  },
  'sync.unreachable.port': {
    zh: { message: '{host} 的端口保留给别的服务，不能用来连接平台。', action: '请核对平台地址中的端口，或请平台管理员换一个端口。' },
    en: {
      message: 'The port of {host} is reserved for another service and can not be used.',
      action: 'Check the port in the address, or let the platform use another.',
    },
  },
  'sync.unreachable.down': {
    zh: { message: '平台暂时不能服务（HTTP {status}）。', action: '网络是通的，平台或它前面的网关没有在工作；请稍后再同步。修改仍在本机。' },
    en: {
      message: 'The platform is out of service for now (HTTP {status}).',
      action: 'The network is there, the platform or a gateway before it is not; try again later. All changes are kept here.',
    },
  },
  'sync.unreachable.notPlatform': {
    zh: {
      message: '{host} 有应答，但不是平台的接口（{why}）。',
      action: '请核对平台地址（含路径）；上网认证页面和别的网站也会这样应答。没有采用其中任何内容。',
    },
    en: {
      message: '{host} answers, but not as a platform ({why}).',
      action: 'Check the address, its path included; a sign-in page of the network answers like this too. Nothing of it was used.',
    },
  },
  'sync.running': {
    zh: { message: '正在同步。', action: '请等它结束；按计划同步的也一样。' },
    en: { message: 'A synchronisation is under way.', action: 'Wait for its end; one by schedule counts too.' },
  },
  'sync.notPlanned': {
    zh: { message: '没有设置定时同步。', action: '请先设置定时同步，并回答保密问题。' },
    en: { message: 'No schedule is set.', action: 'Set one and answer the secrecy question first.' },
  },
  'sync.unreachable.forbidden': {
    zh: { message: '签发平台证书的机构无权为这个主机签发（{why}），没有发送任何内容。', action: '请平台管理员向有权的证书机构申请证书。' },
    en: {
      message: 'The authority of the certificate may not vouch for this host ({why}); nothing was sent.',
      action: 'Ask the administrator of the platform for a certificate of an authority that may.',
    },
  },
  'sync.unreachable.proxyCredentials': {
    zh: { message: '代理服务器要求身份验证（{why}）。', action: '请向网络管理员索取代理的用户名和口令，由系统管理员写入代理地址；本机可以照常工作。' },
    en: {
      message: 'The proxy wants to know who asks ({why}).',
      action: "Ask the network's administrator for a name and a passphrase and let the system administrator put them into the proxy's address.",
    },
  },
  'sync.unreachable.proxyRefused': {
    zh: { message: '代理服务器不允许连接平台（{why}）。', action: '请网络管理员在代理上放行平台地址。' },
    en: { message: 'The proxy does not let us through to the platform ({why}).', action: "Ask the network's administrator to allow the platform's address." },
  },
  'sync.redirected': {
    zh: { message: '平台要求改到另一个地址（{to}），没有跟随，没有发送内容。', action: '请向平台管理员核实新地址；属实则由系统管理员改设平台地址。' },
    en: {
      message: 'The platform points to another address ({to}); it was not followed and nothing was sent there.',
      action: 'Ask its administrator whether the address has changed, and let the system administrator set the new one.',
    },
  },
  'sync.tooLarge': {
    zh: { message: '平台的答复超过约定的大小（{why}），没有采用。', action: '请告诉平台管理员；本机内容没有改动。' },
    en: {
      message: 'The answer of the platform is larger than agreed ({why}); nothing of it was used.',
      action: 'Tell its administrator; nothing was changed here.',
    },
  },
  'sync.protocol': {
    zh: { message: '平台的接口版本是 {min}–{max}，本程序是 {ours}。', action: '请更新程序或平台；没有改动任何内容，修改仍在本机。' },
    en: {
      message: 'The platform speaks protocol {min}-{max}, this program {ours}.',
      action: 'Update the program or the platform; nothing was changed and all changes are kept.',
    },
  },
  'sync.refused': {
    zh: { message: '平台拒绝了请求：{title} {detail}', action: '请按平台的说明处理，或联系平台管理员；修改仍在本机。' },
    en: { message: 'The platform refused: {title} {detail}', action: 'Follow what it says or call its administrator; all changes are kept.' },
  },
  'sync.revoked': {
    zh: { message: '平台已停用本机的登记。', action: '未上报的修改仍在本机，没有丢失；请联系平台管理员重新登记，或用介质交换带出。' },
    en: {
      message: 'The platform has revoked this device.',
      action: 'Nothing unsent is lost; ask its administrator for another enrolment, or carry the changes out by file.',
    },
  },
  'sync.badAnswer': {
    zh: { message: '平台的答复不完整或不符合接口约定（{why}）。', action: '没有采用其中任何内容；请稍后再试，仍然如此请告诉平台管理员。' },
    en: {
      message: 'The answer of the platform is cut off or not what was agreed ({why}).',
      action: 'Nothing of it was used; try again, and tell its administrator if it stays so.',
    },
  },
  'sync.asks.otherPlatform': {
    zh: {
      message: '这个地址现在是另一个平台，同步已停下，本机内容没有改动。',
      action: '请核对地址。确实换了平台，由工作机构负责人或系统管理员确认，再重新登记。',
    },
    en: {
      message: 'Another platform answers at this address; stopped, nothing was changed here.',
      action: 'Check the address. If it is meant, confirm (sync.confirm) and enrol again.',
    },
  },
  'sync.asks.restored': {
    zh: { message: '平台从备份恢复过，同步已停下，本机内容没有改动。', action: '确认后将重新核对全部目录，平台丢失的修改会再次上报。' },
    en: {
      message: 'The platform was put back to a backup; stopped, nothing was changed here.',
      action: 'After sync.confirm everything is compared anew and what it lost is reported again.',
    },
  },
  'sync.asks.deletions': {
    zh: { message: '平台一次撤下了 {count} 条目录，同步已停下，本机没有撤销。', action: '请先向平台核实；确认后才会在本机撤销（可恢复）。' },
    en: {
      message: '{count} entries are gone from the platform at once; stopped, none was deleted here.',
      action: 'Ask the platform first; only after sync.confirm they are deleted here (and can be restored).',
    },
  },
  'sync.asks.forgotten': {
    zh: { message: '平台不认识它曾确认过的 {count} 条目录，同步已停下。', action: '请先向平台核实是否丢失了数据；确认后将作为新目录重新上报。' },
    en: {
      message: 'The platform does not know {count} entries it had confirmed; stopped.',
      action: 'Ask whether it lost data; after sync.confirm they are reported anew.',
    },
  },
  'sync.submitChanged': {
    zh: { message: '报送途中平台上的内容有了新的修改，这次报送没有送出。', action: '请核对现在的内容，再重新报送或放弃。' },
    en: {
      message: 'The text was changed on the platform while it was being submitted; it was not submitted.',
      action: 'Look at it as it stands now, then submit again or give up.',
    },
  },
  'sync.notAsked': {
    zh: { message: '现在没有这个问题要回答。', action: '请看同步状态。' },
    en: { message: 'This was not asked.', action: 'Look at the state (sync.status).' },
  },
  'sync.notYours': {
    zh: { message: '“{title}”是{owner}的目录，本机只能查看。', action: '要修改请联系该单位。' },
    en: { message: '“{title}” belongs to {owner} and can only be read here.', action: 'Ask that agency for the change.' },
  },
  'sync.notSubmitted': {
    zh: {
      message: '“{title}”已不在审核中，没有可以撤回的报送。',
      action: '请看办理记录里主管部门的答复；要撤下已发布的内容，请联系主管部门。',
    },
    en: {
      message: '“{title}” is not under review any more: there is nothing to take back.',
      action: "See the department's answer on record; to take down what is published, ask the department.",
    },
  },
  'conflict.unknown': {
    zh: { message: '没有这处不一致，或已经处理。', action: '请刷新列表。' },
    en: { message: 'There is no such disagreement, or it was settled.', action: 'Read the list again.' },
  },
  'conflict.undecided': {
    zh: { message: '还有 {count} 处没有决定（{fields}）。', action: '每一处都要选本机、平台或另写。' },
    en: { message: '{count} places are not decided ({fields}).', action: 'Choose mine, theirs or another text for each.' },
  },
  'conflict.moved': {
    zh: { message: '“{title}”在打开之后又有修改。', action: '请重新打开，按现在的内容决定。' },
    en: { message: '“{title}” was changed after it was opened.', action: 'Open it again and decide on the text as it is now.' },
  },
  'conflict.badValue': {
    zh: { message: '{field} 的内容不符合目录格式。', action: '请改正后再决定。' },
    en: { message: 'The value for {field} is not one the catalogue takes.', action: 'Mend it and decide again.' },
  },
  'quarantine.unknown': {
    zh: { message: '退回待改中没有这一项。', action: '请刷新列表。' },
    en: { message: 'There is no such refused change.', action: 'Read the list again.' },
  },
} as const
