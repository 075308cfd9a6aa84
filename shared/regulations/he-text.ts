/** 《河北省政务信息资源共享管理规定》: the only text we have, a machine translation (global-regulation.com). Art.13 ¶2 and ¶3 run together there. By article, one line a paragraph. */
export const hebeiText: Readonly<Record<number, readonly string[]>> = {
  1: [
    'First to standardize the e-government information resources sharing, promoting business collaboration, improve administrative efficiency and enhance Government governance ability, according to the Hebei province Ordinance, combined with the facts of the province, these provisions are formulated.',
  ],
  2: [
    'Article within the administrative area of the province administration, authorized by laws and regulations to administer public affairs functions, institutions, and other organizations (hereinafter referred to as departments) Chief list compilation, Exchange and sharing of information resources and applications, such as activity, these provisions shall apply.',
    'E-government information resources in these rules refers to departments and units in the course of performing their duties according to law making or acquisition of information resources.',
  ],
  3: [
    'Article III shall follow the requirements of Government information resource sharing-oriented, integrated management, the principle of free sharing and security.',
  ],
  4: [
    "The fourth people's Governments above the county level shall strengthen leadership of the e-government information resources sharing work, coordinate major issues of e-government information resources sharing in the administrative area, the integration platform for all kinds of Government information, promoting e-government information resources sharing.",
  ],
  5: [
    "Fifth people's Governments above the county level information technology departments or set by the people's Governments above the county level are responsible for management of information resources sharing sector (hereinafter referred to as information sharing authority), responsible for guiding and supervising and inspecting the work of Government information resource sharing within the administrative area, building e-government information resource catalog system, shared systems and Government information resource exchange and sharing platform (hereinafter referred to as platform) infrastructure.",
  ],
  6: [
    'Sixth provincial information resource management agencies to assist the provincial information sharing authority established the province of Government information resource catalog system and shared systems, specifically responsible for the construction of sharing platform of provincial management, training, operation and maintenance, routine monitoring, development of e-government information resource sharing management system, standards, technical specifications, to provide technical support to the work of Government information resource sharing.',
  ],
  7: [
    'Seventh organs and units shall be in accordance with the overall arrangements for the levels of Government Government information resources sharing, completes the list of e-government information resources for the preparation, updating and maintenance of proposed requirements, share information.',
  ],
  8: [
    "The eighth municipal people's Government of the provinces, districts should be based on information technology development plan, in accordance with the principles of intensive and efficient, Coordinator of level e-government information resource catalog system and construction of shared platform, promote information sharing between this level and the subordinate organs and units. The County (city, district) people can be at a higher level of information sharing under the guidance of the competent Department to co-ordinate the construction of shared platform.",
    "Not available to the County (city, district) people's Government and the relevant departments and units should be relying on the superior platform, e-government information resources sharing.",
  ],
  9: [
    'Nineth organs and units shall be built cross-sectoral, interdisciplinary exchange and sharing facilities.',
    'Various types of Exchange and sharing facilities should implement docking and sharing platform, into the shared platform unified management.',
    'Departments and units to use government funds construction of information projects of e-government information resources sharing is not supported, except for secret project, the approval authorities shall not approve the construction, the financial sector may not arrange construction funds.',
  ],
  10: [
    'Tenth departments should establish and improve the management of Government information sharing system, set up a shared platform of pre Exchange system, clear personnel management, effective implementation and sharing platform interchange, business databases and lead Exchange database synchronization update.',
  ],
  11: [
    '11th province information sharing authority in conjunction with the provincial establishments of departments, in accordance with a number of the principles to guide producers of e-government information resources directory to ensure consistency and accuracy, the chief source of information.',
    "Provincial-level organs and units shall, in accordance with statutory responsibilities, establishment of this system, the unit of e-government information resources directory, submitted to the provincial departments of information sharing, and incorporated into the province's management of Government information resource catalog system.",
    'City divided into districts, counties (cities and districts) unit organs and units shall, in accordance with the authorities at preparation of the e-government information resource catalog system, the unit of Government information resource catalog, this level of information sharing departments, and incorporate the management of Government information resource catalog system.',
    'Departments for matters of institutional reform or adjustment of statutory duties, need to change the content of the e-government information resources directory, updated list of e-government information resources should be submitted to information sharing authority record.',
  ],
  12: [
    '12th into the Government information resource catalog system for management of Government information resources, other than should be kept confidential in accordance with law, have to share a platform to share the needs of departments and units provided free, and to ensure accurate, complete and timely.',
    'Do not have shared platforms to provide e-government information resources should be provided by other means.',
    'Non-statutory subject matter, departments and units may not refuse to provide e-government information resources.',
    'Government information resources are classified as State secrets, disputes arising from the classified Department shall determine.',
  ],
  13: [
    '13th e-government information resource sharing needs of departments and units should perform their duties according to need consultations with the Government information resources unit, determine the specific shared content.',
    'Both parties agree through consultation, and Government information resources sharing organs and units shall be reported to the corresponding level of demand information sharing departments, operation and maintenance of shared platform management unit implemented as shared content licensing, a shared platform for information sharing.',
    'Consultations the two sides could not agree, Government information resource sharing needs of departments and units should be to share an application level information sharing authority. Information sharing authority of receipt of the application, e-government information resources should be required to provide written about in the 15th and why. Information sharing authority after receiving instructions of 30th and provision of e-government information resources, demand units coordinating to determine the shared content.',
    'Coordinated consensus still cannot be reached, competent departments shall, in conjunction with the establishment of information sharing, confidentiality, and other relevant departments, consultation to determine matters related to share.',
  ],
  14: [
    '14th departments should develop a shared platform of information sharing system of delegated management, shared management unit is responsible for the operation and maintenance of the platform using departments implement the authorized management of shared platforms, organizations sharing platforms with management training.',
  ],
  15: [
    '15th departments and units should be based on the authorization rights, via a shared platform to obtain and perform their duties according to law needed government information resources.',
    'Trafficking or distributing access to share Government information resources.',
  ],
  16: [
    '16th sharing e-government information resources for departments to get the accuracy of the content, completeness and timeliness of doubt, departments and units should be informed to provide the e-government information resources, consultations to amend the relevant content.',
  ],
  17: [
    '17th shared platform operation and maintenance unit, should be to monitor the process of e-government information resources sharing records and analysis of relevant data, and report regularly to the authorities the monitoring and analysis of results.',
    'Monitoring and analysis of issues identified, informed related departments and units to be addressed in a timely manner.',
  ],
  18: [
    '18th message share the competent Department shall, in conjunction with the police, secret services, establish and improve the safety and security of Government information resource sharing system, safety and security of e-government information resources sharing.',
    'Shared platform operation and maintenance unit, responsible for the safety and security of shared work and shared by other departments and units are responsible for the use of pre Exchange System of the safety and security of the platform.',
  ],
  19: [
    "19th the people's Governments above the county level shall be in safety and the protection of privacy under the premise, in accordance with the relevant provisions of the State, establish and improve government information resources sharing system, shared open standards to promote orderly opening of Government information resources sharing, coordinated regional development and urbanization and smart city-building, such as providing data services.",
    'Encourage legitimate use of Government information resources of enterprise and social organization of open sharing of data, joint development and utilization of the application development of all types of convenience, data model, public service data sharing, multi-party system and docking and synergy.',
  ],
  20: [
    "20th on the Government information resource sharing have made outstanding contributions to the work units and individuals, the people's Governments above the county level may provide appropriate rewards.",
  ],
  21: [
    "21st information sharing authority with supervisory organs to supervise and inspect the work of Government information resource sharing, periodic reporting to the the people's Governments at the corresponding level of supervision and inspection.",
    'Problems found, and urge the relevant departments and units of the rectification; refusing to rectification of the departments and units and related responsible personnel informed criticism.',
  ],
  22: [
    '22nd information sharing authority, one of the other departments and their staff to any of the following acts, by the superior administrative authority or the competent authority shall order rectification are serious, the directly responsible person in charge and other direct liable persons shall be given sanctions constitutes a crime, criminal responsibility shall be investigated in accordance with law:',
    '(A) in violation of the provisions of building cross-sector, cross-cutting exchange of shared facilities;',
    '(B) violation of the provisions of approved Government funds construction of information engineering projects and arrange construction funds;',
    '(C) develop, update list of e-government information resources not according to stipulations;',
    '(D) is not shared by sharing platforms provided free by the regulation of e-government information resources;',
    '(E) selling or distributing access to share Government information resources;',
    '(Vi) other acts of abuse of authority, dereliction of duty or engages in.',
  ],
  23: ['23rd these provisions come into force on January 1, 2016.'],
}
