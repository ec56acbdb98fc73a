// Where a replica lives when nobody says otherwise.
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export function homeDirectory(given: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  const chosen = given ?? env.DIVELOG_HOME
  if (chosen !== undefined && chosen !== '') return resolve(chosen)
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Divelog')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Divelog')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'divelog')
}
