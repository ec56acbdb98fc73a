import { describe, expect, it } from 'vitest'
import type { TopicId } from '../../src/domain/ids.ts'
import { markLookedAt } from '../../src/domain/looked-at.ts'
import {
  findConcurrentParagraphs,
  type ParagraphWrittenAtOnce,
  paragraphsWrittenAtOnce,
} from '../../src/domain/written-at-once.ts'
import { deliver, openReplica, startTestCamp, type TestReplica } from '../support/notebooks.ts'

const note = '# Found\n\nEvery laptop holds the whole notebook.\n'

async function found({ notebook }: TestReplica, id: TopicId): Promise<ParagraphWrittenAtOnce[]> {
  const open = await notebook.openTopic(id)
  const paragraphs = paragraphsWrittenAtOnce(open.doc, findConcurrentParagraphs(open.doc), await notebook.writers(id))
  await open.close()
  return paragraphs
}

async function bothRewrite(id: TopicId, ana: TestReplica, bo: TestReplica): Promise<void> {
  await ana.notebook.changeTopic(id, { outcome: note.replace('Every laptop', 'Ana’s laptop') })
  await bo.notebook.changeTopic(id, { outcome: note.replace('Every laptop', 'Bo’s phone') })
}

describe('what two laptops wrote at once', () => {
  it('is found on both after they met, and settled on both when one has looked', async () => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    const id = await ana.notebook.createTopic({ title: 'Shared', outcome: note })
    await deliver(ana, bo)
    await bothRewrite(id, ana, bo)
    expect(await found(ana, id)).toEqual([])
    await deliver(ana, bo)
    await deliver(bo, ana)
    const [paragraph] = await found(ana, id)
    expect(paragraph?.parts.map((part) => part.author).sort()).toEqual([ana.notebook.self, bo.notebook.self].sort())
    expect(await found(bo, id)).toEqual([paragraph])

    if (paragraph === undefined) throw new Error('nothing was found')
    const open = await bo.notebook.openTopic(id)
    markLookedAt(open.doc, paragraph, { by: bo.notebook.self, at: 5 })
    await open.close()
    expect(await found(bo, id)).toEqual([])
    await deliver(bo, ana)
    expect(await found(ana, id)).toEqual([])
  })

  it('is not what they wrote one after the other', async () => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    const id = await ana.notebook.createTopic({ title: 'Shared', outcome: note })
    await deliver(ana, bo)
    for (const [from, to] of [
      [ana, bo],
      [bo, ana],
      [ana, bo],
    ] as const) {
      const open = await from.notebook.openTopic(id)
      const text = open.doc.getText('outcome')
      text.insert(from === ana ? text.length - 1 : '# Found\n\n'.length, 'x')
      await open.close()
      await deliver(from, to)
    }
    expect(await found(bo, id)).toEqual([])
    expect(await found(ana, id)).toEqual([])
  })
})
