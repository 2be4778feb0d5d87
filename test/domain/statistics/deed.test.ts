import { expect, test } from 'vitest'
import { tools } from '../../../src/catalogue.ts'
import { deedOf } from '../../../src/domain/statistics/deed.ts'

test.each([
  ['Move an application', 'Moved an application'],
  ['Put a candidate forward', 'Put a candidate forward'],
  ['Undo the last move of an application', 'Undid the last move of an application'],
  ['What I can ask for', 'What I can ask for'],
  ['', ''],
])('%s was done: %s', (title, deed) => {
  expect(deedOf(title)).toBe(deed)
})

test('the title of every tool that changes something has a past form', () => {
  const same = tools
    .filter(({ effect }) => effect !== 'read')
    .map(({ title }) => title)
    .filter((title) => deedOf(title) === title && !/^(Put|Set) /.test(title))
  expect(same).toEqual([])
})
