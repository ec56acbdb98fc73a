// The time, every second while something shows it.
import { useEffect, useState } from 'react'

/** Milliseconds since the Unix epoch; stands still while `isTicking` is false. */
export function useNow(isTicking = true): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isTicking) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
