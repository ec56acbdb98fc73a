import type { TaskProgress } from '../design/use-task.ts'

export const topicsProgress = ({ done, total }: { readonly done: number; readonly total: number }): TaskProgress => ({
  done,
  total,
  words: `${done} of ${total} topics`,
})
