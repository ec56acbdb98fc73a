// Finds in a library what a page of ours never does though no bundler can tell, because it is woven into what every page
// runs: from the names of the few places that the rest hangs from.
import { type ESTree, Visitor } from 'vite'
import { findNotGiven } from './find-not-given.ts'
import type { Cut, LeaveOutInit } from './leave-out.ts'

/** All by their names in the library's own code. */
export interface Unused {
  /** Only the release that this was read against has this in it; another one has to be read again, so the build fails. */
  readonly release?: string
  /** Left out of what the module exports. */
  readonly exports?: readonly string[]
  /** Variables that never hold anything but what they begin with. */
  readonly constants?: readonly string[]
  /** Fields that always hold the same. */
  readonly fields?: Readonly<Record<string, string>>
  /** What nobody gives a component or a function that takes such things by name, and what each is then everywhere. */
  readonly props?: Readonly<Record<string, string>>
  /** Functions and classes, and what it comes to when they are called. */
  readonly answers?: Readonly<Record<string, string>>
  /** Components that never draw or do anything, and middleware that only hands on. */
  readonly components?: readonly string[]
  /** Classes of which there is nothing, so that nobody calls a method of theirs. */
  readonly classes?: readonly string[]
  /** Methods that nobody calls. */
  readonly methods?: readonly string[]
  /** Keys of objects that nobody takes from them. */
  readonly members?: readonly string[]
  /** Values of objects that nobody takes from them. */
  readonly values?: readonly string[]
  /** Cases of a switch that nothing comes to. */
  readonly cases?: readonly string[]
  /** What the field `tag` of no object holds. */
  readonly tags?: readonly string[]
}

const nothing: Required<Unused> = {
  release: '',
  exports: [],
  constants: [],
  fields: {},
  props: {},
  answers: {},
  components: [],
  classes: [],
  methods: [],
  members: [],
  values: [],
  cases: [],
  tags: [],
}

export const findUnused =
  (given: Unused): LeaveOutInit['find'] =>
  (program, code) => {
    const { release, ...unused } = { ...nothing, ...given }
    if (!code.includes(release)) throw new Error(`no ${release} in it: look again what is unused`)
    const { cuts: without, met, asked } = search(program, unused)
    const notGiven = findNotGiven(program, code, unused.props)
    const cuts = [...without, ...notGiven.cuts]
    for (const name of notGiven.met) met.add(name)
    const names = Object.values(unused).flatMap((list) => (Array.isArray(list) ? list : Object.keys(list)))
    const unmet = names.filter((name) => !met.has(name))
    if (unmet.length > 0) throw new Error(`nothing is called ${unmet.join(', ')} any more`)
    const missed = asked.filter(({ at }) => !cuts.some(({ start, end }) => start <= at && at < end))
    if (missed.length > 0) throw new Error(`${missed.map(({ name }) => name).join(', ')} is asked for where it stays`)
    return cuts
  }

interface Found {
  readonly cuts: readonly Cut[]
  /** The names that something has. */
  readonly met: Set<string>
  /** Where one takes from an object what is left out of it. */
  readonly asked: readonly { readonly name: string; readonly at: number }[]
}

function search(program: ESTree.Program, unused: Required<Omit<Unused, 'release'>>): Found {
  const cuts: Cut[] = []
  const met = new Set<string>()
  const gone = new Set(unused.methods)
  const taken: ESTree.Node[] = []
  const isOf = (names: readonly string[], node: ESTree.Node | null): boolean => {
    const name = nameOf(node)
    if (!names.includes(name)) return false
    met.add(name)
    return true
  }
  const replace = (by: Readonly<Record<string, string>>, name: ESTree.Node, { start, end }: ESTree.Node): void => {
    if (isOf(Object.keys(by), name)) cuts.push({ start, end, put: by[nameOf(name)] ?? '' })
  }
  const replaceCall = (call: ESTree.CallExpression | ESTree.NewExpression): void => {
    const { callee } = call
    const name = callee.type === 'MemberExpression' ? callee.property : callee
    const [first] = call.arguments
    const isTaken = ['jsx', 'jsxs', 'use'].includes(nameOf(name)) && first !== undefined
    if (isTaken && isOf(unused.components, first)) cuts.push({ start: call.start, end: call.end, put: 'null' })
    if (call.arguments.every(isPlain)) replace(unused.answers, name, call)
  }
  new Visitor({
    AssignmentExpression({ left, right, start }) {
      // The value stays; a variable that is never assigned to is one that the bundler looks through.
      if (isOf(unused.constants, left)) cuts.push({ start, end: right.start, put: '' })
      if (left.type !== 'MemberExpression') return
      const { object, property } = left
      const isExport = nameOf(object) === 'exports' && isOf(unused.exports, property)
      const isMethod = object.type === 'MemberExpression' && isOf(unused.classes, object.object)
      if (isExport || isMethod) cuts.push({ start, end: right.start, put: '0,' })
    },
    CallExpression: replaceCall,
    NewExpression: replaceCall,
    MemberExpression(node) {
      replace(unused.fields, node.property, node)
      if (!node.computed) taken.push(node.property)
    },
    ObjectPattern({ properties }) {
      for (const property of properties) if (property.type === 'Property') taken.push(property.key)
    },
    MethodDefinition({ key, start, end }) {
      if (isOf(unused.methods, key)) cuts.push({ start, end, put: '' })
    },
    ObjectExpression({ properties }) {
      for (const property of properties) {
        if (property.type !== 'Property' || property.shorthand) continue
        const { key, value } = property
        const isKey = isOf(unused.members, key)
        if (isKey) gone.add(nameOf(key))
        if (isKey || isOf(unused.values, value)) cuts.push({ start: value.start, end: value.end, put: '0' })
      }
    },
    BinaryExpression({ left, operator, right, start, end }) {
      if (isTag(right) && isOf(unused.tags, left)) cuts.push({ start, end, put: operator === '===' ? '!1' : '!0' })
    },
    SwitchStatement({ discriminant, cases }) {
      const names = isTag(discriminant) ? unused.tags : unused.cases
      const last = (test: ESTree.Node | null) => (test?.type === 'MemberExpression' ? test.property : test)
      cuts.push(...casesOf(cases, (test) => isOf(names, last(test))))
    },
  }).visit(program)
  const asked = taken.map((node) => ({ name: nameOf(node), at: node.start })).filter(({ name }) => gone.has(name))
  return { cuts, met, asked }
}

function casesOf(cases: readonly ESTree.SwitchCase[], isUnused: (test: ESTree.Node | null) => boolean): Cut[] {
  const cuts: Cut[] = []
  let isFallenInto = false
  for (const { test, consequent, start, end } of cases) {
    const [first, last] = [consequent[0], consequent.at(-1)]
    const isLeftOut = isUnused(test)
    if (isLeftOut && first && last && !isFallenInto) {
      // Not cut: what a case declares is declared for the others as well.
      cuts.push(
        { start: first.start, end: first.start, put: 'if(0){' },
        { start: last.end, end: last.end, put: '}break;' },
      )
    } else if (isLeftOut) cuts.push({ start, end: first?.start ?? end, put: '' })
    if (!isLeftOut || isFallenInto) isFallenInto = !leaves(last)
  }
  return cuts
}

function nameOf(node: ESTree.Node | null): string {
  if (node?.type === 'Identifier') return node.name
  return node?.type === 'Literal' ? String(node.value) : ''
}

const isTag = (node: ESTree.Node): boolean => node.type === 'MemberExpression' && nameOf(node.property) === 'tag'

/** Nothing happens when it is not looked at. */
const isPlain = (node: ESTree.Node): boolean =>
  node.type === 'Identifier' ||
  node.type === 'Literal' ||
  (node.type === 'ObjectExpression' && node.properties.every((one) => one.type === 'Property' && isPlain(one.value))) ||
  (node.type === 'UnaryExpression' && isPlain(node.argument)) ||
  (node.type === 'MemberExpression' && isPlain(node.object) && isPlain(node.property))

const leaves = (node: ESTree.Node | undefined): boolean =>
  node !== undefined && ['BreakStatement', 'ContinueStatement', 'ReturnStatement', 'ThrowStatement'].includes(node.type)
