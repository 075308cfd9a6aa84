/** 《江苏省政府信息化服务管理办法》: the only text we have, a machine translation (global-regulation.com). Art.7 (1) and (2), art.10 ¶1 and ¶2 run together there. By article, one line a paragraph. */
export const jiangsu85Text: Readonly<Record<number, readonly string[]>> = {
  1: [
    "first in order to deepen the Government information service, promoting the construction of service-type Government, according to the People's Republic of China Government information disclosure regulations, the Jiangsu Province regulations, combined with the facts of the province, these measures are formulated.",
  ],
  2: [
    'Second this approach applies to the provincial administrative areas above county level administrative organs, authorized by laws and regulations to administer public affairs functions of the organizations and entrusted with the exercise of administrative functions of the Organization (hereinafter referred to as administrative organs) of Government information resource sharing and information technology service activities.',
  ],
  3: [
    'Article III-government information resources in these measures refers to administrative agencies in carrying out their duties in the process of formation or acquisition of information resources.',
    'Government information resource sharing in these measures refers to administrative organs to function, provided the Government information resources or other executive activities of the e-government information resources.',
    'Government information services mentioned in these measures refers to the Executive information network platform, using modern information technology, social management and public service activities.',
  ],
  4: [
    'Article fourth of Government information services shall follow the overall planning, resource sharing, service-oriented, the principle of priority and ensuring safety of the Huimin.',
  ],
  5: [
    "Article fifth competent departments of the local people's Governments at or above the county level information (hereinafter referred to as the information authority) responsible for the administration of Government information technology services organization and coordination, planning and supervision and management.",
    'Executive is responsible for the system of Government information services at the provincial level standardization, coordination and operational guidance.',
  ],
  6: [
    "Article sixth local people's Government and its administrative organs at and above the county level shall make an overall development of the local area or the development planning system, the Department of Government information, Government information service system and promote the construction of own area or Department of Government information based on.",
  ],
  7: [
    'Article meets one of the following conditions of e-government information resources should be shared between the executive authorities:',
    '(A) the administrative area population, legal, geographical, financial, tax, statistics and other fields with the Basic, baseline, identifying characteristics of the e-government information resources,',
    '(b) open and transparent administrative power in this sector the Internet running parallel approval, or cross-sector business collaboration-related government information resources;',
    '(C) the administrative authority shall perform the functions of other government information resources need to be shared;',
    '(D) in accordance with the relevant laws, rules and regulations to share Government information resources.',
  ],
  8: [
    'Eighth informational Department shall, in conjunction with relevant departments under the unified standard, established in the administrative area of the directory of Government information resources sharing and sharing system to co-ordinate the exchange of Government information resource sharing platform of information infrastructure construction and management, coordination on major issues in a shared service, supervise and inspect the work of Government information resources sharing on a regular basis.',
    'Other executive authorities shall, within the scope of their respective duties and make government information resources collection, maintenance, update and share the work, acquired shared use according to law information.',
    "Province people's Government Information Department shall, in conjunction with relevant departments to establish a uniform specification for information resource sharing.",
  ],
  9: [
    'Nineth administrative organs shall, in accordance with the rules of the e-government information resources is classified, and determine what information can be shared and shared conditions and perform their duties according to the need, moved on to other administrative bodies of information sharing needs.',
    'Information competent authorities shall, in accordance with the information sharing requirements of other administrative authorities, harmonization of e-government information resources shared directory, and announced to the public.',
  ],
  10: [
    'Tenth Government information resources shared directory should be in accordance with uniform, indicating the name, release date, to share information on data formats, conditions of delivery, share, provide and update time.',
    'When administrative agencies share information and share requirements change, shall timely inform the information technology department.',
    'Information technology departments shall regularly adjust the directory of Government information resource sharing.',
  ],
  11: [
    '11th administrative organs shall, in accordance with one of the data sources and principles of who who collect, update, who is in charge of collecting information; information sharing ways that you can get the information from other administrative bodies is no longer repeatable. Except as otherwise provided by laws, rules and regulations.',
    'Shared data collection sources of more than two, shall be made in an administrative organ collection, other sources of acquisition data comparison, the administrative authorities may check, a data inconsistency, Executive in charge of collecting information should be verified and explained.',
  ],
  12: [
    '12th information departments should clarify the information-gathering responsibilities of the executive authorities.',
    'Administrative organs shall establish information collection, releases, updates, maintenance standards and procedures to ensure that the information is true, accurate, complete and timely.',
  ],
  13: [
    "13th outside the Government information resource sharing directory information sharing should be determined in consultation by the relevant administrative authority consultation did not achieve a consensus, by the Department of information determines the people's Governments at the same level.",
    'Not involving State secrets, trade secrets, privacy or other legal cause, the executive authorities may refuse information sharing requests from other administrative bodies.',
  ],
  14: [
    '14th administrative authorities should adopt this share-level e-government information resources sharing and Exchange platform to exchange information.',
    'Achieve provincial city and County Executive in the data set to provide shared information, shared directories should be based on the provincial executive authorities determined centrally, exchange of information on audit issued by the provincial administrative authority.',
    'Due to special reasons is not a sharing platform for resource sharing, information shall be subject to the corresponding level departments regularly exchange platform provides to this shared resource sharing related statistics.',
  ],
  15: [
    '15th administrative organ shall be made in electronic form according to uniform standards to this level exchange of Government information resource sharing platform provides data access interface, in accordance with the requirements of e-government information resources sharing platform sharing node.',
    'Administrative organs shall provide dynamic shared information management, sharing information within 20 working days after the change is updated.',
  ],
  16: [
    '16th administrative authorities should provide free e-government information resources sharing between services.',
    'The maintenance of Government information resource sharing into the level of government operation and maintenance cost of e, be guaranteed by levels.',
  ],
  17: [
    '17th share information obtained by the administrative authorities, can only be used for the institutions to perform their duties require and shall not be used for any other purpose. Without consent of the administrative organ that provides the information, are not allowed to issue to the community and public access to shared information.',
    'Falling within the scope of Government information disclosure except for the sharing of information, but it should be explicit information sources.',
  ],
  18: [
    '18th administrative authority sharing involves State secrets, business secrets and personal privacy information, provides information of the administrative organ shall, from the date of receipt of the application within 15 working days to respond.',
    'Agreed to provide information, through the exchange of Government information resource sharing platform or have agreed to share information does not agree to provide information, and shall state the reasons in writing and submitted to the information technology departments.',
    'Share information involving State secrets shall exchange transfers through a network by security measures.',
  ],
  19: [
    'Article 19th administrative organ shall establish and perfect secrecy of Government information resource sharing review mechanism involving State secrets, business secrets and personal privacy of the shared information, listings of executive authorities and provide information of the administrative organ shall enter into a shared secret agreement.',
    'Dispute caused by sharing information is a State secret, by the Security Administrative Department shall determine; sharing information as trade secrets or personal privacy dispute arises, by the disputing parties to apply for the relevant State organs according to law.',
  ],
  20: [
    '20th executive authorities should make use of Government information resources and information technology, provides administrative services and convenient services to the public.',
    'Information formulated by the competent Department shall, in conjunction with other administrative bodies information services directory, and according to public service needs update.',
  ],
  21: [
    "21st local people's Governments at or above the county level shall promote the construction of Government websites in the region, conditional regions should push forward the construction of a one-stop portal.",
    'Administrative organs should strengthen the construction of portal sites, improve the information content, implementation of the public service and public affairs, Government and citizen interaction; operation online open and transparent administrative power, standard, clear the exercise of administrative powers according to law.',
  ],
  22: ['22nd digital, networked application of advancing quality education resources, the promotion of quality education resource fair, balanced and shared.'],
  23: [
    'Article 23rd to promote electronic health records, electronic medical records on the basis of public health and health services information, and promote the application of remote medical consultation system, drive medical, pharmaceutical and health-care information-sharing and collaborative service, whole health management, and efficient and convenient for the public medical services.',
    'Reinforcing the supervision of food and drug safety and quality information technology services and promote the establishment of safety supervision system of dating.',
  ],
  24: [
    '24th construction multi-level public employment service system, enhance the level of social security information service, promoting the integration of human resources and social security information system, providing a full range of information services.',
  ],
  25: [
    "25th public service information resource integration of urban and rural communities, city and County (City) as the main building standard's community management and comprehensive information platform, achieving cities and counties (cities, districts), Township (town, street), villages (neighborhood) community-based information management and business collaboration and resource sharing services.",
  ],
  26: [
    'Article 26th demographic, legal, geographical, financial, taxation, statistics, public service platform for information resources, strengthen the development and utilization of information resource socialization.',
    'Promoting environmental protection, housing, pension, social security, public transport, public safety, and public information services in the field of culture, improve the livelihood of public service efficiency.',
  ],
  27: [
    'Administrative organ shall order the public 27th as the Center, to telecommunication networks, radio and television networks, the Internet, as a carrier, establish a public service system.',
    'Through computers, TVs, phones, mobile terminals and in many ways, providing remote online, online public services to the community.',
  ],
  28: [
    '28th administrative organs of Government information service system construction, should make full use of the existing infrastructure and business systems and information resources, avoid duplication, duplication of investment.',
  ],
  29: [
    '29th using Government funds to build Government information service project, proposed by the Department of information technology audit, after government authorities for approval.',
    'Information technology Department of the Government information services performance appraisal, performance appraisal results as the main basis for an application for government information services.',
  ],
  30: [
    'Article 30th the executive authorities should be based on this approach to internal management of Government information sharing norms, procedures and systems, and specifies the internal organization and person responsible for e-government information resources sharing.',
  ],
  31: [
    '31st information Department shall, in conjunction with other administrative bodies, strengthening the safety management of Government information services, establish and improve the safety management system, and information security.',
  ],
  32: [
    '32nd our information Department is responsible for monitoring the Government information services.',
    'Administrative organs of Government information services shall be included in the scope of electronic surveillance systems to monitor, control the whole process supervision.',
  ],
  33: [
    'Article 33rd Agency has violated these rules, any of the following circumstances, by the Department of information technology shall be ordered to correct within a serious, administrative authorities shall give notice of criticism, and held directly responsible for the officer in charge of administrative responsibility and the other persons constitutes a crime, criminal responsibility shall be investigated in accordance with law:',
    '(A) refuses to provide shared government information resources, providing false information, or of shared government information resources without undue delay;',
    '(B) does not update to share information in a timely manner, or the paid service providing shared government information resources;',
    '(C) expand the shared use of information without authorization, disclosure sharing e-government information resources, illegal provision, involving State secrets, business secrets or personal privacy of the shared information resources;',
    '(D) is not on the system, the Department of overall planning, resulting in duplication and waste of investment, or the system, the Department of public services lags, adverse impact on the construction of service-type Government;',
    '(E) violations of the relevant laws and regulations of the other Act and the regulations.',
  ],
  34: [
    'Article 34th in administrative organs and their staff working in the Government information services, dereliction of duty, abuse of authority or engages, shall be subject to punishment constitutes a crime, criminal responsibility shall be investigated according to law.',
  ],
  35: ['35th these measures shall come into force on December 1, 2012.'],
}
