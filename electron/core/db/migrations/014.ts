// Holds the number of a step that is written beside this one; it changes nothing by itself.
export const schema014 = { id: 14, name: 'nothing', sql: '' }
