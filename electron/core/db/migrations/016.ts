// The files about an entry are found by the resource their acts name.
export const schema016 = {
  id: 16,
  name: 'files by the entry they are about',
  sql: `
CREATE INDEX case_act_of_resource ON case_act (body ->> '$.fields.resource.id') WHERE body ->> '$.fields.resource.id' IS NOT NULL;
`,
}
