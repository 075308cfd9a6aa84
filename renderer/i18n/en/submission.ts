import type { Texts } from '../texts.ts'
import type { submission as zh } from '../zh/submission.ts'

export const submission: Texts<typeof zh> = {
  title: 'Submission by the platform',
  submit: 'Submit…',
  withdraw: 'Take back',
  notReady: 'It can be submitted once it is checked, the department head has agreed and the assessments asked for are there',
  state: {
    notYet: 'Nothing of it is under review on the platform',
    waits: 'Goes with the next run',
    withDepartment: 'Submitted; the department reviews it',
    withdrawWaits: 'Is taken back with the next run',
    refused: 'The platform did not accept it; see the refused changes on the sync screen',
  },
  submitTitle: 'Submit: {{title}}',
  about: 'With the next run this version goes to the department with the papers that are ticked; the time the platform receives it counts.',
  manyTitle: 'Submit {{count}} entries',
  manyTitle_one: 'Submit {{count}} entry',
  manyAbout:
    'With the next run these entries go to the department as they stand; the time the platform receives them counts. Where one was not checked or agreed to, or an assessment is missing, none is submitted and it is named.',
  manySubmitted: '{{count}} entries go with the next run',
  manySubmitted_one: '{{count}} entry goes with the next run',
  tooMany: 'At most {{most}} are submitted at once; narrow the list first.',
  papers: 'Papers that go with it',
  noPapers: 'No papers',
  note: 'Note',
  confirm: 'Submit',
  submitted: 'Goes with the next run',
  withdrawAsk:
    'It is taken back with the next run. Where the department answers first it is not, and the sync screen says so. What is published stays in force.',
  keepAsk: 'It has not left yet, and will not.',
  withdrawn: 'Taken back with the next run',
  kept: 'Taken back before it left',
}
