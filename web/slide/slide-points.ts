// What a slide may say: the sentences and bullets of the document, and which of them it says.
import { limits, type Topic } from '../../src/index.ts'

/** Picked by people, or the first sentence of each of the first lines. */
export function pointsOf(topic: Topic): readonly string[] {
  if (topic.slidePoints.length > 0) return topic.slidePoints
  const found = candidatesOf(topic).slice(0, limits.maxSlidePoints)
  return found.length > 0 ? found : [topic.summary || topic.intro.split('\n')[0] || '']
}

/** One short sentence a line of the document, without its Markdown. */
export function candidatesOf(topic: Topic): readonly string[] {
  const lines = topic.outcome.document
    .split('\n')
    .map((line) => line.replace(/^[\s>*+-]+|[*_`]/g, '').trim())
    .filter((line) => line !== '' && !/^(#|\||!\[|<)/.test(line))
  const sentences = lines.map((line) => /^.{10,140}?[.!?](?=\s|$)/.exec(line)?.[0] ?? line.slice(0, 140))
  return [...new Set(sentences)]
}
