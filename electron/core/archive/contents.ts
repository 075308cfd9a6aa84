import type { Archive, ArchivedAct } from '../../../shared/cases/archive.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { DocumentModel } from '../../../shared/documents/document.ts'
import { timeInChina } from '../../../shared/ledgers/ledger.ts'

const digits = (sha256: string): string => sha256.match(/.{16}/g)?.join(' ') ?? sha256

/** 归档目录: what the case was, every act and paper in order, with digests. It bears no stamp of a copy: the same case makes the same paper. */
export const contentsPaper = ({ number, archivedOn, archivedBy, agency, case: file, acts, papers }: Archive, bodies: readonly ArchivedAct[]): DocumentModel => {
  const machine = machines[file.kind]
  const party = (of: ArchivedAct): string => machine.parties[of.act.party].zh
  return {
    lang: 'zh',
    name: `归档目录 ${number}`,
    number,
    on: archivedOn,
    agency,
    paper: 'upright',
    numbering: 'sections',
    blocks: [
      { kind: 'title', text: '案卷归档目录' },
      { kind: 'subtitle', text: `归档号：${number}` },
      {
        kind: 'pairs',
        rows: [
          [
            { label: '案卷编号', value: file.number },
            { label: '案卷类型', value: machine.words.zh },
          ],
          [{ label: '事由', value: file.head.title }],
          [
            { label: machine.parties.applicant.zh, value: file.head.applicant },
            ...(file.head.respondent === '' ? [] : [{ label: machine.parties.respondent.zh, value: file.head.respondent }]),
          ],
          [
            { label: '办理结果', value: machine.states[file.state]?.words.zh ?? file.state },
            { label: '立案', value: `${timeInChina(file.openedAt)} ${file.openedBy}` },
          ],
          [
            { label: '归档日期', value: archivedOn },
            { label: '归档人', value: archivedBy },
          ],
        ],
      },
      {
        kind: 'table',
        caption: `办理（${acts.length}项）`,
        columns: [
          { title: '序号', width: 4, align: 'center' },
          { title: '办理事项', width: 12 },
          { title: '办理方', width: 8 },
          { title: '时间', width: 13, align: 'center' },
          { title: '文号', width: 9 },
          { title: '文件', width: 14 },
          { title: 'SHA-256', width: 22 },
        ],
        rows: bodies.map((of, at) => [
          String(of.place),
          machine.acts[of.act.act]?.words.zh ?? of.act.act,
          party(of),
          timeInChina(of.act.when),
          of.act.number,
          acts[at]?.file ?? '',
          digits(acts[at]?.sha256 ?? ''),
        ]),
      },
      {
        kind: 'table',
        caption: `材料（${papers.length}份${papers.some(({ file: there }) => there === null) ? '，有缺件' : ''}）`,
        columns: [
          { title: '序号', width: 4, align: 'center' },
          { title: '名称', width: 23 },
          { title: '字节', width: 8, align: 'right' },
          { title: '文件', width: 14 },
          { title: 'SHA-256', width: 22 },
        ],
        rows:
          papers.length === 0
            ? [['', '无', '', '', '']]
            : papers.map(({ name, bytes, file: there, sha256 }, at) => [
                String(at + 1),
                there === null ? `${name}（缺件）` : name,
                bytes === null ? '' : String(bytes),
                there ?? '',
                digits(sha256),
              ]),
      },
      {
        kind: 'note',
        text: '核验：解开归档包，在其中执行 sha256sum -c SHA256SUMS；Windows 逐个文件用 certutil -hashfile 文件名 SHA256，与清单比对。',
      },
      {
        kind: 'pairs',
        rows: [
          [
            { label: '归档人（签字）', value: '', lines: 2 },
            { label: '接收人（签字）', value: '', lines: 2 },
          ],
        ],
      },
    ],
  }
}
