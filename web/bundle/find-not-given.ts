// Finds in a library what hangs from an input that nobody of ours gives: its name goes from all lists of names that it is
// handed on in, and where it is read stands what it always is. What then never happens is for the minifier to see.
import { type ESTree, Visitor } from 'vite'
import type { Cut } from './leave-out.ts'

export interface NotGiven {
  readonly cuts: readonly Cut[]
  /** The names that something is handed on or read by. */
  readonly met: ReadonlySet<string>
}

export function findNotGiven(
  program: ESTree.Program,
  code: string,
  values: Readonly<Record<string, string>>,
): NotGiven {
  const cuts: Cut[] = []
  const met = new Set<string>()
  // Names that are no readings: keys, and parameters.
  const passed = new Set<ESTree.Node>()
  const isListed = (node: ESTree.Node): boolean => node.type === 'Identifier' && Object.hasOwn(values, node.name)
  const replace = (name: ESTree.Node, { start, end }: ESTree.Node): void => {
    if (name.type !== 'Identifier' || !Object.hasOwn(values, name.name)) return
    met.add(name.name)
    cuts.push({ start, end, put: values[name.name] ?? '' })
  }
  const refuse = (node: ESTree.Node | null): void => {
    if (node?.type === 'Identifier' && isListed(node)) throw new Error(`${node.name} is something else as well`)
  }
  /** With the comma behind it; the one before a last is no harm. */
  const leaveOut = ({ start, end }: ESTree.Node): void => {
    const comma = /^\s*,/.exec(code.slice(end, end + 200))?.[0] ?? ''
    cuts.push({ start, end: end + comma.length, put: '' })
  }
  const skipParams = ({ params }: { readonly params: readonly ESTree.Node[] }): void => {
    for (const param of params) passed.add(param.type === 'AssignmentPattern' ? param.left : param)
  }
  new Visitor({
    ObjectPattern({ properties }) {
      for (const property of properties) {
        if (property.type !== 'Property' || property.computed) continue
        passed.add(property.key)
        const bound = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
        const isSame = bound.type === 'Identifier' && isListed(property.key) && isListed(bound)
        if (!isSame) refuse(bound)
        if (!isSame || bound.type !== 'Identifier') continue
        passed.add(bound)
        met.add(bound.name)
        leaveOut(property)
      }
    },
    ObjectExpression({ properties }) {
      for (const property of properties) {
        if (property.type !== 'Property' || property.computed) continue
        passed.add(property.key)
        if (property.key.type !== 'Identifier' || !isListed(property.key)) continue
        met.add(property.key.name)
        leaveOut(property)
      }
    },
    ArrayPattern({ elements }) {
      for (const element of elements) refuse(element)
    },
    ArrayExpression({ elements }) {
      for (const element of elements) {
        if (element?.type !== 'Literal' || !Object.hasOwn(values, String(element.value))) continue
        leaveOut(element)
      }
    },
    MemberExpression(node) {
      if (node.computed) return
      passed.add(node.property)
      replace(node.property, node)
    },
    MethodDefinition: ({ key }) => passed.add(key),
    VariableDeclarator: ({ id }) => refuse(id),
    AssignmentExpression({ left }) {
      refuse(left.type === 'MemberExpression' ? left.property : left)
    },
    FunctionDeclaration(node) {
      refuse(node.id)
      skipParams(node)
    },
    FunctionExpression: skipParams,
    ArrowFunctionExpression: skipParams,
    Identifier(node) {
      if (!passed.has(node)) replace(node, node)
    },
  }).visit(program)
  return { cuts, met }
}
