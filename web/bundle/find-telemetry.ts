// What nobody reads in a page: lines for a debug log, counters for metrics, news of progress, and the names that
// components have in developer tools.
import { type ESTree, Visitor } from 'vite'
import type { Cut } from './leave-out.ts'

export function findTelemetry(program: ESTree.Program, code: string): readonly Cut[] {
  const cuts: Cut[] = []
  new Visitor({
    ExpressionStatement({ expression, start, end }) {
      const isNeedless =
        expression.type === 'AssignmentExpression' ? isNaming(expression, code) : isTelemetry(expression)
      if (isNeedless) cuts.push({ start, end, put: ';' })
    },
    ArrowFunctionExpression({ body }) {
      if (isTelemetry(body)) cuts.push({ start: body.start, end: body.end, put: '{}' })
    },
  }).visit(program)
  return cuts
}

/** A call such as `this.log.error('…', error)` or `this.metrics?.count.inc(1)` that does nothing else on the way. */
function isTelemetry(node: ESTree.Node): boolean {
  const isOptional = node.type === 'ChainExpression'
  const call = isOptional ? node.expression : node
  if (call.type !== 'CallExpression' || call.arguments.some(doesSomething)) return false
  const path = pathOf(call.callee)
  if (path.at(-1) === 'log') return true
  if (path.at(-1) === 'onProgress') return isOptional && isProgress(call.arguments[0])
  if (path.at(-2) === 'log') return path.at(-1) === 'error' || path.at(-1) === 'trace'
  return isOptional && path.slice(0, -1).includes('metrics')
}

/** News of a dial or a search for those who asked for it, which none of ours does. */
const isProgress = (node: ESTree.Node | undefined): boolean =>
  node?.type === 'NewExpression' && pathOf(node.callee).at(-1) === 'CustomProgressEvent'

/** `A.displayName = '…'`, or `this.put = metrics?.traceFunction(…) ?? this.put`. */
function isNaming({ operator, left, right }: ESTree.AssignmentExpression, code: string): boolean {
  if (operator !== '=') return false
  if (right.type === 'Literal') return pathOf(left).at(-1) === 'displayName'
  if (right.type !== 'LogicalExpression' || right.operator !== '??' || !isTelemetry(right.left)) return false
  return code.slice(left.start, left.end) === code.slice(right.right.start, right.right.end)
}

function pathOf(node: ESTree.Node): string[] {
  if (node.type === 'Identifier') return [node.name]
  if (node.type === 'ThisExpression') return ['this']
  if (node.type !== 'MemberExpression' || node.computed) return []
  const before = pathOf(node.object)
  return before.length === 0 ? [] : [...before, node.property.name]
}

const doing = new Set(['AwaitExpression', 'YieldExpression', 'AssignmentExpression', 'UpdateExpression'])

function doesSomething(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if ('type' in node && typeof node.type === 'string' && doing.has(node.type)) return true
  return Object.values(node).some(doesSomething)
}
