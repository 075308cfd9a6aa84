// Steps count up without a gap; this one's place was taken beside what follows, and it changes nothing.
export const schema012 = { id: 12, name: 'no change', sql: '' }
