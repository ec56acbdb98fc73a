#!/usr/bin/env node
// The program's door: looks at the version of Node before it loads anything that needs a newer one.

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 22) {
  process.stderr.write(
    `divelog: Node ${process.versions.node} is too old; Node 22 or newer is needed. In a checkout, \`npm start\` brings its own.\n`,
  )
  process.exitCode = 1
} else {
  // Compiling seven hundred modules anew takes a third of the time of a short command.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache?.()
  const { main } = await import('./main.ts')
  const code = await main(process.argv.slice(2))
  // What is still being printed must arrive; after that nothing may hold the program, as a closed WebRTC listener does.
  const printed = (stream: NodeJS.WriteStream): Promise<void> => new Promise((done) => stream.write('', () => done()))
  await Promise.all([printed(process.stdout), printed(process.stderr)])
  process.exit(code)
}
