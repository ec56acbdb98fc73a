import { describe, expect, it } from 'vitest'
import { findStreaming } from '../../../web/bundle/find-streaming.ts'
import { findTelemetry } from '../../../web/bundle/find-telemetry.ts'
import { findUnused } from '../../../web/bundle/find-unused.ts'
import { without } from '../../../web/bundle/leave-out.ts'

describe('telemetry', () => {
  it.each([
    ["log('dialled')", ';'],
    ["this.log.trace('to %p', peer.toString());", ';'],
    ["connection?.log.error('failed - %e', err)", ';'],
    ['if (slow) log("slow"); else go()', 'if (slow) ; else go()'],
    ["await close().catch(err => this.log.error('closing - %e', err))", 'await close().catch(err => {})'],
    ['this.metrics?.events.increment({ [name]: true })', ';'],
    ["this.put = components.metrics?.traceFunction('put', this.put.bind(this)) ?? this.put;", ';'],
    ["Panel.displayName = 'Panel';", ';'],
    ["options?.onProgress?.(new CustomProgressEvent('dial', address));", ';'],
  ])('is left out: %s', (code, rest) => {
    expect(without(code, findTelemetry)).toBe(rest)
  })

  it.each([
    "log('took %d', await ask())",
    "this.log('message %d', count++)",
    'const size = this.metrics?.size()',
    'this.metrics.size()',
    "this.log = components.logger.forComponent('a')",
    'this.get = components.metrics?.traceFunction(this.put) ?? this.put',
    'person.displayName = name',
    'log.append(entry)',
    'options.onProgress?.({ done, total })',
  ])('stays where it does something: %s', (code) => {
    expect(without(code, findTelemetry)).toBe(code)
  })
})

describe('streaming', () => {
  it('is left out of a generated message, and its other two ways stay', () => {
    const code =
      'Key.codec = () => message((obj, w) => {}, (reader) => ({}), function* (reader) { yield 1 });\n' +
      'Key.stream = (buf) => streamMessage(buf, Key.codec());'
    expect(without(code, findStreaming)).toBe('Key.codec = () => message((obj, w) => {}, (reader) => ({}));\n')
  })
})

describe('what a page never does', () => {
  it.each([
    ['exports', ['hydrate'], 'exports.hydrate = start;', '0,start;'],
    ['constants', ['isOld'], 'var isOld = !1; function grow() { return (isOld = !0), 7 }', '(!0), 7'],
    ['fields', { isOld: '!1' }, 'if (page.state.isOld) redraw()', 'if (!1) redraw()'],
    ['answers', { look: 'null' }, 'const found = look(page.rows[at])', 'const found = null'],
    ['answers', { look: 'null' }, 'look(at); look(at++)', 'null; look(at++)'],
    [
      'classes',
      ['Old'],
      'Old.prototype.draw = New.prototype.draw = function () {}',
      '0,New.prototype.draw = function () {}',
    ],
    ['methods', ['old'], 'class Table { old() { go() } young() {} }', 'class Table {  young() {} }'],
    ['members', ['useOld'], 'var hooks = { useOld: () => start(), useNew: go }', '{ useOld: 0, useNew: go }'],
    ['components', ['Old'], 'jsxs(Page, { children: [jsx(Old, { a: go() }), b] })', 'children: [null, b]'],
    ['props', { onOld: '(void 0)' }, 'function Page({ onOld, a }) { onOld?.(a) }', '({  a }) { (void 0)?.(a) }'],
    ['props', { isOld: '!1' }, 'function Page({ a, isOld = true, }) { return isOld ? a : 0 }', '({ a,  }) { return !1'],
    ['props', { isOld: '!1' }, 'jsx(Page, { isOld: isOld, a: store.isOld })', 'jsx(Page, {  a: !1 })'],
    [
      'props',
      { isOld: '!1' },
      'const names = ["a", "isOld"]; function f(isOld) { return isOld }',
      '["a", ]; function f(isOld) { return !1',
    ],
    ['values', ['old'], 'var hints = { a: old, b: go }', '{ a: 0, b: go }'],
    ['tags', ['9'], '7 === node.tag || 9 === node.tag', '7 === node.tag || !1'],
    [
      'cases',
      ['OLD'],
      'switch (kind) { case OLD: draw(); case NEW: go() }',
      'case OLD: if(0){draw();}break; case NEW: go()',
    ],
    [
      'cases',
      ['Old'],
      'switch (kind) { case Kind.Old: draw(); case Kind.New: go() }',
      'case Kind.Old: if(0){draw();}break;',
    ],
    ['cases', ['OLD'], 'switch (kind) { case NEW: draw(); case OLD: go() }', 'case NEW: draw(); go() }'],
    ['cases', ['OLD'], 'switch (kind) { case OLD: case NEW: go() }', '{  case NEW: go() }'],
    [
      'tags',
      ['9'],
      'switch (node.tag) { case 7: return; case 9: var a; a = go() }',
      'case 9: if(0){var a; a = go()}break; }',
    ],
  ])('is left out: %s', (list, names, code, rest) => {
    expect(without(code, findUnused({ [list]: names }))).toContain(rest)
  })

  it('fails the build when the library is another than the one that was read', () => {
    const code = 'var version = "2"; var isOld = !1; isOld = !0'
    expect(() => without(code, findUnused({ release: 'version = "1"' }))).toThrow('version = "1"')
    expect(() => without(code, findUnused({ constants: ['isOld', 'isNew'] }))).toThrow('isNew')
  })

  it.each([
    ['methods', 'class Table { old() {} } table.old()'],
    ['members', 'const ways = { old: () => go() }; const { old } = ways'],
  ])('fails the build when the library itself uses one of its %s', (list, code) => {
    expect(() => without(code, findUnused({ [list]: ['old'] }))).toThrow('old is asked for')
  })

  it.each([
    'const isOld = ask(); show({ isOld })',
    'show({ isOld: true }); function isOld() {}',
    'const [isOld, setOld] = useState(); show(isOld)',
    'const { now: isOld } = props; show(isOld)',
    'store.isOld = true; show(store.isOld)',
  ])('fails the build when what nobody gives is something else as well: %s', (code) => {
    expect(() => without(code, findUnused({ props: { isOld: '!1' } }))).toThrow('isOld is something else')
  })
})
