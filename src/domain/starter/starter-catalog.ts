// A ready catalog to begin a camp with: the topics that two real camps proposed.
import type { TopicChange } from '../topic-document.ts'
import { camp2019 } from './camp-2019.ts'
import { meeting2018 } from './meeting-2018.ts'
import type { StarterTopic } from './starter-topic.ts'

/** 47 topics of 2019, then 9 of 2018. Titles that both camps had stand twice and carry the year as a tag. */
export function starterTopics(): readonly (TopicChange & { readonly title: string })[] {
  return [...camp2019.map((topic) => withTag(topic, '2019')), ...meeting2018.map((topic) => withTag(topic, '2018'))]
}

const withTag = (topic: StarterTopic, year: string): StarterTopic => ({ ...topic, tags: [...(topic.tags ?? []), year] })
