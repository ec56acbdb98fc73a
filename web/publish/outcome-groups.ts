// Rows with an outcome, by whether it is final.
import type { CatalogRow } from '../../src/index.ts'

export function hasOutcomeRows(rows: readonly CatalogRow[]): {
  readonly final: readonly CatalogRow[]
  readonly draft: readonly CatalogRow[]
} {
  const written = rows.filter((row) => row.hasOutcome)
  return {
    final: written.filter((row) => row.finalCid !== ''),
    draft: written.filter((row) => row.finalCid === ''),
  }
}
