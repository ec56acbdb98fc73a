// The third way of reading in generated protobuf code, field by field while a message arrives. Nobody reads that way.
import { type ESTree, Visitor } from 'vite'
import type { Cut } from './leave-out.ts'

export function findStreaming(program: ESTree.Program): readonly Cut[] {
  const cuts: Cut[] = []
  new Visitor({
    CallExpression({ callee, arguments: [, decode, stream] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'message') return
      if (decode !== undefined && stream?.type === 'FunctionExpression' && stream.generator) {
        cuts.push({ start: decode.end, end: stream.end, put: '' })
      }
    },
    ExpressionStatement({ expression, start, end }) {
      if (expression.type !== 'AssignmentExpression' || expression.left.type !== 'MemberExpression') return
      const { property } = expression.left
      if (property.type === 'Identifier' && property.name === 'stream') cuts.push({ start, end, put: '' })
    },
  }).visit(program)
  return cuts
}
