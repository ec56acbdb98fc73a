// A Chromium with a profile on disk that can be killed as a flat battery would: every process of it at once, no goodbye.
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { executablePath, flags } from './chromium.ts'

export interface MortalBrowser {
  readonly page: Page
  /** SIGKILL to every process of this browser; resolves when the last is gone. */
  kill(): Promise<void>
  close(): Promise<void>
}

export async function openMortalBrowser(profileDir: string): Promise<MortalBrowser> {
  const context = await chromium.launchPersistentContext(profileDir, { executablePath, args: flags })
  const closed = new Promise<void>((done) => context.once('close', () => done()))
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    close: () => context.close(),
    async kill() {
      for (const id of await processesOf(context)) killProcess(id)
      await closed
    },
  }
}

/** The browser itself first, so that it starts nobody anew. */
async function processesOf(context: BrowserContext): Promise<number[]> {
  const session = await context.browser()?.newBrowserCDPSession()
  if (session === undefined) throw new Error('this Chromium does not tell its processes')
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return processInfo.sort((a, b) => Number(b.type === 'browser') - Number(a.type === 'browser')).map(({ id }) => id)
}

function killProcess(id: number): void {
  try {
    process.kill(id, 'SIGKILL')
  } catch (error) {
    // Without the browser its other processes go by themselves; one may have been quicker than we are.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
