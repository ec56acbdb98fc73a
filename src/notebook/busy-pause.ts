// How long a device gathers what people type before it draws or sends it: a busy one for longer, so that this takes a part
// of its time and not all.

const restForWork = 6
const longestMs = 600

/** @param busyMs how late it was, and how long the last time took */
export const busyPause = (usualMs: number, busyMs: number): number =>
  Math.min(longestMs, Math.max(usualMs, restForWork * busyMs))
