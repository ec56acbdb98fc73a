// A port to listen on: the usual one where it is free, so that addresses told yesterday work today.
import { createServer } from 'node:net'

/** `preferred`, or one of the next ports, or any. */
export async function freePort(preferred: number, host: string): Promise<number> {
  for (let port = preferred; port < preferred + 20; port++) if (await isFree(port, host)) return port
  return 0
}

export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, host, () => probe.close(() => done(true)))
  })
}
