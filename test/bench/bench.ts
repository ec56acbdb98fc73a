// `npm run bench`: every number beside the baseline it is measured against, in one run. `--json` for machines.
import { benchBundle } from './bundle.ts'
import { benchFourPeople } from './four-people.ts'
import { benchInBrowser } from './in-browser.ts'
import { benchLocal } from './local.ts'
import { benchReplication } from './replication.ts'
import type { BenchRow } from './row.ts'

const rows: BenchRow[] = [
  ...(await benchReplication()),
  ...(await benchLocal()),
  ...(await benchInBrowser()),
  ...(await benchFourPeople()),
  ...benchBundle(),
]

if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
else {
  for (const { what, value, unit, baseline } of rows) {
    const against =
      baseline === undefined
        ? ''
        : `   ${ratio(value, baseline.value)} of ${baseline.name} (${format(baseline.value)} ${unit})`
    process.stdout.write(`${what.padEnd(58)} ${format(value).padStart(10)} ${unit}${against}\n`)
  }
}
process.exit(0)

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2)
}

function ratio(value: number, base: number): string {
  if (value === 0) return 'nothing'
  return value <= base ? `1/${(base / value).toFixed(1)}` : `${(value / base).toFixed(2)} times`
}
