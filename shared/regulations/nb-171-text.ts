import type { Article } from './pack.ts'

/** 《宁波市政府信息资源共享管理办法》: the official text, and what stands of a machine translation (global-regulation.com). */
export const nb171Articles: Article[] = [
  {
    article: 1,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '为推动政府信息资源优化配置和有效利用，降低行政成本，提高行政效能，提升公共管理和服务水平，根据《2006～2020年国家信息化发展战略》、《宁波市信息化条例》和其他有关法律法规，制定本办法。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 1 develops this approach in line with the 2006-2020 National Informationization Development Strategy, the Nippon City Informationization Regulations and other relevant legal texts to promote the optimization and effective use of government information resources, reduce administrative costs, enhance administrative effectiveness, enhance public management and service levels.',
      },
    ],
  },
  {
    article: 2,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '本办法所称政府信息资源，是指本市各级行政机关、法律法规授权的具有管理公共事务职能的组织（以下统称行政机关）在依法履行职责过程中制作或获取的各类信息资源。\n政府信息资源共享是指行政机关之间在一定条件下对政府信息资源的共同利用。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "Article II refers to the Government's information resources, which are authorized by executive organs, legal regulations and regulations at all levels of the city to manage the functions of public affairs (hereinafter referred to as the executive organ) and to the various information resources produced or obtained in the course of the performance of their duties under the law.\nGovernment information resource sharing refers to the common use of Government information resources between executive bodies under certain conditions.",
      },
    ],
  },
  {
    article: 3,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '政府信息资源共享应当遵循依法管理、统筹规划、规范有序、便捷高效、保障安全的原则，促进行政管理协同和政令畅通。\n政府信息资源以共享为原则，不共享为例外。\n行政机关之间无偿共享政府信息资源。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "The sharing of information resources by the Government should be guided by the principles of regulation, integrated planning, regulation, order, efficiency, security and safety, and promote administrative coordination and political order.\nThe Government's information resources are to be shared with the principle of non-sharing.\nGovernment information resources are not shared between the executive authorities.",
        caution: {
          zh: '英译“principle of non-sharing”“are not shared”与原文相反：原文为以共享为原则、不共享为例外，行政机关之间无偿共享。',
          en: 'The translation turns the rule round: sharing is the rule and non-sharing the exception; agencies share free of charge.',
        },
      },
    ],
  },
  {
    article: 4,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '市和县（市）区人民政府负责政府信息资源共享工作的组织领导，协调解决本行政区域内政府信息资源建设和共享有关重大问题。\n市和县（市）区信息化行政主管部门负责本行政区域内的政府信息资源共享日常管理工作，统筹制定政府信息资源共享目录体系，并会同质量技术监督等有关部门制定相关标准规范，定期对政府信息资源共享工作进行检查评估。\n其他行政机关应当在各自职责范围内做好政府信息资源采集、维护、更新和共享工作，并按照法律、法规和有关规定要求，合法使用所获取的共享信息。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'The municipal and district information management authorities are responsible for the day-to-day management of government information resources sharing within this administrative area, the integrated development of a catalogue of government information resources sharing systems and the development of standard norms with relevant sectors such as quality technical oversight, and periodic review of the sharing of information resources in the Government.\nOther administrative bodies should be able, within their respective mandates, to collect, maintain, update and share information obtained by the Government in accordance with legal, regulatory and related provisions.',
        caution: { zh: '英译缺第一款。', en: 'The first paragraph is missing from the translation.' },
      },
    ],
  },
  {
    article: 5,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '本市建立政府信息资源共享目录和交换体系。政府信息资源共享目录体系是实现全市政府信息资源共享和业务协同的基础，是各行政机关之间信息共享的依据。列入政府信息资源共享目录体系的政府信息资源，必须进行共享。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "Article 5 The Government's information resource sharing system is the basis for the sharing and operation of information resources across the city and is the basis for information-sharing among the executive bodies. Government information resources included in the Government's information sharing system must be shared.",
      },
    ],
  },
  {
    article: 6,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '政府信息资源共享的基础设施、纳入共享的政府信息系统和数据库，其建设、改造及维护所需资金，由各级财政资金优先予以保障。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "The Government's information resources-sharing infrastructure, including the sharing of government information systems and databases, which build, rehabilitate and maintain the required funds, are guaranteed on a priority basis by financial resources at all levels.",
        caution: { zh: '英译无条号。', en: 'The translation has no article number here.' },
      },
    ],
  },
  {
    article: 7,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关应当按照法定职责采集信息，确保信息真实、可靠、完整、适时。\n除法律、法规另有规定以外，行政机关不得重复采集可以通过共享方式获取的信息。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 7. The executive body shall collect information in accordance with the statutory responsibilities to ensure that information is authentic, reliable, complete and timely.\nIn addition to the provisions of the law, legislation and regulations, the executive shall not duplicate the collection of information that can be obtained through sharing.',
      },
    ],
  },
  {
    article: 8,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关应当充分利用信息技术，将采集的信息进行电子化记录、存储和使用。\n档案行政管理部门负责对行政机关电子文件（档案）管理工作进行指导，牵头制定电子文件（档案）归档、移交、接收制度和标准并组织实施，加快以传统载体保存的公文、档案、资料等信息资源的数字化管理进程。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 8. The executive organs should make full use of information technology and conduct electronic records, storage and use of the information collected.\nThe Archives Administration is responsible for providing guidance on the management of electronic documents (the archives) of the executive branch, leading to the development of electronic documents (the archives) archiving, transfer, receipt system and standards and the organization of implementation, and expediting the digital management process of information resources, such as communications, archives, information, etc., which are preserved by traditional features.',
      },
    ],
  },
  {
    article: 9,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '市和县（市）区统筹建立基础数据库、综合数据库、专业数据库等数据库。\n市和县（市）区信息化行政主管部门会同本级发展改革、财政等有关管理部门加强基础数据库和综合数据库建设的统筹规划，明确基础数据库和综合数据库建设和维护的责任单位。\n各行政机关应根据法律法规规定和履行职责需求，统筹建设管理本行政机关的专业数据库。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 9 Integrated establishment of basic databases, integrated databases, professional databases, etc. in urban and district areas.\nIntegrated planning of basic databases and integrated databases, clear basic databases and integrated database-building and maintenance responsibilities units, will be strengthened by municipal and district information management authorities, along with relevant management changes at this level and finance.\nIn accordance with the provisions of the legislation and the requirements for the performance of their duties, the executive organs should be integrated in the development of a professional database for the management of the executive branch.',
      },
    ],
  },
  {
    article: 10,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '政府信息资源分为三种类型：可以无附加条件地给其他行政机关共享的政府信息资源为无附加条件共享类；按照设定条件提供给其他行政机关共享的政府信息资源为附加条件共享类；不能提供给其他行政机关共享的政府信息资源为不予共享类。\n与行政许可或跨部门并联审批相关的政府信息资源列入无附加条件共享类，在相关行政机关之间共享。\n与协同管理相关、信息内容敏感、只能按特定条件提供给相关行政机关共享的政府信息资源，列入附加条件共享类。\n有明确法律、法规规定，不能提供给其他行政机关共享的政府信息资源，列入不予共享类。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 10 Government information resources are divided into three types: government information resources that can be shared without conditionality to other administrative bodies; governmental information resources that are provided to other administrative bodies in accordance with conditions; and governmental information resources that are not available to other administrative bodies for sharing information resources are not shared.\nGovernment information resources associated with administrative licences or cross-sectoral approval are included in the non-conditional sharing category and are shared among the relevant administrative bodies.\nGovernment information resources that are relevant to the management of synergies, information content-sensitive and accessible only to the relevant administrative bodies in accordance with specific conditions are included in the conditional sharing category.\nThere are clear legal, regulatory provisions that could not be made available to government information resources shared by other administrative bodies, including non-sharing.',
        caution: {
          zh: '英译第四款失义：法律、法规有明确规定不能提供的，列入不予共享类。',
          en: 'Paragraph 4 is garbled: what a law or regulation expressly forbids to provide belongs to the class that is not shared.',
        },
      },
    ],
  },
  {
    article: 11,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关应当对所拥有的政府信息资源进行分类整理，确定可以共享的政府信息资源及共享条件，形成可以共享的政府信息资源目录，并可根据履行职责需要，提出对其他行政机关的政府信息资源共享需求。\n行政机关对不予共享的政府信息资源，应当制作不予共享的政府信息资源目录，并提供有关法律法规依据，接受本级政府信息资源共享目录体系制定责任单位的审查确认。经确认后，不予共享的政府信息资源目录应当向其他行政机关公布。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 11. The executive body shall classify the information resources of the Government in place to determine the shared governmental information resources and the conditions for sharing, form a pool of governmental information resources that can be shared and, in accordance with the requirements of the performance of its duties, propose the need for information-sharing among other administrative bodies.\nThe executive organs should produce a directory of governmental information resources that are not shared and provide legal and regulatory basis for the review of the design of the responsibility units of the information sharing system at this level. Upon confirmation, the directory of governmental information resources that are not shared should be made available to other administrative bodies.',
      },
    ],
  },
  {
    article: 12,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '市和县（市）区信息化行政主管部门会同保密和档案主管部门，统筹制定本级政府的信息资源共享目录体系，界定政府信息资源共享的种类、范围和条件，明确共享信息的名称、数据格式、提供方式、共享类别、提供单位和更新时限要求等内容。',
      },
    ],
  },
  {
    article: 13,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '市和县（市）区信息化行政主管部门统筹建立本级政府的信息资源共享交换管理中心，负责本级政府信息资源共享交换平台的建设和管理。',
      },
    ],
  },
  {
    article: 14,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '列入政府信息资源共享目录的信息，行政机关应当以电子化形式，按照统一规定和标准，向市和县（市）区政府信息资源共享交换管理中心提供数据访问接口。\n行政机关可以采取集中与分散相结合的方式存放共享的信息资源。对集中存放的共享信息资源可以委托市和县（市）区信息资源共享交换管理中心管理。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "Article XIV includes information on the Government's information resource sharing catalogue, and the administrative authorities should provide data interfaces to the municipal and district information-sharing management centres in accordance with uniform provisions and standards.\nThe executive body can make the shared information resources available in a centralized and decentralized manner. Shared information resources for centralized storage can be entrusted to the management of information-sharing centres in municipalities and districts (markets).",
      },
    ],
  },
  {
    article: 15,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关应当对所提供的共享信息进行动态管理和及时更新，确保信息的准确性和完整性。\n共享的信息内容或者共享的需求发生变化时，行政机关应当及时报告信息化行政主管部门。信息化行政主管部门可以根据情况变化对政府信息资源共享目录体系进行适当调整。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "Article 15. The executive body should manage and update the information provided in a dynamic manner to ensure the accuracy and integrity of the information.\nIn the event of changes in the content of the information shared or shared needs, the executive body should report on the informationization administrative authorities in a timely manner. The informationized administrative authorities may make appropriate adjustments to the Government's information resource sharing system, based on changes in circumstances.",
      },
    ],
  },
  {
    article: 16,
    wording: [
      { lang: 'zh', kind: 'official', text: '不同行政机关之间提供同一的信息内容不一致的，由信息化行政主管部门会同提供信息的行政机关共同核实，提出处理意见。' },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 16 provides that the same information is not consistent among the different administrative bodies, and the information-policy administrative authorities are jointly verified with the administrative bodies that provide information and provide comments on them.',
      },
    ],
  },
  {
    article: 17,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关有义务向其他行政机关提供可以共享的信息，也有权利从其他行政机关获取其履行职责所需的信息。\n除法律、法规另有规定外，行政机关不得拒绝提供共享信息。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 17 is an obligation of the executive branch to provide information that can be shared with other administrative bodies and the right to obtain the information necessary for the performance of its duties from other administrative bodies.\nIn addition to the provisions of laws, regulations and regulations, the executive branch shall not refuse to provide information sharing.',
      },
    ],
  },
  {
    article: 18,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '无附加条件共享类政府信息资源由行政机关通过政府信息资源共享交换管理中心自行获取。\n附加条件共享类的政府信息资源，行政机关按照履行职责需要、安全、保密等附加条件进行共享。行政机关之间对附加共享条件存在争议的，由本级信息化行政主管部门会同监察、保密等部门协调处理。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Government information resources with conditional sharing are shared by administrative authorities in accordance with the conditions attached to the performance of their duties, security and confidentiality. There is a controversy between the executive branch regarding the additional sharing conditions, which will be dealt with in coordination with the supervisory and confidential sectors.',
        caution: { zh: '英译缺第一款。', en: 'The first paragraph is missing from the translation.' },
      },
    ],
  },
  {
    article: 19,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '涉及国家秘密、商业秘密和个人隐私的信息，需求信息的行政机关和提供信息的行政机关必须签订政府信息资源共享安全保密协议，按约定方式共享信息。涉及国家秘密的报保密部门备案。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 19 deals with information on State secret, commercial secret and personal privacy, and the executive organs requesting information and the provision of information must sign a security confidential agreement on the sharing of information resources and share information in an agreed manner. Reports of secret secret secrets of the State are filed.',
        caution: {
          zh: '英译末句失义：涉及国家秘密的，报保密部门备案。',
          en: 'The last sentence is garbled: what concerns state secrets is filed with the secrecy department.',
        },
      },
    ],
  },
  {
    article: 20,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关所获取的共享信息，只能用于本机关履行职责需要，不得用于任何其他目的。\n行政机关未经提供信息的行政机关同意，不得擅自向社会发布和公开所获取的共享信息。\n行政机关认为获取的共享信息有错误时，应当及时书面报告本级信息化行政主管部门。本级信息化行政主管部门应当及时处理，并将处理结果书面反馈获取信息的行政机关。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 20 Shared information obtained by the executive branch shall be used only for the performance of the functions of the organ and shall not be used for any other purpose.\nThe executive body, without the consent of the executive body that provides information, shall not be able to release and make public information available.\nIn the opinion of the executive body, the information obtained is wrong and should be reported in writing in a timely manner by the executive authorities. The current level of informationization administrative authorities should be processed in a timely manner and will deal with administrative bodies that receive information in writing.',
        caution: {
          zh: '英译第三款失义：有错误的，由获取信息的机关书面报告主管部门。',
          en: 'Paragraph 3 is garbled: the organ that obtained the information reports the error in writing to the competent department.',
        },
      },
    ],
  },
  {
    article: 21,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '市和县（市）区信息化行政主管部门会同保密、公安、国家安全等部门制定政府信息资源安全工作规范，建立政府信息资源安全管理的应急处理和灾难恢复机制，制定和落实事故应急响应和支援处理措施。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 21 Administrative authorities of the city and the district (market) will develop, in conjunction with the confidential, public safety, national security, guidelines for Government information resource security, mechanisms for emergency response and disaster recovery in the management of information resources, development and implementation of accident response and support measures.',
      },
    ],
  },
  {
    article: 22,
    wording: [
      { lang: 'zh', kind: 'official', text: '行政机关应当加强政府信息资源安全管理，制定信息安全管理规章制度，做好信息安全防范工作。' },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "Article 2 should strengthen the Government's information resources security management, establish a regulatory system for information security management and provide information security protection.",
        caution: {
          zh: '英译条号误作“Article 2”，缺主语“行政机关”。',
          en: 'The translation numbers it Article 2 and loses its subject, the administrative organs.',
        },
      },
    ],
  },
  {
    article: 23,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '市和县（市）区信息化行政主管部门应当加强政府信息资源共享交换平台的安全管理，政府信息资源共享交换管理中心应建立身份认证机制、存取访问控制机制和信息审计跟踪机制，对数据进行授权管理，设立访问和存储权限，防止越权存取数据。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "Article 23 The municipal and district authorities should strengthen the security management of the Government's information resource-sharing platform, and the Government Information Resources Exchange Management Centre should establish identification mechanisms, access control mechanisms and information audit follow-up mechanisms, authorize the management of data, establish mission and storage authority and prevent cross-border access to data.",
      },
    ],
  },
  {
    article: 24,
    wording: [
      { lang: 'zh', kind: 'official', text: '对基础数据库和重大综合数据库、专业数据库应当进行异地备份。' },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 24 provides for different backups for basic databases and major integrated databases.',
        caution: { zh: '英译“different backups”应为异地备份。', en: '“Different backups” must read: backup at another place.' },
      },
    ],
  },
  {
    article: 25,
    wording: [
      { lang: 'zh', kind: 'official', text: '市和县（市）区信息化主管部门应定期组织本行政区域内负责政府信息资源共享工作的人员开展业务和安全知识培训。' },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 25 City and district (market) information authorities shall organize, on a regular basis, operational and security knowledge training for personnel responsible for the sharing of information resources in the current administration area.',
      },
    ],
  },
  {
    article: 26,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '市和县（市）区信息化行政主管部门会同监察部门负责监督政府信息资源共享工作。\n政府信息资源共享工作纳入电子监察系统监察范围，逐步实行全过程监督。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "The information-sharing of government information resources is monitored by the municipal and district authorities.\nThe Government's information resources-sharing efforts are integrated into the scope of the e-monitoring system and are gradually being monitored throughout the process.",
        caution: { zh: '英译无条号。', en: 'The translation has no article number here.' },
      },
    ],
  },
  {
    article: 27,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关应当制定本单位政府信息资源共享内部工作程序、管理制度以及相应的行政责任追究制度，并指定专人负责政府信息资源共享管理工作。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "Article 27 should establish internal working procedures, management systems and corresponding administrative accountability mechanisms for the sharing of information resources within the Unit's Government, and designate specialized agencies responsible for the management of information-sharing resources in the Government.",
        caution: { zh: '英译“specialized agencies”应为专人。', en: '“Specialized agencies” must read: a named person.' },
      },
    ],
  },
  {
    article: 28,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '政府信息资源共享工作列入各级政府年度工作考核项目。市信息化行政主管部门会同市监察部门应当每年至少开展一次政府信息资源共享工作检查，对各行政机关提供信息的数量、更新时效和使用情况进行评估，并公布评估结果、提出改进意见。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 28 Government information resource sharing is included in annual government work appraisal projects at all levels. The municipal information management authorities should conduct at least one annual government information resource-sharing exercise to assess the number, updating of the statute of limitations and use of the various administrative bodies, and publicize the assessment findings, make improvements.',
        caution: {
          zh: '英译“updating of the statute of limitations”应为更新时效（是否按时更新）。',
          en: '“Updating of the statute of limitations” must read: whether updates are in time.',
        },
      },
    ],
  },
  {
    article: 29,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关违反本办法规定的，其他行政机关有权向监察部门和信息化行政主管部门投诉。接到投诉后，市和县（市）区信息化行政主管部门应当会同同级监察部门及时调查，并将处理结果书面反馈投诉单位。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "Article 29, in violation of the provisions of this approach, other administrative bodies have the right to lodge complaints to the inspectorate and information-policy administrative authorities. Upon receipt of the complaint, the municipal and district authorities should conduct prompt investigations with the same level of inspection and address the results' written feedback complaints unit.",
      },
    ],
  },
  {
    article: 30,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关和相关责任人违反本办法规定，有下列行为之一的，由监察部门或信息化行政主管部门责令其限期改正，逾期不改正的，对该行政机关和相关责任人给予通报批评，并依法给予行政处分：\n（一）违反规定采集政府信息资源的；\n（二）无故拒绝提供或拖延提供政府信息资源的；\n（三）违反规定使用共享信息或擅自扩大使用范围的；\n（四）未按规定时限更新本单位政府信息资源的；\n（五）对于监察部门责令整改的问题，拒不整改的；\n（六）其他违反政府信息资源共享管理办法的行为。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: "(i) The collection of Government information resources in violation of provisions;\n(ii) No refusal to provide or delay the provision of Government information resources;\n(iii) The use of shared information or the expansion of the scope of use in violation of the provisions;\n(iv) The information resources of the Government of this unit are not updated as required;\n(v) The question of reordering the inspection department's responsibility and rejects any change;\n(vi) Other violations of the Government's approach to sharing information resources.",
        caution: {
          zh: '英译误作“Article 33”，缺本条首段；第（二）项应为无故拒绝提供或拖延提供。',
          en: 'The translation numbers it Article 33 and loses the opening; item (2) must read: refusing or delaying without cause.',
        },
      },
    ],
  },
  {
    article: 31,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '行政机关违反规定使用涉及国家秘密、商业秘密和个人隐私的共享信息，或者造成国家秘密、商业秘密和个人隐私泄漏的，按国家保密规定或有关法律法规规定处理；构成犯罪的，依法追究刑事责任。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 31 provides for the use by executive organs of shared information concerning the secret, commercial secret and personal privacy of the State, or resulting in national secrets, commercial secrets and personal privacy leakage, to be dealt with in accordance with national confidentiality provisions or relevant legal provisions; and criminal liability under the law.',
      },
    ],
  },
  {
    article: 32,
    wording: [
      {
        lang: 'zh',
        kind: 'official',
        text: '本办法下列术语定义如下：\n（一）基础数据库，是指储存基础政府信息资源的数据库，具有基础性、基准性、标识性和稳定性等特征。其中基础政府信息资源是指全市经济社会发展中最为基础的、多个单位在其履行政务职能过程中共同需要的政府信息，包括人口、法人单位、自然资源和空间地理、宏观经济等基础数据库。\n（二）综合数据库，是指除基础数据库外，集中整理和储存由各相关行政机关共同管理的，与社会经济发展、城市管理密切相关的某一特定领域的政府信息资源的数据库，包括创新资源、人力资源、文化资源、社会诚信、城市管理、文件档案等数据库。\n（三）专业数据库，是指各行政机关自己管理的、与业务应用系统紧密结合的政府信息数据库。',
      },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 32 defines the following terms as follows:\n(i) The basic database refers to the database of information resources stored on the basis of government, which is essential, benchmarking, marking and stabilizing. The underlying Government information resources refer to the most basic information needed in the context of economic and social development throughout the city, which is common in the performance of its political functions, including basic databases such as population, corporate units, natural resources and space geography, macroeconomics.\n(ii) An integrated database means a database of governmental information resources in a specific area closely related to socio-economic development, urban management, including innovative resources, human resources, cultural resources, social integrity, urban management, documentation archives, etc., in addition to the basic database.\n(iii) The professional database refers to the Government information databases administered by the executive bodies themselves and closely aligned with the operational application system.',
      },
    ],
  },
  {
    article: 33,
    wording: [
      { lang: 'zh', kind: 'official', text: '各县（市）区政府应当根据本办法结合本地实际制定本县（市）区的政府信息资源共享管理实施办法。' },
      {
        lang: 'en',
        kind: 'machine translation',
        text: 'Article 33 Governments of districts (communes) should, in line with this approach, develop local information-sharing management approaches in the districts (markets).',
      },
    ],
  },
  {
    article: 34,
    wording: [
      { lang: 'zh', kind: 'official', text: '本办法自2010年5月1日起施行。' },
      { lang: 'en', kind: 'machine translation', text: 'Article 34 of this approach is implemented effective 1 May 2010.' },
    ],
  },
]
