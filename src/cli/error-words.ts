// A failure as the person at the keyboard reads it, with what to type next.
import { NoCampError } from '../domain/errors.ts'
import { homeDirectory } from './home-directory.ts'
import { UsageError } from './parse-arguments.ts'

export function errorWords(error: unknown): string {
  if (error instanceof NoCampError) return noCampWords(error)
  if (error instanceof UsageError) {
    const help = error.command === '' ? 'divelog --help' : `divelog ${error.command} --help`
    return `divelog: ${error.message}\nSee \`${help}\`.`
  }
  return `divelog: ${error instanceof Error ? error.message : String(error)}`
}

/** Most likely the first error anybody meets. */
function noCampWords({ home }: NoCampError): string {
  const program = home === homeDirectory(undefined) ? 'divelog' : `divelog --home ${quoted(home)}`
  return [
    `divelog: there is no camp in ${home} yet.`,
    `Start one:     ${program} init "Camp name" --as "Your name"`,
    `Or join one:   ${program} join 'INVITE LINK' --as "Your name"`,
    `In a browser:  ${program}`,
  ].join('\n')
}

const quoted = (path: string): string => (/^[\w./\\:~-]+$/.test(path) ? path : JSON.stringify(path))
