// The commands that work on an open notebook, by name.
import type { Command } from './command.ts'
import { attachCommand } from './commands/attach.ts'
import { catCommand } from './commands/cat.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { inviteCommand } from './commands/invite.ts'
import { listCommand } from './commands/list.ts'
import { newCommand } from './commands/new.ts'
import { publishCommand } from './commands/publish.ts'
import { showCommand } from './commands/show.ts'
import { statusCommand } from './commands/status.ts'
import { syncCommand } from './commands/sync.ts'
import { verifyCommand } from './commands/verify.ts'
import { writeCommand } from './commands/write.ts'

export const notebookCommands: readonly Command[] = [
  listCommand,
  showCommand,
  newCommand,
  writeCommand,
  attachCommand,
  importCommand,
  exportCommand,
  publishCommand,
  catCommand,
  verifyCommand,
  syncCommand,
  statusCommand,
  inviteCommand,
]
