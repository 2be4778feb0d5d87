import { isPropertyAccessExpression } from 'typescript/unstable/ast'
import { visit } from './parse.ts'
import { at, type Finding, inEach, type Rule } from './rule.ts'

/** Every test runs, or says at run time why it cannot. */
export const idleTestRule: Rule = {
  name: 'idle test',
  check: (house) =>
    inEach(house, (file) => {
      const found: Finding[] = []
      visit(file.syntax, (node) => {
        if (!isPropertyAccessExpression(node) || !/^(skip|todo|only)$/.test(node.name.text)) return
        if (/^(it|test|describe)(\.\w+)*$/.test(node.expression.getText())) {
          found.push(at(file, node, 'A test that is set aside proves nothing.'))
        }
      })
      return found
    }),
}
