import { describe, expect, it } from 'vitest'
import { findStreaming } from '../../../web/bundle/find-streaming.ts'
import { findTelemetry } from '../../../web/bundle/find-telemetry.ts'
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
