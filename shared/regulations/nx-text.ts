/** 《宁夏回族自治区政务数据资源共享管理办法》: the only text we have, a machine translation up to art.11, in which 共享 is masked as “* * *”. By article, one line a paragraph. */
export const ningxiaText: Readonly<Record<number, readonly string[]>> = {
  1: [
    'Article 1 In order to strengthen the management of government data resources, promote the sharing of government data resources, improve administrative efficiency and improve the level of public services, these Measures are formulated in accordance with the relevant provisions of the state.',
  ],
  2: [
    'Article 2 The term "government data resources" as mentioned in these Measures refers to all kinds of data resources produced or acquired by government departments in the course of performing their duties, recorded and preserved in electronic form, including those collected by government departments directly or through third parties according to law, managed by authorization according to law, and performed by relying on government information systems.',
    'The term "administrative department" as mentioned in these Measures refers to institutions and social organizations with administrative functions authorized by government departments and laws and regulations.',
  ],
  3: [
    'Third units and individuals engaged in government data resources within the administrative area of the autonomous region shall abide by these measures.',
  ],
  4: [
    "Article 4 People's governments at or above the county level shall strengthen their leadership over government data resources.",
    "The competent department of government data resources sharing of the people's governments at or above the county level (hereinafter referred to as the competent department of data sharing) is responsible for promoting, guiding, coordinating and supervising the sharing of government data resources within their respective administrative areas.",
    'Other government departments are responsible for the collection, updating, * * sharing and cataloging of government data of their own departments, and guide public * * * service enterprises and institutions in this industry to share data resources.',
  ],
  5: [
    'Article 5 The competent department of data sharing of the municipal government of an autonomous region or a district is responsible for the construction and management of a unified government data sharing and exchange platform (hereinafter referred to as the * * * sharing platform).',
    '* * * sharing platform is the key data infrastructure to manage the government data resource catalogue and support government departments to exchange government data resources, including * * * sharing platform (intranet) and * * * sharing platform (extranet).',
    '* * * shared platform (intranet) and * * * shared platform (extranet) shall be constructed and managed according to the requirements of information system protection and network security respectively.',
  ],
  6: [
    'Article 6 A government department shall migrate its business information system to an e-government intranet or an e-government extranet, and access to a * * * sharing platform at the same level. Business information systems that need cross-departmental data sharing should realize data sharing through * * * sharing platforms at all levels, and the original cross-departmental data sharing exchange system should be gradually integrated into the * * * sharing platform.',
  ],
  7: [
    'Article 7 The government departments are responsible for connecting their information systems with the * * * enjoyment platform, providing the * * * enjoyment government data resources (hereinafter referred to as * * * enjoyment data) to the * * enjoyment platform according to the catalogue of government data resources, and obtaining and using the * * * enjoyment data from the * * enjoyment platform.',
  ],
  8: [
    'Article 8 The government departments shall compile and maintain the catalogue of government data resources of their own departments through the platform of * * * *, and update the catalogue of government data resources of their own departments within 15 working days from the date of revision of laws and regulations and change of administrative functions.',
    "The people's governments at or above the county level shall, in accordance with the relevant standards and norms, compile and maintain the catalogue of local government data resources, and supervise and evaluate the updating of the catalogue of government data resources of government departments at the corresponding level.",
    'The catalogue of government data resources of cities and counties (cities, districts) with districts shall be connected with the catalogue of government data resources of autonomous regions.',
  ],
  9: [
    'Article 9 Government data resources are divided into the following types:',
    '(1) unconditional * * * access category: government data resources that can be provided to all government departments for * * * access;',
    '(2) Conditional * * * access category: government data resources that can be provided to relevant government departments or can only be partially provided to all government departments * * *;',
    '(3) No * * access: government data resources that should not be provided to other government departments for * * * access.',
  ],
  10: [
    'Article 10 The compilation of government data resources and catalogues shall meet the following requirements:',
    '(a) the inclusion of government data resources that do not belong to * * * shall be based on laws, administrative regulations or policies of the CPC Central Committee and the State Council;',
    '(2) Basic data items of basic data resources such as population data, legal person data, natural resources and spatial geographic data, and electronic license data. It is the * * * demand for government departments to perform their duties. The basic data should be managed and updated in time through centralized construction or access to the * * * sharing platform to realize unconditional * * * sharing among departments. Business data items of basic data resources can be constructed in a decentralized and centralized way, and can be enjoyed by * * * through the platform. The catalogue of basic data resources is compiled and maintained by the construction department led by the basic data resource library;',
    '(3) Focusing on the same subject area of economic and social development, thematic data resources such as health protection, social security, food and drug safety, production safety, price supervision, energy security, credit system, urban and rural construction, community governance, ecological environmental protection, emergency stability and so on formed by multi-sector construction projects should be shared through a * * sharing platform. The catalogue of subject data resources is compiled and maintained by the lead department of subject data resources.',
  ],
  11: [
    'Article 11 The user department shall use * * * access data according to the needs of performing its duties.',
    'Data resources that belong to the category of unconditional * * * enjoyment are directly obtained by the user department on the * * * enjoyment platform.',
    'For the data resources that are eligible for * * *, the user department applies to the provider through the * * * enjoyment platform, and the provider will give a reply within 10 working days. The user department should use the * * * data according to the reply, and the provider department should explain the reasons for not enjoying the * * *.',
    'Data resources that are not * * * enjoyed, as well as data resources that are not * * * enjoyed in conditional * * categories, which are really necessary for the user department to perform its duties, shall be settled through consultation between the user department and the provider department; If negotiation fails, the data at the corresponding level shall be shared with the competent department for coordination and settlement.',
  ],
}
