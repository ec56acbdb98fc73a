// A camp's `.car` file taken in, in words.
import { byteSize } from '../design/byte-size.ts'
import type { CampFileReport, OpenBrowserNotebook } from '../notebook-context.tsx'

/** Never rejects: what went wrong is said like the rest. */
export async function readCampFile(
  opened: Pick<OpenBrowserNotebook, 'importCar'>,
  file: File,
  onSaid: (words: string) => void,
): Promise<void> {
  onSaid(`Reading ${file.name}…`)
  try {
    const report = await opened.importCar(file, {
      onProgress: ({ bytes, total }) => onSaid(`Reading ${file.name}: ${byteSize(bytes)} of ${byteSize(total)}…`),
    })
    onSaid(`${file.name}: ${reportWords(report)}`)
  } catch (error) {
    onSaid(`${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function reportWords(report: CampFileReport): string {
  if (report.kind === 'refused') return `nothing was taken: ${report.problems.join('; ')}.`
  const count = (kind: string): number => report.results.filter((result) => result.kind === kind).length
  const [taken, known, refused] = [count('accepted'), count('known'), count('rejected')]
  const words = [
    `the work of ${people(taken)} was taken`,
    known > 0 ? `that of ${people(known)} was here already` : '',
    refused > 0 ? `that of ${people(refused)} is damaged and was refused` : '',
    ...report.problems,
  ]
  return `${words.filter((word) => word !== '').join(', ')}.`
}

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)
