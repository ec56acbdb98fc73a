// The camp that the benchmarks replicate: the starter catalog with notes of the sizes that real camps wrote.
import { starterTopics } from '../../src/domain/starter/starter-catalog.ts'
import type { Notebook } from '../../src/notebook/notebook.ts'
import { createRandom } from '../support/random.ts'

const words =
  'radio stick laptop group note peer block head merge offline camp topic outcome session answer question open proposal limit wire'.split(
    ' ',
  )

/** Sizes in bytes of 56 pages: smallest 300, median 2,100, largest 31,000, as measured at real camps. */
function sizes(): number[] {
  return Array.from({ length: 56 }, (_, i) => Math.round(300 * (31_000 / 300) ** ((i / 55) ** 1.35)))
}

export async function fillCamp(notebook: Notebook, topics = 56): Promise<void> {
  const random = createRandom(56)
  const starter = starterTopics()
  for (let i = 0; i < topics; i++) {
    const topic = starter[i % starter.length]
    const size = sizes()[i % 56] ?? 2_000
    if (topic !== undefined)
      await notebook.createTopic({ ...topic, number: String(i + 1), outcome: prose(size, random) })
  }
  await notebook.commit()
}

export function prose(bytes: number, random: () => number): string {
  let text = ''
  while (text.length < bytes) {
    const word = words[Math.floor(random() * words.length)] ?? 'note'
    text += random() < 0.02 ? `${word}.\n\n## About ${word}\n\n` : `${word} `
  }
  return text
}
